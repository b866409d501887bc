CREATE OR REPLACE VIEW main.statements AS
SELECT
    s.statement_id,
    coalesce(o.name, a.source_id) AS outlet,
    a.title,
    a.published_date,
    coalesce(e.name, s.speaker_text) AS speaker,
    coalesce(s.speaker_role, e.role) AS speaker_role,
    s.speaker_text,
    s.speaker_naming,
    s.act,
    s.cue_text,
    s.kind,
    s.content,
    coalesce(t.name, s.addressee_text) AS addressee,
    r.relays,
    coalesce(r.relay_count, 0) AS relay_count,
    s.said_from,
    s.said_to,
    s.said_precision,
    s.said_basis,
    s.said_in,
    p.name AS location,
    p.country_code AS location_country,
    s.is_hedged,
    s.is_negated,
    s.confidence,
    s.part,
    coalesce(a.canonical_url, a.url) AS url,
    a.input_uri,
    s.article_id,
    s.revision,
    s.position,
    s.content_start,
    s.content_end,
    e.entity_id AS speaker_entity_id,
    t.entity_id AS addressee_entity_id
FROM main.fact_statement AS s
JOIN main.fact_article AS a ON a.article_id = s.article_id AND a.revision = s.revision
LEFT JOIN main.dim_source AS o ON o.source_id = a.source_id
LEFT JOIN main.dim_entity AS se ON se.entity_id = s.speaker_entity_id
LEFT JOIN main.entity_splits AS sx ON sx.entity_id = s.speaker_entity_id AND sx.article_id = s.article_id
LEFT JOIN main.dim_entity AS e ON e.entity_id = coalesce(sx.split_into, se.merged_into, se.entity_id)
LEFT JOIN main.dim_entity AS te ON te.entity_id = s.addressee_entity_id
LEFT JOIN main.entity_splits AS tx ON tx.entity_id = s.addressee_entity_id AND tx.article_id = s.article_id
LEFT JOIN main.dim_entity AS t ON t.entity_id = coalesce(tx.split_into, te.merged_into, te.entity_id)
LEFT JOIN main.dim_location AS p ON p.location_id = s.location_id
LEFT JOIN (
    SELECT
        statement_id,
        string_agg(relayer_text, ' → ' ORDER BY hop) AS relays,
        count(*) AS relay_count
    FROM main.fact_statement_relay
    GROUP BY statement_id
) AS r ON r.statement_id = s.statement_id
WHERE a.is_current;

COMMENT ON VIEW main.statements IS 'Statements of the current revisions, with names instead of ids and the relay chain as text; merges and splits of entities are followed.';
COMMENT ON COLUMN main.statements.statement_id IS 'Statement; joins fact_statement.statement_id';
COMMENT ON COLUMN main.statements.outlet IS 'Name of the outlet that carried it';
COMMENT ON COLUMN main.statements.title IS 'Headline of the article';
COMMENT ON COLUMN main.statements.published_date IS 'Day on which the article was published';
COMMENT ON COLUMN main.statements.speaker IS 'Canonical name of the speaker, else the words that name the speaker; NULL where unknown';
COMMENT ON COLUMN main.statements.speaker_role IS 'Role of the speaker that the text tells, else the latest known';
COMMENT ON COLUMN main.statements.speaker_text IS 'The words that name the speaker at that place';
COMMENT ON COLUMN main.statements.speaker_naming IS 'How the speaker is named at that place';
COMMENT ON COLUMN main.statements.act IS 'What the speaker does in saying it';
COMMENT ON COLUMN main.statements.cue_text IS 'The words that mark the statement';
COMMENT ON COLUMN main.statements.kind IS 'direct: all quoted; indirect: nothing quoted; mixed: partly quoted';
COMMENT ON COLUMN main.statements.content IS 'The content word for word';
COMMENT ON COLUMN main.statements.addressee IS 'To whom it was said: canonical name, else the words of the text';
COMMENT ON COLUMN main.statements.relays IS 'Through whom it reached the outlet, nearest the speaker first, with arrows between';
COMMENT ON COLUMN main.statements.relay_count IS 'Hops of the relay chain; unit: hops';
COMMENT ON COLUMN main.statements.said_from IS 'First day on which it may have been said';
COMMENT ON COLUMN main.statements.said_to IS 'Last day on which it may have been said';
COMMENT ON COLUMN main.statements.said_precision IS 'How exactly the day is known';
COMMENT ON COLUMN main.statements.said_basis IS 'What tells the day';
COMMENT ON COLUMN main.statements.said_in IS 'Words of the occasion or medium of saying';
COMMENT ON COLUMN main.statements.location IS 'Where it was said, by its name in GeoNames';
COMMENT ON COLUMN main.statements.location_country IS 'Country where it was said, ISO 3166-1 alpha-2';
COMMENT ON COLUMN main.statements.is_hedged IS 'Whether the article hedges it';
COMMENT ON COLUMN main.statements.is_negated IS 'Whether the saying itself is negated';
COMMENT ON COLUMN main.statements.confidence IS 'How sure the extraction is, 0 to 1';
COMMENT ON COLUMN main.statements.part IS 'Class of the paragraph that it stands in';
COMMENT ON COLUMN main.statements.url IS 'Canonical URL of the article, else the URL that it was read from';
COMMENT ON COLUMN main.statements.input_uri IS 'What was read: path relative to the input, URL, or WARC record';
COMMENT ON COLUMN main.statements.article_id IS 'Article; joins fact_article.article_id';
COMMENT ON COLUMN main.statements.revision IS 'Revision of the article';
COMMENT ON COLUMN main.statements.position IS 'Place among the article''s statements, counted from 1';
COMMENT ON COLUMN main.statements.content_start IS 'First character of the content in fact_article.text; unit: characters';
COMMENT ON COLUMN main.statements.content_end IS 'One past the last character of the content; unit: characters';
COMMENT ON COLUMN main.statements.speaker_entity_id IS 'Speaker, merges and splits followed; joins dim_entity.entity_id';
COMMENT ON COLUMN main.statements.addressee_entity_id IS 'Addressee, merges and splits followed; joins dim_entity.entity_id';
