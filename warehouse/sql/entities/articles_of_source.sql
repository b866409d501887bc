-- The articles of an outlet, by its id or name, that mention an entity.
SELECT DISTINCT m.article_id
FROM mentions AS m
JOIN fact_article AS a USING (article_id, revision)
LEFT JOIN dim_source AS s USING (source_id)
WHERE m.entity_id = $entity_id AND lower($named) IN (lower(a.source_id), lower(s.name))
