-- Names that no text uses any more go. Uses are counted anew, because publishing has added those of the facts that came
-- back to those of before.
DELETE FROM dim_entity_alias
WHERE origin = 'text' AND uses > 0
    AND entity_id IN (FROM touched)
    AND (entity_id, regexp_replace(alias, '\s+', ' ', 'g')) NOT IN (
        SELECT (entity_id, regexp_replace(surface, '\s+', ' ', 'g')) FROM fact_mention SEMI JOIN touched USING (entity_id)
    );
UPDATE dim_entity_alias AS held SET uses = now.uses
FROM (
    WITH mention AS (
        SELECT entity_id, regexp_replace(surface, '\s+', ' ', 'g') AS alias, count(*)::INTEGER AS uses
        FROM fact_mention
        SEMI JOIN touched USING (entity_id)
        GROUP BY ALL
    )
    SELECT a.entity_id, a.alias, a.origin, coalesce(m.uses, 0) AS uses
    FROM dim_entity_alias AS a
    SEMI JOIN touched USING (entity_id)
    LEFT JOIN mention AS m ON m.entity_id = a.entity_id AND m.alias = regexp_replace(a.alias, '\s+', ' ', 'g')
) AS now
WHERE held.entity_id = now.entity_id AND held.alias = now.alias AND held.origin = now.origin AND held.uses <> now.uses;
