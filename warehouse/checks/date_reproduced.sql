-- The words of a date stand in the article's text where their offsets say.
SELECT d.article_id, d.revision, d.surface, d.char_start, d.char_end
FROM checked_fact_date_mention AS d
JOIN checked_fact_article AS a USING (article_id, revision)
WHERE d.char_start < 0
    OR d.surface IS DISTINCT FROM substring(a.text, d.char_start + 1, d.char_end - d.char_start)
