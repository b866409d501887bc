SELECT * FROM ops.feed
WHERE state = 'active' AND (next_poll_at IS NULL OR next_poll_at <= $now)
ORDER BY next_poll_at NULLS FIRST, feed_url
