-- The roles that the knowledge base has of entities in published articles.
MERGE INTO dim_entity_role AS held
USING (
    SELECT DISTINCT ON (entity_id, role, since) * FROM staged_dim_entity_role
    SEMI JOIN referred USING (entity_id)
    WHERE origin = 'knowledge'
    ORDER BY entity_id, role, since, until
) AS staged
ON held.entity_id = staged.entity_id AND held.origin = staged.origin AND held.role = staged.role
    AND held.since IS NOT DISTINCT FROM staged.since
WHEN MATCHED AND held IS DISTINCT FROM staged THEN UPDATE
WHEN NOT MATCHED THEN INSERT BY NAME
