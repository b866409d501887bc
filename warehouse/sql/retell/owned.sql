-- What articles tell of the touched entities and of those that splits move to or from them: by whom it is about.
CREATE OR REPLACE TEMP TABLE owned AS
WITH source AS (
    SELECT entity_id FROM touched
    UNION
    SELECT x.entity_id FROM entity_splits AS x JOIN touched AS t ON t.entity_id = x.other_entity_id
), told AS (
    SELECT entity_id, article_id, revision FROM fact_mention SEMI JOIN source USING (entity_id)
    UNION
    SELECT entity_id, article_id, revision FROM fact_entity_profile SEMI JOIN source USING (entity_id)
)
SELECT coalesce(x.other_entity_id, t.entity_id) AS entity_id, p.role, p.country_code, a.published_date
FROM told AS t
JOIN fact_article AS a USING (article_id, revision)
LEFT JOIN fact_entity_profile AS p USING (entity_id, article_id, revision)
LEFT JOIN entity_splits AS x ON x.entity_id = t.entity_id AND x.article_id = t.article_id
