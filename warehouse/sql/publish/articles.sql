-- An article keeps the time at which its first revision was first seen.
INSERT INTO fact_article BY NAME
WITH first_seen AS (
    SELECT article_id, min(first_seen_at) AS first_seen_at
    FROM (
        SELECT article_id, first_seen_at FROM fact_article WHERE revision = 1
        UNION ALL
        SELECT s.article_id, s.first_seen_at FROM staged_fact_article AS s
        JOIN published AS p ON p.article_id = s.article_id AND p.provisional = s.revision AND p.revision = 1
    )
    SEMI JOIN published USING (article_id)
    GROUP BY article_id
)
SELECT s.* REPLACE (
    p.revision AS revision,
    p.revision = max(p.revision) OVER (PARTITION BY p.article_id) AS is_current,
    f.first_seen_at AS first_seen_at
)
FROM staged_fact_article AS s
JOIN published AS p ON p.article_id = s.article_id AND p.provisional = s.revision
JOIN first_seen AS f ON f.article_id = s.article_id
