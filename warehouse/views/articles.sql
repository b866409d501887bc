CREATE OR REPLACE VIEW main.articles AS
SELECT
    a.article_id,
    a.revision,
    coalesce(s.name, a.source_id) AS outlet,
    s.country_code AS outlet_country,
    s.owner,
    a.title,
    a.standfirst,
    a.authors,
    coalesce(w.name, a.agency) AS agency,
    a.published_date,
    a.published_at,
    a.published_precision,
    a.published_basis,
    a.published_agreement AS agreement,
    a.dateline_place,
    p.name AS dateline_location,
    p.country_code AS dateline_country,
    a.language,
    a.word_count,
    a.is_accessible_for_free,
    coalesce(n.statement_count, 0) AS statement_count,
    coalesce(a.canonical_url, a.url) AS url,
    a.input_uri,
    a.text
FROM main.fact_article AS a
LEFT JOIN main.dim_source AS s ON s.source_id = a.source_id
LEFT JOIN main.dim_source AS w ON w.source_id = a.agency
LEFT JOIN main.dim_location AS p ON p.location_id = a.dateline_location_id
LEFT JOIN (
    SELECT article_id, revision, count(*) AS statement_count FROM main.fact_statement GROUP BY ALL
) AS n ON n.article_id = a.article_id AND n.revision = a.revision
WHERE a.is_current;

COMMENT ON VIEW main.articles IS 'Articles as they stand now: the current revision of each, with names instead of ids.';
COMMENT ON COLUMN main.articles.article_id IS 'Article; joins fact_article.article_id';
COMMENT ON COLUMN main.articles.revision IS 'Its current revision';
COMMENT ON COLUMN main.articles.outlet IS 'Name of the outlet';
COMMENT ON COLUMN main.articles.outlet_country IS 'Country of the outlet, ISO 3166-1 alpha-2';
COMMENT ON COLUMN main.articles.owner IS 'Group or person that owns the outlet';
COMMENT ON COLUMN main.articles.title IS 'Headline';
COMMENT ON COLUMN main.articles.standfirst IS 'Standfirst (deck) under the headline';
COMMENT ON COLUMN main.articles.authors IS 'Names of its authors';
COMMENT ON COLUMN main.articles.agency IS 'Name of the wire agency credited';
COMMENT ON COLUMN main.articles.published_date IS 'Day of publication in the time zone it was told in';
COMMENT ON COLUMN main.articles.published_at IS 'When it was published; NULL where only a day or less is known';
COMMENT ON COLUMN main.articles.published_precision IS 'How exactly the publication time is known';
COMMENT ON COLUMN main.articles.published_basis IS 'What tells the publication time';
COMMENT ON COLUMN main.articles.agreement IS 'Share, 0 to 1, of the independent bases that tell a day which tell the published one';
COMMENT ON COLUMN main.articles.dateline_place IS 'Place of the dateline as printed';
COMMENT ON COLUMN main.articles.dateline_location IS 'Place of the dateline by its name in GeoNames';
COMMENT ON COLUMN main.articles.dateline_country IS 'Country of the dateline, ISO 3166-1 alpha-2';
COMMENT ON COLUMN main.articles.language IS 'Language of the text, ISO 639-1';
COMMENT ON COLUMN main.articles.word_count IS 'Words of the text; unit: words';
COMMENT ON COLUMN main.articles.is_accessible_for_free IS 'Whether the page says that all may read it; NULL where it says nothing';
COMMENT ON COLUMN main.articles.statement_count IS 'Statements found in it; unit: statements';
COMMENT ON COLUMN main.articles.url IS 'Canonical URL, else the URL that it was read from';
COMMENT ON COLUMN main.articles.input_uri IS 'What was read: path relative to the input, URL, or WARC record';
COMMENT ON COLUMN main.articles.text IS 'Clean text, in which all offsets count characters';
