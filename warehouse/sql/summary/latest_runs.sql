SELECT run_id FROM ops.run ORDER BY started_at DESC, run_id LIMIT $run_limit
