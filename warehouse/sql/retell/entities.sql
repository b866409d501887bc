UPDATE dim_entity AS held
SET role = now.role, country_code = now.country_code, first_seen = now.first_seen, last_seen = now.last_seen
FROM (
    SELECT
        t.entity_id,
        arg_max(o.role, (coalesce(o.published_date, DATE '0001-01-01'), o.role)) FILTER (o.role IS NOT NULL) AS role,
        arg_max(o.country_code, (coalesce(o.published_date, DATE '0001-01-01'), o.country_code))
            FILTER (o.country_code IS NOT NULL) AS country_code,
        min(o.published_date) AS first_seen,
        max(o.published_date) AS last_seen
    FROM touched AS t
    LEFT JOIN owned AS o USING (entity_id)
    GROUP BY t.entity_id
) AS now
WHERE held.entity_id = now.entity_id
