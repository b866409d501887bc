SELECT stage, rule, severity, count(*) AS rejection_count, min(reason) AS example
FROM ops.rejection
WHERE run_id = $run_id
GROUP BY stage, rule, severity
ORDER BY rejection_count DESC, stage, rule, severity
