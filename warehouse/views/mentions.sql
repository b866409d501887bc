CREATE OR REPLACE VIEW main.mentions AS
SELECT
    m.mention_id,
    r.name AS entity,
    m.kind,
    m.surface,
    m.form,
    m.part,
    coalesce(o.name, a.source_id) AS outlet,
    a.title,
    a.published_date,
    coalesce(a.canonical_url, a.url) AS url,
    m.article_id,
    m.revision,
    m.char_start,
    m.char_end,
    r.entity_id
FROM main.fact_mention AS m
JOIN main.fact_article AS a ON a.article_id = m.article_id AND a.revision = m.revision
LEFT JOIN main.dim_source AS o ON o.source_id = a.source_id
LEFT JOIN main.entity_splits AS x ON x.entity_id = m.entity_id AND x.article_id = m.article_id
JOIN main.dim_entity AS e ON e.entity_id = m.entity_id
JOIN main.dim_entity AS r ON r.entity_id = coalesce(x.split_into, e.merged_into, e.entity_id)
WHERE a.is_current;

COMMENT ON VIEW main.mentions IS 'Mentions of entities in the current revisions, with names instead of ids; merges and splits are followed.';
COMMENT ON COLUMN main.mentions.mention_id IS 'Mention; joins fact_mention.mention_id';
COMMENT ON COLUMN main.mentions.entity IS 'Canonical name of the entity';
COMMENT ON COLUMN main.mentions.kind IS 'Kind of the entity as the text has it';
COMMENT ON COLUMN main.mentions.surface IS 'The words of the mention';
COMMENT ON COLUMN main.mentions.form IS 'Form of the mention';
COMMENT ON COLUMN main.mentions.part IS 'Class of the paragraph that it stands in';
COMMENT ON COLUMN main.mentions.outlet IS 'Name of the outlet';
COMMENT ON COLUMN main.mentions.title IS 'Headline of the article';
COMMENT ON COLUMN main.mentions.published_date IS 'Day on which the article was published';
COMMENT ON COLUMN main.mentions.url IS 'Canonical URL of the article, else the URL that it was read from';
COMMENT ON COLUMN main.mentions.article_id IS 'Article; joins fact_article.article_id';
COMMENT ON COLUMN main.mentions.revision IS 'Revision of the article';
COMMENT ON COLUMN main.mentions.char_start IS 'First character in fact_article.text; unit: characters';
COMMENT ON COLUMN main.mentions.char_end IS 'One past the last character; unit: characters';
COMMENT ON COLUMN main.mentions.entity_id IS 'Entity that it is of, merges and splits followed; joins dim_entity.entity_id';
