CREATE OR REPLACE VIEW main.entity_splits AS
SELECT
    d.entity_id,
    d.article_id,
    coalesce(e.merged_into, e.entity_id) AS split_into,
    d.other_entity_id,
    d.decision_id
FROM (
    SELECT
        entity_id,
        article_id,
        arg_max(other_entity_id, decided_at) AS other_entity_id,
        arg_max(decision_id, decided_at) AS decision_id
    FROM ops.entity_decision
    WHERE action = 'split' AND reverted_at IS NULL
    GROUP BY entity_id, article_id
) AS d
JOIN main.dim_entity AS e ON e.entity_id = d.other_entity_id;

COMMENT ON VIEW main.entity_splits IS 'Where the mentions of an entity in an article are of another of the same name, by the latest decision that holds. What a fact is about: LEFT JOIN it on entity_id and article_id, JOIN dim_entity, and take coalesce(split_into, merged_into, dim_entity.entity_id).';
COMMENT ON COLUMN main.entity_splits.entity_id IS 'Entity that facts name; joins fact_mention.entity_id, fact_statement.speaker_entity_id and the like';
COMMENT ON COLUMN main.entity_splits.article_id IS 'Article; joins fact_article.article_id';
COMMENT ON COLUMN main.entity_splits.split_into IS 'Entity that the facts are about, merges followed; joins dim_entity.entity_id';
COMMENT ON COLUMN main.entity_splits.other_entity_id IS 'Entity that the decision names; joins dim_entity.entity_id';
COMMENT ON COLUMN main.entity_splits.decision_id IS 'Decision; joins ops.entity_decision.decision_id';
