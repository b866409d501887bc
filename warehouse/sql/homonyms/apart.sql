-- The articles to split off: of each person of whom several countries are told, those that tell one of them.
WITH country AS (
    SELECT
        entity_id, any_value(name) AS name, country_code, list(article_id) AS articles,
        sum(count(*)) OVER (PARTITION BY entity_id) AS told_count
    FROM told
    GROUP BY entity_id, country_code
)
SELECT entity_id, name, country_code, articles
FROM country
WHERE len(articles) >= $share * told_count
QUALIFY count(*) OVER (PARTITION BY entity_id) > 1
