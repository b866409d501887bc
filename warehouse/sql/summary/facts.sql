-- Statements, speakers and entities in the versions that a run published.
WITH version AS (
    SELECT article_id, revision FROM fact_article WHERE run_id = $run_id
), statement AS (
    SELECT statement_id, speaker_entity_id FROM fact_statement WHERE run_id = $run_id
), mention AS (
    SELECT entity_id FROM fact_mention SEMI JOIN version USING (article_id, revision)
)
SELECT
    (SELECT count(*) FROM statement)::INTEGER,
    (SELECT count(DISTINCT speaker_entity_id) FROM statement)::INTEGER,
    (SELECT count(*) FROM mention)::INTEGER,
    (SELECT count(DISTINCT entity_id) FROM mention)::INTEGER
