-- The paragraphs of an article follow one another by position and do not overlap.
SELECT article_id, revision, position, char_start, previous_end
FROM (
    SELECT *, lag(char_end) OVER (PARTITION BY article_id, revision ORDER BY position) AS previous_end
    FROM checked_fact_paragraph
)
WHERE char_start < previous_end
