-- A paragraph has characters, and they are within the article's text.
SELECT p.article_id, p.revision, p.position, p.char_start, p.char_end, length(a.text) AS text_length
FROM checked_fact_paragraph AS p
JOIN checked_fact_article AS a USING (article_id, revision)
WHERE NOT (0 <= p.char_start AND p.char_start < p.char_end AND p.char_end <= length(a.text))
