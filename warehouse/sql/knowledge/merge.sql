-- One part of the entities of a file. The last entity of a key counts; its offices stand before the roles that it tells
-- without dates.
MERGE INTO ops.known_entity AS held
USING (
    WITH entity AS (
        SELECT DISTINCT ON (key) * EXCLUDE (line) FROM imported_entity
        WHERE hash(key) % $parts = $part
        ORDER BY key, line DESC
    ), held_office AS (
        SELECT DISTINCT
            o.holder AS key,
            p.name,
            p.name || CASE
                WHEN o.since IS NULL AND o.until IS NULL THEN ''
                ELSE '@' || coalesce(o.since, '') || '..' || coalesce(o.until, '')
            END AS role,
            coalesce(o.since, '') AS since
        FROM imported_occupancy AS o
        JOIN office AS p ON p.key = o.post
        WHERE hash(o.holder) % $parts = $part
    ), held_by AS (
        SELECT key, list(role ORDER BY since, role) AS roles, list(name) AS names FROM held_office GROUP BY key
    )
    SELECT entity.* REPLACE (
        CASE
            WHEN held_by.key IS NULL THEN entity.roles
            ELSE list_concat(held_by.roles, list_filter(entity.roles, lambda role: NOT list_contains(held_by.names, role)))
        END AS roles
    )
    FROM entity
    LEFT JOIN held_by USING (key)
) AS staged
ON held.key = staged.key
WHEN MATCHED AND (
    held.name, held.kind, held.aliases, held.short_names, held.wikidata_id, held.location_id, held.country_code,
    held.roles
) IS DISTINCT FROM (
    staged.name, staged.kind, staged.aliases, staged.short_names, staged.wikidata_id, staged.location_id,
    staged.country_code, staged.roles
) THEN UPDATE
WHEN NOT MATCHED THEN INSERT BY NAME
