-- The latest day of each source that can be judged, not older than 2 days, against what was reported of it last.
WITH judged AS (
    SELECT DISTINCT ON (source_id) *
    FROM main.source_coverage
    WHERE day >= $today::DATE - 2 AND verdict NOT IN ('open', 'not_monitored')
    ORDER BY source_id, day DESC
), reported AS (
    SELECT source_id, arg_max(verdict, reported_at) AS standing FROM ops.alarm GROUP BY source_id
)
SELECT
    j.source_id, j.outlet, j.day, j.expected, j.obtained, j.verdict, j.reason,
    CASE
        WHEN j.verdict IN ('quiet', 'hole', 'drop') THEN nullif(j.verdict, r.standing)
        WHEN r.standing = 'hole' THEN 'recovered'
        -- A day without articles, such as a Sunday, does not end a silence, nor one of too few (ops.is_below) a drop.
        WHEN r.standing = 'quiet' AND j.obtained > 0 OR r.standing = 'drop' AND j.obtained >= 10 THEN 'recovered'
    END AS news
FROM judged AS j
LEFT JOIN reported AS r ON r.source_id = j.source_id
ORDER BY news IS NULL, j.verdict NOT IN ('quiet', 'hole', 'drop'), j.outlet, j.source_id
