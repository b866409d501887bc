-- A country that is known otherwise than from what articles tell of an office stays.
UPDATE dim_entity AS held
SET role = now.role,
    country_code = CASE WHEN is_known THEN held.country_code ELSE now.country_code END,
    first_seen = now.first_seen,
    last_seen = now.last_seen
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
JOIN (
    SELECT
        entity_id,
        country_code IS NOT NULL AND (
            wikidata_id IS NOT NULL
            OR location_id IS NOT NULL
            OR kind = 'group'
            OR entity_id IN (SELECT entity_id FROM dim_entity_role WHERE origin = 'knowledge')
            OR entity_id NOT IN (
                SELECT entity_id FROM fact_entity_profile WHERE country_code IS NOT NULL
                UNION ALL
                SELECT other_entity_id FROM ops.entity_decision
            )
        ) AS is_known
    FROM dim_entity
    SEMI JOIN touched USING (entity_id)
) AS known USING (entity_id)
WHERE held.entity_id = now.entity_id
