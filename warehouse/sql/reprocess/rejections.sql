INSERT INTO ops.rejection BY NAME FROM again_ops_rejection SEMI JOIN fresh USING (capture_id)
