-- The entities that published facts refer to.
CREATE OR REPLACE TEMP VIEW referred AS
WITH statement AS (
    SELECT s.* FROM staged_fact_statement AS s
    JOIN published AS p ON p.article_id = s.article_id AND p.provisional = s.revision
), mention AS (
    SELECT m.* FROM staged_fact_mention AS m
    JOIN published AS p ON p.article_id = m.article_id AND p.provisional = m.revision
)
SELECT entity_id FROM mention
UNION
SELECT speaker_entity_id FROM statement
UNION
SELECT addressee_entity_id FROM statement
UNION
SELECT relayer_entity_id FROM staged_fact_statement_relay SEMI JOIN statement USING (statement_id)
UNION
SELECT entity_id FROM staged_fact_statement_entity SEMI JOIN statement USING (statement_id)
