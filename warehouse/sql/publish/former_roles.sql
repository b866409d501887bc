-- The knowledge base replaces what it said before of the entities that it tells roles of.
DELETE FROM dim_entity_role AS held
WHERE held.origin = 'knowledge'
    AND held.entity_id IN (SELECT entity_id FROM staged_dim_entity_role)
    AND NOT EXISTS (
        FROM staged_dim_entity_role AS staged
        WHERE staged.entity_id = held.entity_id
            AND staged.role = held.role
            AND staged.since IS NOT DISTINCT FROM held.since
    )
