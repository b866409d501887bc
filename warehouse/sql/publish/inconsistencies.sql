-- What a staged batch must not hold: each row is something wrong with it, and how often.
WITH found AS (
    SELECT 'paragraphs of no staged article' AS what FROM staged_fact_paragraph
    ANTI JOIN staged_fact_article USING (article_id, revision)
    UNION ALL
    SELECT 'statements of no staged article' FROM staged_fact_statement
    ANTI JOIN staged_fact_article USING (article_id, revision)
    UNION ALL
    SELECT 'mentions of no staged article' FROM staged_fact_mention
    ANTI JOIN staged_fact_article USING (article_id, revision)
    UNION ALL
    SELECT 'dates of no staged article' FROM staged_fact_date_mention
    ANTI JOIN staged_fact_article USING (article_id, revision)
    UNION ALL
    SELECT 'relays of no staged statement' FROM staged_fact_statement_relay
    ANTI JOIN staged_fact_statement USING (statement_id)
    UNION ALL
    SELECT 'entities of no staged statement' FROM staged_fact_statement_entity
    ANTI JOIN staged_fact_statement USING (statement_id)
    UNION ALL
    SELECT 'articles of no ledger row' FROM staged_fact_article
    ANTI JOIN (FROM staged_ops_document WHERE outcome = 'loaded') USING (capture_id)
    UNION ALL
    SELECT 'ledger rows of no staged article' FROM staged_ops_document
    ANTI JOIN staged_fact_article USING (capture_id)
    WHERE outcome = 'loaded'
    UNION ALL
    SELECT 'captures with more than one ledger row' FROM staged_ops_document
    GROUP BY capture_id HAVING count(*) > 1
    UNION ALL
    SELECT 'article revisions staged more than once' FROM staged_fact_article
    GROUP BY article_id, revision HAVING count(*) > 1
    UNION ALL
    SELECT 'captures with more than one article' FROM staged_fact_article
    GROUP BY capture_id HAVING count(*) > 1
    UNION ALL
    SELECT 'rows of another run or batch' FROM staged_ops_document
    WHERE run_id <> $run_id OR batch <> $batch
    UNION ALL
    SELECT 'articles of another run' FROM staged_fact_article WHERE run_id <> $run_id
)
SELECT what, count(*) AS times FROM found GROUP BY what ORDER BY what
