-- The documents of a refused batch: those that would have been loaded are rejected by the rule that refused it.
INSERT INTO ops.document BY NAME
SELECT * REPLACE (
    if(outcome = 'loaded', 'rejected', outcome) AS outcome,
    if(outcome = 'loaded', NULL, article_id) AS article_id,
    if(outcome = 'loaded', NULL, revision) AS revision,
    if(outcome = 'loaded', $reason, reason) AS reason
)
FROM staged_ops_document
