UPDATE ops.feed SET state = 'active', failure_count = 0, note = NULL, next_poll_at = NULL
WHERE list_contains($feed_urls::VARCHAR[], feed_url)
