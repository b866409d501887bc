-- What is gone from the file keeps its memory, for the day that it comes back.
UPDATE ops.feed SET state = 'removed'
WHERE state <> 'removed' AND feed_url NOT IN (SELECT feed_url FROM registered)
RETURNING feed_url
