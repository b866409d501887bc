-- The words of a mention stand in the article's text where their offsets say.
SELECT m.mention_id, m.article_id, m.revision, m.surface, m.char_start, m.char_end
FROM checked_fact_mention AS m
JOIN checked_fact_article AS a USING (article_id, revision)
WHERE m.char_start < 0
    OR m.surface IS DISTINCT FROM substring(a.text, m.char_start + 1, m.char_end - m.char_start)
