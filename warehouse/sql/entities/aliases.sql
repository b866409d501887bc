-- The names as texts write them, merges and splits followed, the most used first.
SELECT regexp_replace(surface, '\s+', ' ', 'g') AS alias, count(*) AS uses
FROM mentions
WHERE entity_id = $entity_id AND form = 'name'
GROUP BY ALL
ORDER BY uses DESC, alias
