-- Pages that wait, or that are fetched and not in the ledger yet, with what the feeds tell of each: of several feeds
-- the first that tells it. The pages of feeds that are paused or removed wait, unless another feed names them too.
-- Fair between hosts: the oldest page of each, then the second of each, and so on.
WITH open_address AS (
    SELECT * FROM ops.address
    WHERE state = $state AND (state = 'fetched' OR next_attempt_at IS NULL OR next_attempt_at <= $now)
), told AS (
    SELECT
        o.url,
        arg_min(o.link, (o.found_at, o.feed_url)) AS link,
        arg_min(o.title, (o.found_at, o.feed_url)) AS title,
        arg_min(o.published_at, (o.found_at, o.feed_url)) AS published_at,
        arg_min(f.name, (o.found_at, o.feed_url)) AS source_name,
        arg_min(f.language, (o.found_at, o.feed_url)) AS language,
        bool_and(f.state IS NOT NULL AND f.state IN ('paused', 'removed')) AS is_left_alone
    FROM ops.origin AS o
    SEMI JOIN open_address AS a ON a.url = o.url
    LEFT JOIN ops.feed AS f ON f.feed_url = o.feed_url
    GROUP BY o.url
), page AS (
    SELECT
        a.url,
        coalesce(t.link, a.url) AS link,
        a.source_id,
        t.source_name,
        t.language,
        t.title,
        t.published_at,
        a.found_at,
        a.attempt_count,
        a.place
    FROM open_address AS a
    LEFT JOIN told AS t ON t.url = a.url
    WHERE CASE a.state
        WHEN 'waiting' THEN NOT coalesce(t.is_left_alone, false)
        ELSE a.place NOT IN (
            SELECT c.place FROM ops.capture AS c SEMI JOIN ops.document AS d ON d.capture_id = c.capture_id
        )
    END
)
SELECT * FROM page
ORDER BY
    row_number() OVER (
        PARTITION BY lower(regexp_extract(link, '^[A-Za-z]+://([^/?#]+)', 1)) ORDER BY found_at, url
    ),
    found_at,
    url
LIMIT $limit
