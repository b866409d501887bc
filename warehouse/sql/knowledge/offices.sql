-- The offices that the file says were held, by the names that it or an earlier file has for them.
CREATE OR REPLACE TEMP TABLE office AS
SELECT key, min(name) AS name
FROM (
    SELECT key, name FROM imported_office
    UNION ALL
    SELECT key, name FROM ops.known_entity ANTI JOIN imported_office USING (key) WHERE kind = 'other'
)
WHERE key IN (SELECT post FROM imported_occupancy)
GROUP BY key
