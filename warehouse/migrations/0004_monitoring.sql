-- What is polled, what was found, what waits to be fetched, and where the bytes were fetched from.
ALTER TABLE ops.capture ADD COLUMN url VARCHAR;
ALTER TABLE ops.capture ADD COLUMN http_status INTEGER;
ALTER TABLE ops.capture ALTER COLUMN byte_count TYPE BIGINT;
ALTER TABLE ops.run ADD COLUMN left_out VARCHAR;

CREATE TABLE ops.feed (
    feed_url VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    country_code VARCHAR,
    language VARCHAR,
    home_url VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    content_sha256 VARCHAR,
    interval_seconds DOUBLE,
    polled_at TIMESTAMP WITH TIME ZONE,
    next_poll_at TIMESTAMP WITH TIME ZONE,
    failure_count INTEGER NOT NULL,
    note VARCHAR
);

CREATE TABLE ops.poll (
    run_id VARCHAR NOT NULL,
    feed_url VARCHAR NOT NULL,
    polled_at TIMESTAMP WITH TIME ZONE NOT NULL,
    outcome VARCHAR NOT NULL,
    http_status INTEGER,
    entry_count INTEGER NOT NULL,
    new_count INTEGER NOT NULL,
    rule VARCHAR,
    reason VARCHAR,
    place VARCHAR
);

CREATE TABLE ops.address (
    url VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    found_at TIMESTAMP WITH TIME ZONE NOT NULL,
    source_id VARCHAR,
    attempt_count INTEGER NOT NULL,
    next_attempt_at TIMESTAMP WITH TIME ZONE,
    place VARCHAR,
    reason VARCHAR
);

CREATE TABLE ops.origin (
    url VARCHAR NOT NULL,
    feed_url VARCHAR NOT NULL,
    link VARCHAR NOT NULL,
    found_at TIMESTAMP WITH TIME ZONE NOT NULL,
    guid VARCHAR,
    title VARCHAR,
    published_at VARCHAR
);

CREATE TABLE ops.host (
    host VARCHAR NOT NULL,
    robots VARCHAR,
    robots_status INTEGER,
    robots_at TIMESTAMP WITH TIME ZONE,
    blocked_until TIMESTAMP WITH TIME ZONE
);

CREATE TABLE ops.alarm (
    source_id VARCHAR NOT NULL,
    reported_at TIMESTAMP WITH TIME ZONE NOT NULL,
    verdict VARCHAR NOT NULL,
    day DATE NOT NULL,
    reason VARCHAR
);
