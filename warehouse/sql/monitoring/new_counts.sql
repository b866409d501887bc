-- Before the addresses are added: by feed, how many of those that it names no poll has found yet.
SELECT feed_url, count(DISTINCT url)::INTEGER AS new_count
FROM named ANTI JOIN ops.address USING (url)
GROUP BY feed_url
