-- Versions told as before, told otherwise under a number that was there, new ones, and numbers that are gone.
SELECT
    count(*) FILTER (NOT v.is_changed)::INTEGER,
    count(*) FILTER (v.is_changed AND b.article_id IS NOT NULL)::INTEGER,
    count(*) FILTER (v.is_changed AND b.article_id IS NULL)::INTEGER,
    count(*) FILTER (v.article_id IS NULL)::INTEGER
FROM version_run AS v
FULL JOIN fingerprint_before AS b ON b.article_id = v.article_id AND b.revision = v.revision
