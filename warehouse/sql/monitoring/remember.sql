-- Only what polling remembers: a person may have paused or removed the feed meanwhile.
UPDATE ops.feed AS held SET
    state = CASE WHEN held.state = 'active' AND p.state = 'dead' THEN 'dead' ELSE held.state END,
    etag = p.etag,
    last_modified = p.last_modified,
    content_sha256 = p.content_sha256,
    interval_seconds = p.interval_seconds,
    polled_at = p.polled_at,
    next_poll_at = p.next_poll_at,
    failure_count = p.failure_count,
    note = p.note
FROM polled AS p
WHERE p.feed_url = held.feed_url
