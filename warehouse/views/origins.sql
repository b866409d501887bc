CREATE OR REPLACE VIEW main.origins AS
SELECT DISTINCT
    d.article_id,
    coalesce(s.name, a.source_id) AS outlet,
    a.title,
    o.feed_url,
    coalesce(f.name, f.source_id) AS feed_outlet,
    o.title AS feed_title,
    o.published_at AS feed_published_at,
    o.link,
    o.found_at
FROM ops.origin AS o
JOIN ops.address AS p ON p.url = o.url
JOIN ops.capture AS c ON c.place = p.place
JOIN ops.document AS d ON d.capture_id = c.capture_id
JOIN main.fact_article AS a ON a.article_id = d.article_id
LEFT JOIN main.dim_source AS s ON s.source_id = a.source_id
LEFT JOIN ops.feed AS f ON f.feed_url = o.feed_url
WHERE a.is_current;

COMMENT ON VIEW main.origins IS 'By which feeds, sitemaps and pages each article was found: an article that several feeds name is loaded once and has a row for each.';
COMMENT ON COLUMN main.origins.article_id IS 'Article; joins fact_article.article_id';
COMMENT ON COLUMN main.origins.outlet IS 'Name of the outlet';
COMMENT ON COLUMN main.origins.title IS 'Headline of its current revision';
COMMENT ON COLUMN main.origins.feed_url IS 'Feed, sitemap or page that names it; joins ops.feed.feed_url';
COMMENT ON COLUMN main.origins.feed_outlet IS 'Name of the outlet whose feed that is';
COMMENT ON COLUMN main.origins.feed_title IS 'Title in the feed';
COMMENT ON COLUMN main.origins.feed_published_at IS 'Publication time in the feed, as written';
COMMENT ON COLUMN main.origins.link IS 'Address of the article as the feed writes it';
COMMENT ON COLUMN main.origins.found_at IS 'When this feed named it first';
