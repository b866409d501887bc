-- Ledger rows of earlier runs name the versions that hold the text now. A row that named none is history and stays so.
UPDATE ops.document AS held
SET article_id = now.article_id, revision = now.revision, outcome = now.outcome, reason = now.reason
FROM (
    SELECT
        d.run_id, d.capture_id, t.article_id, t.revision,
        CASE
            WHEN t.article_id IS NULL THEN 'rejected'
            WHEN t.outcome = 'duplicate' THEN 'duplicate'
            WHEN d.outcome = 'unchanged' AND NOT t.is_of_version THEN 'unchanged'
            WHEN a.capture_id = d.capture_id AND a.revision = 1 THEN 'loaded'
            WHEN a.capture_id = d.capture_id THEN 'revised'
            ELSE 'unchanged'
        END AS outcome,
        CASE
            WHEN t.article_id IS NULL THEN coalesce(f.reason, 'Rejected when it was derived again.')
            WHEN t.outcome = 'duplicate' THEN 'Same text as ' || a.input_uri || '.'
            WHEN d.outcome IN ('loaded', 'revised', 'unchanged') THEN d.reason
        END AS reason
    FROM ops.document AS d
    JOIN target AS t USING (run_id, capture_id)
    LEFT JOIN fact_article AS a ON a.article_id = t.article_id AND a.revision = t.revision
    LEFT JOIN fresh AS f ON f.capture_id = d.capture_id
) AS now
WHERE held.run_id = now.run_id AND held.capture_id = now.capture_id
    AND (held.article_id, held.revision, held.outcome, held.reason)
        IS DISTINCT FROM (now.article_id, now.revision, now.outcome, now.reason)
