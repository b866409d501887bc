SELECT count(*) > 0 FROM ops.document WHERE run_id = $run_id AND batch = $batch
