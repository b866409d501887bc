-- An article's revisions are counted from 1 without a gap, and only the latest is current.
SELECT article_id, count(*) AS versions, max(revision) AS latest, count_if(is_current) AS current_versions
FROM fact_article
WHERE article_id IN (SELECT article_id FROM checked_fact_article)
GROUP BY article_id
HAVING NOT (
    min(revision) = 1
    AND max(revision) = count(*)
    AND count_if(is_current) = 1
    AND arg_max(is_current, revision)
)
