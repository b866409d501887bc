-- Every capture is in the ledger, and in that of a run at most once.
SELECT run_id, capture_id, count(*) AS ledger_rows
FROM ops.document
SEMI JOIN checked_ops_document USING (run_id, capture_id)
GROUP BY ALL
HAVING count(*) > 1
UNION ALL
SELECT NULL, capture_id, 0
FROM ops.capture
ANTI JOIN ops.document USING (capture_id)
