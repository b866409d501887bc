-- The documents that a run loaded or revised are article versions of that run, or of a later one that derived them again;
-- the article versions of a run are such documents of it, one for one.
WITH told AS (
    SELECT d.run_id, d.capture_id, d.article_id, d.revision, d.outcome, r.started_at
    FROM checked_ops_document AS d
    LEFT JOIN ops.run AS r ON r.run_id = d.run_id
    WHERE d.outcome IN ('loaded', 'revised')
), version AS (
    SELECT a.run_id, a.capture_id, a.article_id, a.revision, r.started_at
    FROM fact_article AS a
    LEFT JOIN ops.run AS r ON r.run_id = a.run_id
)
SELECT run_id, capture_id, article_id, revision, 'not in fact_article' AS fault
FROM told
ANTI JOIN version AS v
    ON v.capture_id = told.capture_id AND v.article_id = told.article_id AND v.revision = told.revision
    AND (v.run_id = told.run_id OR v.started_at > told.started_at)
UNION ALL
SELECT run_id, capture_id, article_id, revision, 'outcome does not fit the revision'
FROM told
WHERE (outcome = 'loaded') <> (revision = 1)
UNION ALL
SELECT run_id, capture_id, article_id, revision, 'not in ops.document'
FROM fact_article
SEMI JOIN checked_ops_run USING (run_id)
ANTI JOIN (FROM ops.document WHERE outcome IN ('loaded', 'revised')) USING (run_id, capture_id, article_id, revision)
