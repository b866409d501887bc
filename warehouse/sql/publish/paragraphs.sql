INSERT INTO fact_paragraph BY NAME
SELECT s.* REPLACE (p.revision AS revision)
FROM staged_fact_paragraph AS s
JOIN published AS p ON p.article_id = s.article_id AND p.provisional = s.revision
