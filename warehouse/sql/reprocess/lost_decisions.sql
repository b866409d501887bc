-- The rule's decisions about articles that are gone go with them, and of those that say the same of an article once, one
-- stays.
DELETE FROM ops.entity_decision
WHERE article_id IS NOT NULL
    AND (
        article_id NOT IN (SELECT article_id FROM fact_article)
        OR rowid NOT IN (
            SELECT min(rowid) FROM ops.entity_decision GROUP BY decision_id, decided_at, entity_id, article_id
        )
    )
