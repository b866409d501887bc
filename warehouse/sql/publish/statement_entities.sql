INSERT INTO fact_statement_entity BY NAME
SELECT s.* REPLACE (
    coalesce(r.new_id, s.statement_id) AS statement_id,
    coalesce(m.new_id, s.mention_id) AS mention_id
)
FROM staged_fact_statement_entity AS s
JOIN staged_fact_statement AS f ON f.statement_id = s.statement_id
JOIN published AS p ON p.article_id = f.article_id AND p.provisional = f.revision
LEFT JOIN renamed AS r ON r.old_id = s.statement_id
LEFT JOIN renamed AS m ON m.old_id = s.mention_id
