SELECT * FROM ops.feed ORDER BY name, feed_url
