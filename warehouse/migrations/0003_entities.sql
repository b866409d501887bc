-- What is known of entities beside their names: roles over time, what each article tells, decisions, imports.
ALTER TABLE main.dim_source ADD COLUMN owner VARCHAR;
ALTER TABLE main.fact_article ADD COLUMN published_agreement DOUBLE;
ALTER TABLE main.fact_article ADD COLUMN is_accessible_for_free BOOLEAN;
ALTER TABLE main.dim_entity ADD COLUMN country_code VARCHAR;
ALTER TABLE main.dim_entity ADD COLUMN merged_into VARCHAR;
ALTER TABLE ops.rejection ALTER COLUMN capture_id DROP NOT NULL;

CREATE TABLE main.dim_entity_role (
    entity_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    since DATE,
    since_precision VARCHAR,
    until DATE,
    until_precision VARCHAR,
    first_seen DATE,
    last_seen DATE
);

CREATE TABLE main.fact_entity_profile (
    article_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    entity_id VARCHAR NOT NULL,
    role VARCHAR,
    country_code VARCHAR
);

CREATE TABLE ops.entity_decision (
    decision_id VARCHAR NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE NOT NULL,
    action VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL,
    other_entity_id VARCHAR NOT NULL,
    article_id VARCHAR,
    origin VARCHAR NOT NULL,
    note VARCHAR,
    reverted_at TIMESTAMP WITH TIME ZONE,
    reverted_by VARCHAR
);

CREATE TABLE ops.known_entity (
    key VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL,
    short_names VARCHAR[] NOT NULL,
    wikidata_id VARCHAR,
    location_id BIGINT,
    country_code VARCHAR,
    roles VARCHAR[] NOT NULL,
    origin VARCHAR NOT NULL,
    imported_at TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Articles that are here already tell of their speakers' roles.
INSERT INTO main.fact_entity_profile
SELECT article_id, revision, speaker_entity_id, arg_max(speaker_role, (length(speaker_role), speaker_role)), NULL
FROM main.fact_statement
WHERE speaker_role IS NOT NULL AND speaker_entity_id IS NOT NULL
GROUP BY article_id, revision, speaker_entity_id;

INSERT INTO main.dim_entity_role (entity_id, role, origin, first_seen, last_seen)
SELECT f.entity_id, f.role, 'text', min(a.published_date), max(a.published_date)
FROM main.fact_entity_profile AS f
JOIN main.fact_article AS a ON a.article_id = f.article_id AND a.revision = f.revision
GROUP BY f.entity_id, f.role;
