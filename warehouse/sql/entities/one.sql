SELECT * FROM dim_entity WHERE entity_id = $entity_id
