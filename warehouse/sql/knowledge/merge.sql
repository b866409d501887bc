-- The last entity of a key in the file counts; its offices stand before the roles that it tells without dates.
MERGE INTO ops.known_entity AS held
USING (
    WITH entity AS (
        SELECT DISTINCT ON (key) * EXCLUDE (line) FROM imported_entity ORDER BY key, line DESC
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
        JOIN (SELECT key, min(name) AS name FROM imported_office GROUP BY key) AS p ON p.key = o.post
    ), office AS (
        SELECT key, list(role ORDER BY since, role) AS roles, list(name) AS names FROM held_office GROUP BY key
    )
    SELECT entity.* REPLACE (
        CASE
            WHEN office.key IS NULL THEN entity.roles
            ELSE list_concat(office.roles, list_filter(entity.roles, lambda role: NOT list_contains(office.names, role)))
        END AS roles
    )
    FROM entity
    LEFT JOIN office USING (key)
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
