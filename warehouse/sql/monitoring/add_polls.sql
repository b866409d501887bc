INSERT INTO ops.poll BY NAME
SELECT p.* REPLACE (
    coalesce(n.new_count, 0) AS new_count,
    CASE
        WHEN p.outcome NOT IN ('new', 'nothing_new') THEN p.outcome
        WHEN n.new_count > 0 THEN 'new'
        ELSE 'nothing_new'
    END AS outcome
)
FROM looked AS p
LEFT JOIN counted AS n ON n.feed_url = p.feed_url
