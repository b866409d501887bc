INSERT INTO fact_date_mention BY NAME
SELECT s.* REPLACE (p.revision AS revision)
FROM staged_fact_date_mention AS s
JOIN published AS p ON p.article_id = s.article_id AND p.provisional = s.revision
