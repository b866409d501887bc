-- What was derived again: the captures that the warehouse has, by what the audit left of them. A document that would be
-- rejected stays as it is where people have decided about entities of its article: their decision would hang in the air.
CREATE OR REPLACE TEMP TABLE fresh AS
WITH decided AS (
    SELECT DISTINCT a.capture_id
    FROM fact_article AS a
    JOIN ops.entity_decision AS d ON d.article_id = a.article_id
    WHERE d.origin = 'person' OR d.reverted_by = 'person'
)
SELECT
    s.capture_id, s.batch, s.input_uri, s.outcome, s.reason, s.extra,
    s.outcome = 'rejected' AND s.capture_id IN (SELECT capture_id FROM decided) AS is_kept
FROM again_ops_document AS s
SEMI JOIN ops.document AS held ON held.capture_id = s.capture_id
