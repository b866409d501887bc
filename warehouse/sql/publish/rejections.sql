INSERT INTO ops.rejection BY NAME SELECT * FROM staged_ops_rejection
