-- The entities that an id or its beginning, a name or else an alias may mean: what matches best, and others if asked for.
WITH found AS (
    SELECT entity_id, 1 AS rank FROM dim_entity
    WHERE entity_id = $named
        OR (starts_with(entity_id, $named) AND regexp_full_match($named, '[0-9a-f]{8}[0-9a-f-]*'))
    UNION ALL
    SELECT entity_id, 2 FROM dim_entity WHERE strip_accents(lower(name)) = strip_accents(lower($named))
    UNION ALL
    SELECT entity_id, 3 FROM dim_entity_alias WHERE strip_accents(lower(alias)) = strip_accents(lower($named))
)
SELECT e.entity_id, e.name, e.kind, e.role, e.merged_into
FROM dim_entity AS e
JOIN (SELECT entity_id, min(rank) AS rank FROM found GROUP BY entity_id) AS f USING (entity_id)
WHERE f.rank <= $worst
QUALIFY $with_others OR f.rank = min(f.rank) OVER ()
ORDER BY f.rank, e.last_seen DESC NULLS LAST, e.entity_id
