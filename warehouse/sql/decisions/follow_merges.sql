-- Each entity points at the end of its chain of merges.
UPDATE dim_entity AS held SET merged_into = now.merged_into
FROM (
    WITH RECURSIVE step AS (
        SELECT entity_id, other_entity_id FROM ops.entity_decision WHERE action = 'merge' AND reverted_at IS NULL
    ), chain AS (
        SELECT entity_id, other_entity_id AS merged_into FROM step
        UNION ALL
        SELECT chain.entity_id, step.other_entity_id FROM chain JOIN step ON step.entity_id = chain.merged_into
    )
    SELECT e.entity_id, c.merged_into
    FROM dim_entity AS e
    LEFT JOIN (FROM chain ANTI JOIN step ON step.entity_id = chain.merged_into) AS c USING (entity_id)
) AS now
WHERE held.entity_id = now.entity_id AND held.merged_into IS DISTINCT FROM now.merged_into
