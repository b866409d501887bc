-- Decisions, those that hold first, the latest first.
SELECT
    d.decision_id, max(d.decided_at) AS decided_at, d.action,
    string_agg(DISTINCT e.name, ', ' ORDER BY e.name) AS entity, any_value(o.name) AS other,
    count(DISTINCT d.article_id) FILTER (d.reverted_at IS NULL) AS article_count,
    arg_max(d.origin, d.decided_at) AS origin,
    arg_max(d.note, d.decided_at) AS note,
    if(count_if(d.reverted_at IS NULL) > 0, NULL, max(d.reverted_at)) AS reverted_at
FROM ops.entity_decision AS d
JOIN dim_entity AS e ON e.entity_id = d.entity_id
JOIN dim_entity AS o ON o.entity_id = d.other_entity_id
GROUP BY d.decision_id, d.action
ORDER BY count_if(d.reverted_at IS NULL) = 0, max(d.decided_at) DESC, d.decision_id
