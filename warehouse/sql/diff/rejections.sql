-- Those that stand in the quarantine.
SELECT
    input_uri, stage, rule, row_number() OVER (PARTITION BY input_uri, stage, rule ORDER BY payload) AS occurrence,
    reason, severity
FROM ops.rejection
WHERE replayed_at IS NULL
