-- The articles that mention an entity, the latest first.
SELECT
    a.article_id, a.published_date, a.outlet, a.title, m.mentions, coalesce(s.statements, 0) AS statements,
    count(*) OVER () AS found
FROM articles AS a
JOIN (
    SELECT article_id, count(*) AS mentions FROM mentions WHERE entity_id = $entity_id GROUP BY article_id
) AS m USING (article_id)
LEFT JOIN (
    SELECT article_id, count(*) AS statements FROM statements WHERE speaker_entity_id = $entity_id GROUP BY article_id
) AS s USING (article_id)
ORDER BY a.published_date DESC NULLS LAST, a.article_id
LIMIT $limit
