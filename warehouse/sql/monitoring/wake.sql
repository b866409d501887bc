-- A settled page that its feed says was changed since it was fetched, or since it was woken last, waits again; not
-- sooner than an hour after, for some feeds call every page changed whenever they are asked.
WITH last AS (
    SELECT a.url, coalesce(a.next_attempt_at, max(c.captured_at)) AS at
    FROM ops.address AS a
    SEMI JOIN updated AS u ON u.url = a.url
    LEFT JOIN ops.capture AS c ON c.place = a.place
    WHERE a.state = 'settled'
    GROUP BY a.url, a.next_attempt_at
)
UPDATE ops.address AS a SET
    state = 'waiting', attempt_count = 0, next_attempt_at = greatest(u.updated_at, last.at + INTERVAL 1 HOUR)
FROM updated AS u, last
WHERE u.url = a.url AND last.url = a.url AND u.updated_at > last.at AND u.updated_at <= $now
