INSERT INTO fact_statement BY NAME
SELECT s.* REPLACE (p.revision AS revision, coalesce(r.new_id, s.statement_id) AS statement_id)
FROM staged_fact_statement AS s
JOIN published AS p ON p.article_id = s.article_id AND p.provisional = s.revision
LEFT JOIN renamed AS r ON r.old_id = s.statement_id
