SELECT
    v.input_uri, v.sha256, v.nth, m.surface,
    row_number() OVER (PARTITION BY v.input_uri, v.sha256, v.nth, m.surface ORDER BY m.char_start) AS occurrence,
    e.name AS entity,
    m.* EXCLUDE (mention_id, article_id, revision, entity_id, surface, char_start, char_end)
FROM fact_mention AS m
JOIN version AS v ON v.article_id = m.article_id AND v.revision = m.revision
LEFT JOIN dim_entity AS e ON e.entity_id = m.entity_id
