-- What was merged into an entity.
SELECT name FROM dim_entity WHERE merged_into = $entity_id ORDER BY name, entity_id
