INSERT INTO ops.validation BY NAME SELECT * FROM staged_ops_validation
