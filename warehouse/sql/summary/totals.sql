SELECT
    (SELECT count(*) FROM fact_article WHERE is_current)::INTEGER,
    (SELECT count(*) FROM fact_article)::INTEGER,
    (SELECT count(*) FROM fact_statement)::INTEGER,
    (SELECT count(*) FROM dim_entity)::INTEGER,
    (SELECT count(DISTINCT source_id) FROM fact_article)::INTEGER,
    (SELECT min(published_date) FROM fact_article WHERE is_current),
    (SELECT max(published_date) FROM fact_article WHERE is_current),
    (SELECT count(*) FROM ops.rejection WHERE replayed_at IS NULL)::INTEGER
