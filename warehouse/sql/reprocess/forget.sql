-- The facts of affected articles go, and of what they referred to all that nothing else refers to: no other fact, no
-- fact that is kept, no decision, no monitored feed. What was derived again brings the rest back as it is told today.
DELETE FROM fact_statement_relay WHERE statement_id IN (
    SELECT statement_id FROM fact_statement SEMI JOIN affected USING (article_id)
);
DELETE FROM fact_statement_entity WHERE statement_id IN (
    SELECT statement_id FROM fact_statement SEMI JOIN affected USING (article_id)
);
DELETE FROM fact_statement WHERE article_id IN (FROM affected);
DELETE FROM fact_mention WHERE article_id IN (FROM affected);
DELETE FROM fact_entity_profile WHERE article_id IN (FROM affected);
DELETE FROM fact_date_mention WHERE article_id IN (FROM affected);
DELETE FROM fact_paragraph WHERE article_id IN (FROM affected);
DELETE FROM fact_article WHERE article_id IN (FROM affected);

CREATE OR REPLACE TEMP VIEW left_statement AS
SELECT statement_id, speaker_entity_id, addressee_entity_id, location_id FROM fact_statement
UNION ALL
SELECT statement_id, speaker_entity_id, addressee_entity_id, location_id
FROM again_fact_statement AS s
SEMI JOIN kept AS k ON k.article_id = s.article_id AND k.provisional = s.revision;
CREATE OR REPLACE TEMP VIEW left_article AS
SELECT source_id, agency, dateline_location_id FROM fact_article
UNION ALL
SELECT source_id, agency, dateline_location_id
FROM again_fact_article AS s
SEMI JOIN kept AS k ON k.article_id = s.article_id AND k.provisional = s.revision;

DELETE FROM dim_entity
WHERE entity_id IN (SELECT id FROM referred_before WHERE dimension = 'entity')
    AND entity_id NOT IN (
        SELECT entity_id FROM fact_mention
        UNION ALL
        SELECT entity_id FROM fact_entity_profile
        UNION ALL
        SELECT entity_id FROM fact_statement_entity
        UNION ALL
        SELECT relayer_entity_id FROM fact_statement_relay WHERE relayer_entity_id IS NOT NULL
        UNION ALL
        SELECT speaker_entity_id FROM left_statement WHERE speaker_entity_id IS NOT NULL
        UNION ALL
        SELECT addressee_entity_id FROM left_statement WHERE addressee_entity_id IS NOT NULL
        UNION ALL
        SELECT s.entity_id FROM again_fact_mention AS s
        SEMI JOIN kept AS k ON k.article_id = s.article_id AND k.provisional = s.revision
        UNION ALL
        SELECT s.entity_id FROM again_fact_entity_profile AS s
        SEMI JOIN kept AS k ON k.article_id = s.article_id AND k.provisional = s.revision
        UNION ALL
        SELECT s.entity_id FROM again_fact_statement_entity AS s
        SEMI JOIN kept AS k ON k.article_id = s.article_id AND k.provisional = s.revision
        UNION ALL
        SELECT s.relayer_entity_id FROM again_fact_statement_relay AS s
        SEMI JOIN kept AS k ON k.article_id = s.article_id AND k.provisional = s.revision
        WHERE s.relayer_entity_id IS NOT NULL
        UNION ALL
        SELECT unnest([entity_id, other_entity_id]) FROM ops.entity_decision
        UNION ALL
        SELECT entity_id FROM dim_entity_alias WHERE origin = 'person'
    );
DELETE FROM dim_entity_alias
WHERE entity_id IN (SELECT id FROM referred_before WHERE dimension = 'entity')
    AND entity_id NOT IN (SELECT entity_id FROM dim_entity);
DELETE FROM dim_entity_role
WHERE entity_id IN (SELECT id FROM referred_before WHERE dimension = 'entity')
    AND entity_id NOT IN (SELECT entity_id FROM dim_entity);
DELETE FROM dim_source
WHERE source_id IN (SELECT id FROM referred_before WHERE dimension = 'source')
    AND source_id NOT IN (
        SELECT source_id FROM left_article
        UNION ALL
        SELECT agency FROM left_article WHERE agency IS NOT NULL
        UNION ALL
        SELECT source_id FROM ops.feed
    );
DELETE FROM dim_location
WHERE location_id IN (SELECT id::BIGINT FROM referred_before WHERE dimension = 'location')
    AND location_id NOT IN (
        SELECT dateline_location_id FROM left_article WHERE dateline_location_id IS NOT NULL
        UNION ALL
        SELECT location_id FROM left_statement WHERE location_id IS NOT NULL
        UNION ALL
        SELECT location_id FROM dim_entity WHERE location_id IS NOT NULL
    );
DROP VIEW left_statement;
DROP VIEW left_article;
