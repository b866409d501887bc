SELECT run_id FROM ops.run WHERE state = 'running' ORDER BY started_at, run_id
