-- The ledger names a revision that is there; a rejected document names none.
SELECT d.run_id, d.input_uri, d.capture_id, d.outcome, d.article_id, d.revision
FROM checked_ops_document AS d
LEFT JOIN fact_article AS a USING (article_id, revision)
WHERE (d.article_id IS NOT NULL AND a.article_id IS NULL)
    OR (d.outcome = 'rejected' AND d.article_id IS NOT NULL)
    OR (d.outcome IN ('loaded', 'revised', 'duplicate') AND d.article_id IS NULL)
