-- The spans of a statement's content have characters, follow one another within the text, and content_start and
-- content_end go around them.
SELECT s.statement_id, s.article_id, s.revision, s.content_start, s.content_end, s.content_spans
FROM checked_fact_statement AS s
JOIN checked_fact_article AS a USING (article_id, revision)
WHERE NOT coalesce(
    len(s.content_spans) > 0
    AND s.content_start = s.content_spans[1].char_start
    AND s.content_end = s.content_spans[-1].char_end
    AND s.content_start >= 0
    AND s.content_end <= length(a.text)
    AND len(list_filter(s.content_spans, lambda span: span.char_start >= span.char_end)) = 0
    AND len(list_filter(
        s.content_spans[2:],
        lambda span, place: span.char_start < s.content_spans[place].char_end
    )) = 0,
    false
)
