-- What a document became, in place of the placeholder that staging wrote.
INSERT INTO ops.document BY NAME
WITH settled_capture AS (
    SELECT a.capture_id, s.outcome, s.holder_id, s.holder_revision, h.input_uri
    FROM staged_fact_article AS a
    JOIN settled AS s ON s.article_id = a.article_id AND s.provisional = a.revision
    JOIN fact_article AS h ON h.article_id = s.holder_id AND h.revision = s.holder_revision
)
SELECT d.* REPLACE (
    coalesce(s.outcome, d.outcome) AS outcome,
    coalesce(s.holder_id, d.article_id) AS article_id,
    coalesce(s.holder_revision, d.revision) AS revision,
    CASE s.outcome
        WHEN 'duplicate' THEN 'Same text as ' || s.input_uri || '.'
        WHEN 'unchanged' THEN NULL
        ELSE d.reason
    END AS reason
)
FROM staged_ops_document AS d
LEFT JOIN settled_capture AS s ON s.capture_id = d.capture_id AND d.outcome = 'loaded'
