-- Decisions of the rule that a person has undone.
SELECT DISTINCT decision_id FROM ops.entity_decision WHERE origin = 'rule' AND reverted_by = 'person'
