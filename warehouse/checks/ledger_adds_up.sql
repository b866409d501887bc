-- The documents that a run loaded or revised are the article versions of that run, one for one.
WITH told AS (
    SELECT run_id, capture_id, article_id, revision, outcome
    FROM checked_ops_document
    WHERE outcome IN ('loaded', 'revised')
)
SELECT run_id, capture_id, article_id, revision, 'not in fact_article' AS fault
FROM told
ANTI JOIN fact_article USING (run_id, capture_id, article_id, revision)
UNION ALL
SELECT run_id, capture_id, article_id, revision, 'outcome does not fit the revision'
FROM told
WHERE (outcome = 'loaded') <> (revision = 1)
UNION ALL
SELECT run_id, capture_id, article_id, revision, 'not in ops.document'
FROM fact_article
SEMI JOIN checked_ops_run USING (run_id)
ANTI JOIN (FROM ops.document WHERE outcome IN ('loaded', 'revised')) USING (run_id, capture_id, article_id, revision)
