INSERT INTO ops.validation BY NAME FROM again_ops_validation
