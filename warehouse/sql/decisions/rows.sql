-- The rows of the decision of an id or its beginning.
SELECT decision_id, entity_id, article_id, reverted_at IS NULL AS holds
FROM ops.entity_decision
WHERE starts_with(decision_id, $decision) AND length($decision) >= 8
ORDER BY ALL
