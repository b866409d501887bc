-- A line that is refused again, as the file is imported again, is the rejection that is there.
INSERT INTO ops.rejection BY NAME
SELECT * FROM imported_rejection
ANTI JOIN ops.rejection USING (rejection_id)
