-- What a batch came to.
WITH ledger AS (
    SELECT * FROM ops.document WHERE run_id = $run_id AND batch = $batch
), version AS (
    SELECT article_id, revision FROM ledger WHERE outcome IN ('loaded', 'revised')
)
SELECT
    (SELECT count(*) FROM ledger)::INTEGER AS documents,
    (SELECT count(*) FROM ledger WHERE outcome = 'loaded')::INTEGER AS loaded,
    (SELECT count(*) FROM ledger WHERE outcome = 'revised')::INTEGER AS revised,
    (SELECT count(*) FROM ledger WHERE outcome = 'unchanged')::INTEGER AS unchanged,
    (SELECT count(*) FROM ledger WHERE outcome = 'duplicate')::INTEGER AS duplicate,
    (SELECT count(*) FROM ledger WHERE outcome = 'rejected')::INTEGER AS rejected,
    (SELECT count(*) FROM fact_statement SEMI JOIN version USING (article_id, revision))::INTEGER AS statements,
    (SELECT count(*) FROM fact_mention SEMI JOIN version USING (article_id, revision))::INTEGER AS mentions
