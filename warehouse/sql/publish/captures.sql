-- A capture is kept once; touching a file without changing it tells only a new time of modification.
MERGE INTO ops.capture AS held
USING (SELECT DISTINCT ON (capture_id) * FROM staged_ops_capture ORDER BY capture_id, captured_at) AS staged
ON held.capture_id = staged.capture_id
WHEN MATCHED AND held.modified_at IS DISTINCT FROM staged.modified_at THEN UPDATE SET modified_at = staged.modified_at
WHEN NOT MATCHED THEN INSERT BY NAME
