-- Ids of facts in a text that comes back after another: ids hash the text, so the older revision has the same ones.
WITH restored AS (
    SELECT p.article_id, p.provisional, p.revision
    FROM published AS p
    JOIN staged_fact_article AS s ON s.article_id = p.article_id AND s.revision = p.provisional
    SEMI JOIN fact_article AS held ON held.article_id = s.article_id AND held.content_sha256 = s.content_sha256
)
SELECT 'statement' AS kind, f.statement_id AS old_id, r.revision
FROM staged_fact_statement AS f
JOIN restored AS r ON r.article_id = f.article_id AND r.provisional = f.revision
UNION ALL
SELECT 'mention', f.mention_id, r.revision
FROM staged_fact_mention AS f
JOIN restored AS r ON r.article_id = f.article_id AND r.provisional = f.revision
