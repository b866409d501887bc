-- Paragraphs, statements, mentions, profiles and dates belong to a revision of an article that is there.
WITH fact AS (
    SELECT 'fact_paragraph' AS fact, article_id, revision FROM fact_paragraph
    UNION ALL
    SELECT 'fact_statement', article_id, revision FROM fact_statement
    UNION ALL
    SELECT 'fact_mention', article_id, revision FROM fact_mention
    UNION ALL
    SELECT 'fact_entity_profile', article_id, revision FROM fact_entity_profile
    UNION ALL
    SELECT 'fact_date_mention', article_id, revision FROM fact_date_mention
)
SELECT fact, article_id, revision, count(*) AS facts
FROM fact
SEMI JOIN checked_fact_article USING (article_id)
ANTI JOIN fact_article USING (article_id, revision)
GROUP BY ALL
