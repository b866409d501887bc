-- The articles whose history is settled anew: those that the ledger names for what was derived again, those that it
-- belongs to now, and those that these share captures with.
CREATE OR REPLACE TEMP TABLE affected AS
WITH RECURSIVE holding AS (
    SELECT DISTINCT capture_id, article_id FROM ops.document WHERE article_id IS NOT NULL
), reached (article_id) AS (
    SELECT article_id FROM holding SEMI JOIN fresh USING (capture_id)
    UNION
    SELECT article_id FROM again_fact_article SEMI JOIN fresh USING (capture_id)
    UNION
    SELECT other.article_id
    FROM reached
    JOIN holding AS h USING (article_id)
    JOIN holding AS other ON other.capture_id = h.capture_id
)
SELECT article_id FROM reached
