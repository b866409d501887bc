-- Every capture is in the ledger, and in that of a run at most once.
SELECT run_id, capture_id, count(*) AS ledger_rows
FROM ops.document
WHERE $run_id IS NULL OR run_id = $run_id
GROUP BY ALL
HAVING count(*) > 1
UNION ALL
SELECT NULL, capture_id, 0
FROM ops.capture
ANTI JOIN ops.document USING (capture_id)
