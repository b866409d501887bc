-- The spans of a statement's content are in order, in its text, not empty, and content_start and content_end go around them.
SELECT s.statement_id, s.article_id, s.revision, s.content_start, s.content_end, s.content_spans
FROM fact_statement AS s
JOIN fact_article AS a USING (article_id, revision)
WHERE ($run_id IS NULL OR s.run_id = $run_id)
    AND ($run_id IS NULL OR a.run_id = $run_id)
    AND NOT coalesce(
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
