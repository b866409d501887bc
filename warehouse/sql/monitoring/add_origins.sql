INSERT INTO ops.origin BY NAME
SELECT DISTINCT ON (url, feed_url) * FROM named ANTI JOIN ops.origin USING (url, feed_url)
ORDER BY url, feed_url, found_at
