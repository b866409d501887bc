-- The articles that tell the country of a role of the people of whom this batch tells one, by what they told last.
CREATE OR REPLACE TEMP TABLE told AS
WITH person AS (
    SELECT DISTINCT e.entity_id, e.name
    FROM fact_entity_profile AS f
    SEMI JOIN published AS p ON p.article_id = f.article_id AND p.revision = f.revision
    JOIN dim_entity AS e ON e.entity_id = f.entity_id
    ANTI JOIN (FROM dim_entity_role WHERE origin = 'knowledge') AS known ON known.entity_id = e.entity_id
    WHERE f.country_code IS NOT NULL AND f.role IS NOT NULL AND e.kind = 'person' AND e.wikidata_id IS NULL
)
SELECT f.entity_id, f.article_id, any_value(p.name) AS name, arg_max(f.country_code, f.revision) AS country_code
FROM fact_entity_profile AS f
JOIN person AS p USING (entity_id)
ANTI JOIN (
    FROM ops.entity_decision WHERE action = 'split' AND origin = 'person' AND reverted_at IS NULL
) AS decided ON decided.entity_id = f.entity_id AND decided.article_id = f.article_id
WHERE f.country_code IS NOT NULL AND f.role IS NOT NULL
GROUP BY f.entity_id, f.article_id
