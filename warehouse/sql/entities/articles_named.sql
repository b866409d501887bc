-- The articles that an id or its beginning, an address or an input may mean.
SELECT DISTINCT article_id FROM fact_article
WHERE $named IN (article_id, url, canonical_url, input_uri)
    OR (starts_with(article_id, $named) AND regexp_full_match($named, '[0-9a-f]{8}[0-9a-f-]*'))
