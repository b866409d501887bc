-- What each capture says: a version, and where its facts are staged.
CREATE OR REPLACE TEMP TABLE capture_version AS
SELECT
    capture_id, article_id, revision AS provisional, facts_revision, source_id, content_sha256,
    coalesce(modified_at, published_at, TIMESTAMPTZ '0001-01-01 00:00:00+00') AS version_at
FROM again_fact_article
