-- The paragraphs of an article follow one another by position and do not overlap.
SELECT article_id, revision, position, char_start, previous_end
FROM (
    SELECT
        p.*,
        lag(p.char_end) OVER (PARTITION BY p.article_id, p.revision ORDER BY p.position) AS previous_end
    FROM fact_paragraph AS p
    JOIN fact_article AS a USING (article_id, revision)
    WHERE $run_id IS NULL OR a.run_id = $run_id
)
WHERE char_start < previous_end
