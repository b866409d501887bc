-- What facts of the articles name the entity: the entity itself, and those that were merged or split into it.
SELECT m.entity_id, m.article_id
FROM (SELECT DISTINCT entity_id, article_id FROM fact_mention SEMI JOIN chosen USING (article_id)) AS m
JOIN dim_entity AS e ON e.entity_id = m.entity_id
LEFT JOIN entity_splits AS x ON x.entity_id = m.entity_id AND x.article_id = m.article_id
WHERE coalesce(x.split_into, e.merged_into, e.entity_id) = $entity_id
