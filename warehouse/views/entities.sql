CREATE OR REPLACE VIEW main.entities AS
SELECT
    e.entity_id,
    e.name,
    e.kind,
    e.role,
    e.country_code,
    e.wikidata_id,
    e.location_id,
    coalesce(m.article_count, 0) AS article_count,
    coalesce(s.statement_count, 0) AS statement_count,
    e.first_seen,
    e.last_seen,
    e.merged_into,
    t.name AS merged_into_name
FROM main.dim_entity AS e
LEFT JOIN main.dim_entity AS t ON t.entity_id = e.merged_into
LEFT JOIN (
    SELECT entity_id, count(DISTINCT article_id) AS article_count FROM main.mentions GROUP BY entity_id
) AS m ON m.entity_id = e.entity_id
LEFT JOIN (
    SELECT speaker_entity_id AS entity_id, count(*) AS statement_count FROM main.statements GROUP BY ALL
) AS s ON s.entity_id = e.entity_id;

COMMENT ON VIEW main.entities IS 'Entities with how much there is of them in the current revisions. What was merged into another counts there.';
COMMENT ON COLUMN main.entities.entity_id IS 'Entity; joins dim_entity.entity_id';
COMMENT ON COLUMN main.entities.name IS 'Canonical name';
COMMENT ON COLUMN main.entities.kind IS 'Kind of entity';
COMMENT ON COLUMN main.entities.role IS 'Role told in the latest text that tells one';
COMMENT ON COLUMN main.entities.country_code IS 'Its country where it is known, else that which its role names, ISO 3166-1 alpha-2';
COMMENT ON COLUMN main.entities.wikidata_id IS 'Wikidata id where known';
COMMENT ON COLUMN main.entities.location_id IS 'For a place, its GeoNames id';
COMMENT ON COLUMN main.entities.article_count IS 'Articles that mention it; unit: articles';
COMMENT ON COLUMN main.entities.statement_count IS 'Statements that it made; unit: statements';
COMMENT ON COLUMN main.entities.first_seen IS 'Earliest publication day of an article that mentions it';
COMMENT ON COLUMN main.entities.last_seen IS 'Latest publication day of an article that mentions it';
COMMENT ON COLUMN main.entities.merged_into IS 'Entity that it was merged into; joins dim_entity.entity_id';
COMMENT ON COLUMN main.entities.merged_into_name IS 'Name of the entity that it was merged into';
