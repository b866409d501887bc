-- Ids of facts that an older revision has, because its text is the same.
SELECT 'statement' AS kind, f.statement_id AS old_id, p.revision
FROM staged_fact_statement AS f
JOIN published AS p ON p.article_id = f.article_id AND p.provisional = f.revision
SEMI JOIN fact_statement AS held ON held.statement_id = f.statement_id
UNION ALL
SELECT 'mention', f.mention_id, p.revision
FROM staged_fact_mention AS f
JOIN published AS p ON p.article_id = f.article_id AND p.provisional = f.revision
SEMI JOIN fact_mention AS held ON held.mention_id = f.mention_id
