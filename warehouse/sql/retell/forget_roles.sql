DELETE FROM dim_entity_role WHERE origin = 'text' AND entity_id IN (SELECT entity_id FROM touched)
