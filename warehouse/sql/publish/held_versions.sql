-- The versions that bear on a batch: all of its articles, and other articles of an outlet with the same text.
WITH held AS (
    SELECT article_id, revision FROM fact_article
    SEMI JOIN staged_fact_article USING (article_id)
    UNION
    SELECT article_id, revision FROM fact_article
    SEMI JOIN staged_fact_article USING (source_id, content_sha256)
), met AS (
    SELECT article_id, revision FROM ops.document WHERE run_id = $run_id AND outcome <> 'duplicate'
)
SELECT
    a.article_id, a.revision, a.source_id, a.content_sha256,
    a.run_id = $run_id AS is_own,
    (a.article_id, a.revision) IN (SELECT (article_id, revision) FROM met) AS is_seen
FROM fact_article AS a
JOIN held USING (article_id, revision)
ORDER BY a.article_id, a.revision
