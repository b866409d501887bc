INSERT INTO fact_mention BY NAME
SELECT s.* REPLACE (p.revision AS revision, coalesce(r.new_id, s.mention_id) AS mention_id)
FROM staged_fact_mention AS s
JOIN published AS p ON p.article_id = s.article_id AND p.provisional = s.revision
LEFT JOIN renamed AS r ON r.old_id = s.mention_id
