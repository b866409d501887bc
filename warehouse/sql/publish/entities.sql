MERGE INTO dim_entity AS held
USING (
    SELECT
        entity_id,
        min(name) AS name,
        min(kind) AS kind,
        min(location_id) AS location_id,
        min(wikidata_id) AS wikidata_id,
        arg_max(role, (coalesce(last_seen, DATE '0001-01-01'), role)) FILTER (role IS NOT NULL) AS role,
        arg_max(country_code, (coalesce(last_seen, DATE '0001-01-01'), country_code))
            FILTER (country_code IS NOT NULL) AS country_code,
        min(first_seen) AS first_seen,
        max(last_seen) AS last_seen,
        max(last_seen) FILTER (role IS NOT NULL) AS role_seen,
        max(last_seen) FILTER (country_code IS NOT NULL) AS country_seen
    FROM staged_dim_entity
    SEMI JOIN referred USING (entity_id)
    GROUP BY entity_id
) AS staged
ON held.entity_id = staged.entity_id
WHEN MATCHED THEN UPDATE SET
    location_id = coalesce(held.location_id, staged.location_id),
    wikidata_id = coalesce(held.wikidata_id, staged.wikidata_id),
    role = CASE
        WHEN held.role IS NULL OR staged.role_seen >= held.last_seen THEN coalesce(staged.role, held.role)
        ELSE held.role
    END,
    country_code = CASE
        WHEN held.country_code IS NULL OR staged.country_seen >= held.last_seen
            THEN coalesce(staged.country_code, held.country_code)
        ELSE held.country_code
    END,
    first_seen = least(held.first_seen, staged.first_seen),
    last_seen = greatest(held.last_seen, staged.last_seen)
WHEN NOT MATCHED THEN INSERT
    (entity_id, name, kind, location_id, wikidata_id, role, first_seen, last_seen, country_code)
    VALUES (staged.entity_id, staged.name, staged.kind, staged.location_id, staged.wikidata_id, staged.role,
            staged.first_seen, staged.last_seen, staged.country_code)
