-- The entities whose articles some splits change: those that they take from or give to, and those that they overrule.
WITH pair AS (
    SELECT DISTINCT entity_id, article_id FROM ops.entity_decision
    WHERE action = 'split' AND decision_id IN (SELECT unnest($decision_ids))
)
SELECT entity_id FROM pair
UNION
SELECT other_entity_id FROM ops.entity_decision SEMI JOIN pair USING (entity_id, article_id)
