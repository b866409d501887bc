-- Splits of articles that the batch has a new revision of: it may tell of other roles and days.
SELECT DISTINCT decision_id FROM entity_splits SEMI JOIN published USING (article_id)
