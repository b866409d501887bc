-- The latest days of publication, by outlet.
SELECT
    a.published_date,
    coalesce(s.name, a.source_id) AS outlet,
    count(*)::INTEGER AS article_count,
    coalesce(sum(n.statement_count), 0)::INTEGER AS statement_count
FROM fact_article AS a
LEFT JOIN dim_source AS s ON s.source_id = a.source_id
LEFT JOIN (
    SELECT article_id, revision, count(*) AS statement_count FROM fact_statement GROUP BY ALL
) AS n ON n.article_id = a.article_id AND n.revision = a.revision
WHERE a.is_current AND a.published_date IN (
    SELECT DISTINCT published_date FROM fact_article
    WHERE is_current AND published_date IS NOT NULL
    ORDER BY published_date DESC LIMIT $day_limit
)
GROUP BY ALL
ORDER BY a.published_date DESC, article_count DESC, outlet
