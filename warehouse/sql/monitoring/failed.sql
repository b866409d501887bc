UPDATE ops.address AS a SET
    state = CASE WHEN f.retry_at IS NULL THEN 'failed' ELSE 'waiting' END,
    attempt_count = a.attempt_count + f.tries,
    next_attempt_at = f.retry_at,
    reason = f.reason
FROM failures AS f
WHERE f.url = a.url AND a.state = 'waiting'
