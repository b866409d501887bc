-- How a run's rules came out, the broken ones first.
SELECT suite, rule, severity, evaluated, unexpected, success
FROM main.data_quality
WHERE run_id = $run_id AND suite <> 'ledger'
ORDER BY success, unexpected DESC, suite, rule;
