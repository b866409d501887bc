-- What facts of affected articles refer to, before they are removed.
CREATE OR REPLACE TEMP TABLE referred_before AS
WITH statement AS (
    SELECT * FROM fact_statement SEMI JOIN affected USING (article_id)
)
SELECT 'entity' AS dimension, entity_id AS id FROM fact_mention SEMI JOIN affected USING (article_id)
UNION
SELECT 'entity', entity_id FROM fact_entity_profile SEMI JOIN affected USING (article_id)
UNION
SELECT 'entity', speaker_entity_id FROM statement
UNION
SELECT 'entity', addressee_entity_id FROM statement
UNION
SELECT 'entity', relayer_entity_id FROM fact_statement_relay SEMI JOIN statement USING (statement_id)
UNION
SELECT 'entity', entity_id FROM fact_statement_entity SEMI JOIN statement USING (statement_id)
UNION
SELECT 'source', unnest([source_id, agency]) FROM fact_article SEMI JOIN affected USING (article_id)
UNION
SELECT 'location', dateline_location_id::VARCHAR FROM fact_article SEMI JOIN affected USING (article_id)
UNION
SELECT 'location', location_id::VARCHAR FROM statement
