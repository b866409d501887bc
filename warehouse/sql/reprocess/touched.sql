-- The entities that the facts of affected articles refer to, or did, and those that splits give articles of theirs to.
WITH entity AS (
    SELECT id AS entity_id FROM referred_before WHERE dimension = 'entity'
    UNION
    SELECT entity_id FROM fact_mention SEMI JOIN affected USING (article_id)
    UNION
    SELECT entity_id FROM fact_entity_profile SEMI JOIN affected USING (article_id)
)
SELECT entity_id FROM entity SEMI JOIN dim_entity USING (entity_id)
UNION
SELECT other_entity_id FROM ops.entity_decision SEMI JOIN entity USING (entity_id) WHERE action = 'split'
