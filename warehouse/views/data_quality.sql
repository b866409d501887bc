CREATE OR REPLACE VIEW main.data_quality AS
WITH rule AS (
    SELECT
        run_id, suite, expectation AS rule, severity,
        sum(evaluated) AS evaluated, sum(unexpected) AS unexpected, bool_and(success) AS success
    FROM ops.validation
    GROUP BY ALL
), ledger AS (
    SELECT
        run_id, 'ledger' AS suite, outcome AS rule, 'info' AS severity,
        sum(count(*)) OVER (PARTITION BY run_id) AS evaluated, count(*) AS unexpected, NULL::BOOLEAN AS success
    FROM ops.document
    GROUP BY run_id, outcome
), measured AS (
    FROM rule UNION ALL BY NAME FROM ledger
)
SELECT
    r.started_at AS run_started_at,
    m.run_id,
    m.suite,
    m.rule,
    m.severity,
    m.evaluated::BIGINT AS evaluated,
    m.unexpected::BIGINT AS unexpected,
    m.unexpected / nullif(m.evaluated, 0) AS share,
    m.success
FROM measured AS m
LEFT JOIN ops.run AS r ON r.run_id = m.run_id;

COMMENT ON VIEW main.data_quality IS 'By run, how often each rule was broken, and what became of the documents (suite ledger: the rule is the outcome).';
COMMENT ON COLUMN main.data_quality.run_started_at IS 'When the run started';
COMMENT ON COLUMN main.data_quality.run_id IS 'Run; joins ops.run.run_id';
COMMENT ON COLUMN main.data_quality.suite IS 'Suite, named after its stage; ledger for the outcomes of documents';
COMMENT ON COLUMN main.data_quality.rule IS 'Name of the rule; in suite ledger, the outcome';
COMMENT ON COLUMN main.data_quality.severity IS 'Weight of the rule';
COMMENT ON COLUMN main.data_quality.evaluated IS 'Rows looked at in all batches of the run; in suite ledger, all documents; unit: rows';
COMMENT ON COLUMN main.data_quality.unexpected IS 'Rows that broke the rule; in suite ledger, documents with the outcome; unit: rows';
COMMENT ON COLUMN main.data_quality.share IS 'unexpected of evaluated, 0 to 1; NULL where no row was looked at';
COMMENT ON COLUMN main.data_quality.success IS 'Whether the rule held in every batch; NULL in suite ledger';
