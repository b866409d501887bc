-- The roles of an entity and of those merged into it, the latest first.
SELECT
    r.role, r.origin, r.since, any_value(r.since_precision) AS since_precision,
    max(r.until) AS until, arg_max(r.until_precision, r.until) AS until_precision,
    min(r.first_seen) AS first_seen, max(r.last_seen) AS last_seen
FROM dim_entity_role AS r
JOIN dim_entity AS e USING (entity_id)
WHERE coalesce(e.merged_into, e.entity_id) = $entity_id
GROUP BY r.role, r.origin, r.since
ORDER BY coalesce(max(r.last_seen), max(r.until), DATE '9999-12-31') DESC, r.since DESC NULLS LAST, r.role
