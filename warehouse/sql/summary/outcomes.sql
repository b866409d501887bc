SELECT outcome, count(*) FROM ops.document WHERE run_id = $run_id GROUP BY outcome
