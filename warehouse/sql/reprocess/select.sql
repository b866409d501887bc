-- The captures to derive again. An article that matches takes all captures that the ledger names it for with it, and
-- these the other articles that the ledger names them for.
WITH RECURSIVE holding AS (
    SELECT DISTINCT capture_id, article_id FROM ops.document WHERE article_id IS NOT NULL
), chosen (article_id) AS (
    SELECT h.article_id
    FROM holding AS h
    JOIN ops.capture AS c USING (capture_id)
    JOIN fact_article AS a USING (article_id)
    WHERE ($since IS NULL OR c.captured_at >= $since)
        AND ($source_id IS NULL OR a.source_id = $source_id)
        AND ($version IS NULL OR a.extractor_version <> $version)
    UNION
    SELECT other.article_id
    FROM chosen
    JOIN holding AS h USING (article_id)
    JOIN holding AS other ON other.capture_id = h.capture_id
), page AS (
    SELECT
        p.place,
        any_value(p.source_id) AS source_id,
        arg_min(o.title, (o.found_at, o.feed_url)) AS title,
        arg_min(o.published_at, (o.found_at, o.feed_url)) AS published_at,
        arg_min(f.language, (o.found_at, o.feed_url)) AS language
    FROM ops.address AS p
    LEFT JOIN ops.origin AS o ON o.url = p.url
    LEFT JOIN ops.feed AS f ON f.feed_url = o.feed_url
    WHERE p.place IS NOT NULL
    GROUP BY p.place
), selected AS (
    SELECT capture_id, min(article_id) AS article_id FROM holding SEMI JOIN chosen USING (article_id) GROUP BY capture_id
    UNION ALL
    SELECT c.capture_id, NULL
    FROM ops.capture AS c
    SEMI JOIN ops.document AS d ON d.capture_id = c.capture_id
    ANTI JOIN holding AS h ON h.capture_id = c.capture_id
    ANTI JOIN (FROM ops.rejection WHERE stage = 'fetch') AS r ON r.capture_id = c.capture_id
    LEFT JOIN page AS p ON p.place = c.place
    WHERE ($since IS NULL OR c.captured_at >= $since)
        AND ($source_id IS NULL OR p.source_id = $source_id)
        AND $version IS NULL
)
SELECT
    c.capture_id, c.place, c.input_uri, c.captured_at,
    p.title, p.published_at, p.source_id AS source, p.language
FROM selected AS s
JOIN ops.capture AS c USING (capture_id)
LEFT JOIN page AS p ON p.place = c.place
-- In rounds, and in each the captures of a file one after the other, as it is read.
ORDER BY
    CASE WHEN s.article_id IS NULL THEN 1
         ELSE row_number() OVER (PARTITION BY s.article_id ORDER BY c.captured_at, c.capture_id) END,
    regexp_replace(c.place, '#\d+$', ''),
    try_cast(regexp_extract(c.place, '#(\d+)$', 1) AS BIGINT),
    c.captured_at
