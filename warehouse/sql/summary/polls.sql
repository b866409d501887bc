-- The polls of a run, those that failed first.
SELECT feed_url, outcome, http_status, entry_count, new_count, reason
FROM ops.poll
WHERE run_id = $run_id
ORDER BY outcome <> 'failed', feed_url
