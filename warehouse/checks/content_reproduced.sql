-- The content of a statement is the pieces of its spans in the article's text, joined by one blank.
SELECT s.statement_id, s.article_id, s.revision, s.content, s.content_spans
FROM checked_fact_statement AS s
JOIN checked_fact_article AS a USING (article_id, revision)
WHERE s.content IS DISTINCT FROM array_to_string(
    list_transform(s.content_spans, lambda span: substring(a.text, span.char_start + 1, span.char_end - span.char_start)),
    ' '
)
