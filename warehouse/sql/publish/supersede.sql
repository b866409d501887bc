UPDATE fact_article SET is_current = false
WHERE is_current AND article_id IN (SELECT article_id FROM published WHERE revision > 1)
