INSERT INTO fact_entity_profile BY NAME
SELECT s.* REPLACE (p.revision AS revision)
FROM staged_fact_entity_profile AS s
JOIN published AS p ON p.article_id = s.article_id AND p.provisional = s.revision
SEMI JOIN referred USING (entity_id)
