UPDATE ops.entity_decision AS held SET reverted_at = $at, reverted_by = $origin
FROM undone
WHERE held.decision_id = $decision_id
    AND held.entity_id = undone.entity_id
    AND held.article_id IS NOT DISTINCT FROM undone.article_id
    AND held.reverted_at IS NULL
