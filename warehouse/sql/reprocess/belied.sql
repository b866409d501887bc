-- Splits by the rule of people of whom no article tells a country any more.
SELECT d.decision_id, d.entity_id, d.article_id
FROM ops.entity_decision AS d
SEMI JOIN (SELECT id FROM referred_before WHERE dimension = 'entity') AS touched ON touched.id = d.entity_id
ANTI JOIN (
    FROM fact_entity_profile WHERE country_code IS NOT NULL AND role IS NOT NULL
) AS told ON told.entity_id = d.entity_id
WHERE d.action = 'split' AND d.origin = 'rule' AND d.reverted_at IS NULL
ORDER BY ALL
