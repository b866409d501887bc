UPDATE ops.run SET state = 'failed', ended_at = $ended_at, error = $reason
WHERE state = 'running' AND list_contains($run_ids::VARCHAR[], run_id)
