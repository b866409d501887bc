INSERT INTO dim_entity_role BY NAME
SELECT entity_id, role, 'text' AS origin, min(published_date) AS first_seen, max(published_date) AS last_seen
FROM owned
SEMI JOIN touched USING (entity_id)
WHERE role IS NOT NULL
GROUP BY ALL
