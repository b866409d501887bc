-- What the versions of affected articles tell, as a sum of hashes: all columns of all facts but ids of facts, which hang
-- on the number of the revision, and what a run or a revision is counted by.
CREATE OR REPLACE TEMP TABLE fingerprint AS
WITH statement AS (
    SELECT * EXCLUDE (run_id) FROM fact_statement SEMI JOIN affected USING (article_id)
), fact AS (
    SELECT article_id, revision, hash(*COLUMNS(* EXCLUDE (
        revision, is_current, first_seen_at, run_id, extractor_version
    ))) AS digest
    FROM fact_article
    UNION ALL
    SELECT article_id, revision, hash(1, *COLUMNS(* EXCLUDE (revision))) FROM fact_paragraph
    UNION ALL
    SELECT article_id, revision, hash(2, *COLUMNS(* EXCLUDE (revision, statement_id))) FROM statement
    UNION ALL
    SELECT article_id, revision, hash(3, *COLUMNS(* EXCLUDE (revision)))
    FROM (
        SELECT s.article_id, s.revision, s.position, r.* EXCLUDE (statement_id)
        FROM fact_statement_relay AS r
        JOIN statement AS s USING (statement_id)
    )
    UNION ALL
    SELECT s.article_id, s.revision, hash(4, s.position, e.entity_id)
    FROM fact_statement_entity AS e
    JOIN statement AS s USING (statement_id)
    UNION ALL
    SELECT article_id, revision, hash(5, *COLUMNS(* EXCLUDE (revision, mention_id))) FROM fact_mention
    UNION ALL
    SELECT article_id, revision, hash(6, *COLUMNS(* EXCLUDE (revision))) FROM fact_entity_profile
    UNION ALL
    SELECT article_id, revision, hash(7, *COLUMNS(* EXCLUDE (revision))) FROM fact_date_mention
), total AS (
    SELECT article_id, revision, sum(digest) AS digest
    FROM fact
    SEMI JOIN affected USING (article_id)
    GROUP BY article_id, revision
)
SELECT
    a.article_id, a.capture_id, a.revision, a.run_id, t.digest,
    row_number() OVER (PARTITION BY a.article_id, a.capture_id ORDER BY a.revision) AS nth,
    max(a.revision) OVER (PARTITION BY a.article_id, a.capture_id) = a.revision AS is_last
FROM fact_article AS a
JOIN total AS t USING (article_id, revision)
