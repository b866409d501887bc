-- What is in the quarantine and was not replayed, the latest first.
SELECT r.rejection_id, r.input_uri, r.stage, r.rule, r.reason, r.severity, c.place, u.started_at
FROM ops.rejection AS r
JOIN ops.run AS u ON u.run_id = r.run_id
LEFT JOIN ops.capture AS c ON c.capture_id = r.capture_id
WHERE r.replayed_at IS NULL
ORDER BY u.started_at DESC, r.input_uri, r.stage, r.rule;
