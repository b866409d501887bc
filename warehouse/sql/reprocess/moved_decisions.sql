-- A decision about an article follows its captures where they are of another article now.
UPDATE ops.entity_decision AS held SET article_id = successor.article_id
FROM (
    SELECT b.article_id AS former_id, arg_min(r.article_id, r.number) AS article_id
    FROM fingerprint_before AS b
    JOIN result AS r ON r.capture_id = b.capture_id AND r.article_id IS NOT NULL
    WHERE b.article_id NOT IN (SELECT article_id FROM fact_article)
    GROUP BY b.article_id
) AS successor
WHERE held.article_id = successor.former_id
