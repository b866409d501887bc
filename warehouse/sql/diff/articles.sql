SELECT
    v.input_uri, v.sha256, v.nth,
    a.* EXCLUDE (input_uri, capture_id, run_id, extractor_version, first_seen_at, content_sha256, word_count)
FROM fact_article AS a
JOIN version AS v ON v.article_id = a.article_id AND v.revision = a.revision
