SELECT
    v.input_uri, v.sha256, v.nth, d.surface,
    row_number() OVER (PARTITION BY v.input_uri, v.sha256, v.nth, d.surface ORDER BY d.char_start) AS occurrence,
    d.* EXCLUDE (article_id, revision, surface, char_start, char_end)
FROM fact_date_mention AS d
JOIN version AS v ON v.article_id = d.article_id AND v.revision = d.revision
