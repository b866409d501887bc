-- The first schema: dimensions and facts in main, operations in ops.
-- No primary keys or indexes: identity is kept by publishing and proven by checks/.

CREATE SCHEMA IF NOT EXISTS ops;

CREATE TABLE main.dim_source (
    source_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    country_code VARCHAR,
    language VARCHAR,
    home_url VARCHAR,
    feed_url VARCHAR
);

CREATE TABLE main.dim_location (
    location_id BIGINT NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    country_code VARCHAR,
    admin1 VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    population BIGINT
);

CREATE TABLE main.dim_entity (
    entity_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    location_id BIGINT,
    wikidata_id VARCHAR,
    role VARCHAR,
    first_seen DATE,
    last_seen DATE
);

CREATE TABLE main.dim_entity_alias (
    entity_id VARCHAR NOT NULL,
    alias VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    uses INTEGER NOT NULL
);

CREATE TABLE main.fact_article (
    article_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    is_current BOOLEAN NOT NULL,
    source_id VARCHAR NOT NULL,
    url VARCHAR,
    canonical_url VARCHAR,
    input_uri VARCHAR NOT NULL,
    title VARCHAR,
    standfirst VARCHAR,
    authors VARCHAR[] NOT NULL,
    agency VARCHAR,
    published_at TIMESTAMP WITH TIME ZONE,
    published_date DATE,
    published_precision VARCHAR NOT NULL,
    published_basis VARCHAR NOT NULL,
    published_timezone VARCHAR,
    modified_at TIMESTAMP WITH TIME ZONE,
    first_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    dateline_text VARCHAR,
    dateline_place VARCHAR,
    dateline_date DATE,
    dateline_location_id BIGINT,
    language VARCHAR,
    text VARCHAR NOT NULL,
    word_count INTEGER NOT NULL,
    content_sha256 VARCHAR NOT NULL,
    capture_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL
);

CREATE TABLE main.fact_paragraph (
    article_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    part VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);

CREATE TABLE main.fact_statement (
    statement_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    part VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    speaker_entity_id VARCHAR,
    speaker_text VARCHAR,
    speaker_start INTEGER,
    speaker_end INTEGER,
    speaker_role VARCHAR,
    speaker_naming VARCHAR,
    cue_text VARCHAR,
    cue_lemma VARCHAR,
    act VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    content_start INTEGER NOT NULL,
    content_end INTEGER NOT NULL,
    content_spans STRUCT(char_start INTEGER, char_end INTEGER)[] NOT NULL,
    addressee_entity_id VARCHAR,
    addressee_text VARCHAR,
    said_from DATE,
    said_to DATE,
    said_precision VARCHAR NOT NULL,
    said_basis VARCHAR NOT NULL,
    location_id BIGINT,
    is_hedged BOOLEAN NOT NULL,
    is_negated BOOLEAN NOT NULL,
    confidence DOUBLE NOT NULL,
    run_id VARCHAR NOT NULL
);

CREATE TABLE main.fact_statement_relay (
    statement_id VARCHAR NOT NULL,
    hop INTEGER NOT NULL,
    relayer_entity_id VARCHAR,
    relayer_text VARCHAR NOT NULL,
    cue_text VARCHAR,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);

CREATE TABLE main.fact_statement_entity (
    statement_id VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL,
    mention_id VARCHAR NOT NULL
);

CREATE TABLE main.fact_mention (
    mention_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    entity_id VARCHAR NOT NULL,
    surface VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    part VARCHAR NOT NULL
);

CREATE TABLE main.fact_date_mention (
    article_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    value_from DATE,
    value_to DATE,
    grain VARCHAR NOT NULL,
    timex VARCHAR NOT NULL,
    basis VARCHAR NOT NULL
);

CREATE TABLE ops.run (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    state VARCHAR NOT NULL,
    inputs VARCHAR[] NOT NULL,
    version VARCHAR NOT NULL,
    document_count INTEGER NOT NULL,
    batch_count INTEGER NOT NULL,
    refused_count INTEGER NOT NULL,
    skipped_count INTEGER NOT NULL,
    stage_seconds VARCHAR,
    error VARCHAR
);

CREATE TABLE ops.capture (
    capture_id VARCHAR NOT NULL,
    input_uri VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    byte_count INTEGER NOT NULL,
    headers VARCHAR,
    modified_at TIMESTAMP WITH TIME ZONE,
    captured_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE ops.document (
    run_id VARCHAR NOT NULL,
    batch INTEGER NOT NULL,
    input_uri VARCHAR NOT NULL,
    capture_id VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    article_id VARCHAR,
    revision INTEGER,
    reason VARCHAR,
    extra VARCHAR,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE ops.rejection (
    rejection_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    input_uri VARCHAR NOT NULL,
    capture_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    payload VARCHAR NOT NULL,
    replayed_at TIMESTAMP WITH TIME ZONE
);

CREATE TABLE ops.validation (
    run_id VARCHAR NOT NULL,
    batch INTEGER NOT NULL,
    suite VARCHAR NOT NULL,
    expectation VARCHAR NOT NULL,
    expectation_type VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    evaluated INTEGER NOT NULL,
    unexpected INTEGER NOT NULL,
    success BOOLEAN NOT NULL,
    validated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    "column" VARCHAR
);

CREATE TABLE ops.migration (
    number INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    applied_at TIMESTAMP WITH TIME ZONE NOT NULL
);
