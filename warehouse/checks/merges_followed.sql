-- An entity points at the end of its chain of merges that hold, and at nothing where it has none.
WITH merge AS (
    SELECT entity_id, other_entity_id FROM ops.entity_decision WHERE action = 'merge' AND reverted_at IS NULL
)
SELECT e.entity_id, e.merged_into
FROM checked_dim_entity AS e
LEFT JOIN merge AS m USING (entity_id)
LEFT JOIN dim_entity AS next ON next.entity_id = m.other_entity_id
WHERE e.merged_into IS DISTINCT FROM coalesce(next.merged_into, next.entity_id)
