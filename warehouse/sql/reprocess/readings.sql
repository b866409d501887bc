-- Who read what, in the order in which it was published. A run that derives again reads nothing: its rows bear the time of
-- the reading that is there. Where a rejected document was loaded at a later try, that is the reading that counts.
WITH reading AS (
    SELECT
        d.capture_id,
        d.seen_at,
        c.place,
        arg_min(d.run_id, (r.started_at, d.run_id)) AS run_id,
        arg_min(d.batch, (r.started_at, d.run_id)) AS batch,
        min(r.started_at) AS started_at,
        bool_or(d.article_id IS NOT NULL) AS is_loaded
    FROM ops.document AS d
    JOIN ops.capture AS c ON c.capture_id = d.capture_id
    JOIN ops.run AS r ON r.run_id = d.run_id
    WHERE c.place IN (
        SELECT place FROM ops.capture WHERE capture_id IN (SELECT capture_id FROM capture_version UNION SELECT capture_id FROM fresh)
    )
    GROUP BY d.capture_id, d.seen_at, c.place
), counted AS (
    SELECT
        *,
        is_loaded OR NOT bool_or(is_loaded) OVER (PARTITION BY capture_id) AS counts,
        lag(capture_id) OVER (PARTITION BY place ORDER BY started_at, run_id, seen_at) AS previous
    FROM reading
)
SELECT run_id, batch, capture_id, capture_id IS NOT DISTINCT FROM previous AS is_passed_over
FROM counted
WHERE counts AND capture_id IN (SELECT capture_id FROM capture_version UNION SELECT capture_id FROM fresh)
ORDER BY started_at, run_id, batch, seen_at, capture_id
