-- Versions of other articles of an outlet that have a text that was derived again.
SELECT article_id, revision, source_id, content_sha256
FROM fact_article
SEMI JOIN capture_version USING (source_id, content_sha256)
ANTI JOIN affected USING (article_id)
ORDER BY article_id, revision
