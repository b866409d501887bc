-- The time of modification that each file had when it was read last; a line of JSON Lines tells that of its file too.
WITH seen AS (
    SELECT c.place, c.modified_at, max(d.seen_at) AS seen_at
    FROM ops.capture AS c
    JOIN ops.document AS d ON d.capture_id = c.capture_id
    WHERE c.modified_at IS NOT NULL
    GROUP BY ALL
), file AS (
    SELECT place, modified_at, seen_at FROM seen
    UNION ALL
    SELECT regexp_replace(place, '#\d+$', ''), modified_at, seen_at FROM seen WHERE regexp_matches(place, '#\d+$')
)
SELECT place, arg_max(modified_at, seen_at) FROM file GROUP BY place
