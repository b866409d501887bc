-- Versions of affected articles that were not derived again: their facts are published as they are. A capture with
-- several versions gives the first, because the facts of a text that came back bear other ids.
CREATE OR REPLACE TEMP TABLE kept AS
SELECT
    article_id,
    revision,
    ($offset + row_number() OVER (ORDER BY article_id, revision))::INTEGER AS provisional,
    capture_id
FROM (
    SELECT DISTINCT ON (article_id, capture_id) article_id, revision, capture_id
    FROM fact_article
    SEMI JOIN affected USING (article_id)
    ANTI JOIN (FROM fresh WHERE NOT is_kept) AS anew USING (capture_id)
    ORDER BY article_id, capture_id, revision
)
