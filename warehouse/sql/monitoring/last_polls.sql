SELECT * FROM ops.poll
QUALIFY row_number() OVER (PARTITION BY feed_url ORDER BY polled_at DESC, run_id) = 1
