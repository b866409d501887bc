-- The documents that a run loaded or revised are the article versions of that run, one for one.
WITH told AS (
    SELECT run_id, capture_id, article_id, revision, outcome
    FROM ops.document
    WHERE outcome IN ('loaded', 'revised') AND ($run_id IS NULL OR run_id = $run_id)
), version AS (
    SELECT run_id, capture_id, article_id, revision
    FROM fact_article
    WHERE $run_id IS NULL OR run_id = $run_id
)
SELECT run_id, capture_id, article_id, revision, 'not in fact_article' AS missing
FROM told ANTI JOIN version USING (run_id, capture_id, article_id, revision)
UNION ALL
SELECT run_id, capture_id, article_id, revision, 'not in ops.document'
FROM version ANTI JOIN told USING (run_id, capture_id, article_id, revision)
UNION ALL
SELECT run_id, capture_id, article_id, revision, 'outcome does not fit the revision'
FROM told WHERE (outcome = 'loaded') <> (revision = 1)
