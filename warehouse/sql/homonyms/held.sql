-- What the rule has split off of these people.
SELECT entity_id, other_entity_id, article_id
FROM ops.entity_decision
SEMI JOIN told USING (entity_id)
WHERE action = 'split' AND origin = 'rule' AND reverted_at IS NULL
