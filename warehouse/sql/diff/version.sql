-- Article versions by what was read: its name, its bytes, and the number of the version among those of these bytes.
CREATE OR REPLACE TEMP TABLE version AS
SELECT
    a.article_id, a.revision, a.input_uri, c.sha256,
    row_number() OVER (PARTITION BY a.input_uri, c.sha256 ORDER BY c.captured_at, a.capture_id, a.revision) AS nth
FROM fact_article AS a
JOIN ops.capture AS c ON c.capture_id = a.capture_id
