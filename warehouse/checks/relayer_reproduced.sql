-- The relayer's words stand in the article's text where their offsets say.
SELECT r.statement_id, r.hop, r.relayer_text, r.char_start, r.char_end
FROM checked_fact_statement_relay AS r
JOIN checked_fact_statement AS s USING (statement_id)
JOIN checked_fact_article AS a USING (article_id, revision)
WHERE r.char_start < 0
    OR r.relayer_text IS DISTINCT FROM substring(a.text, r.char_start + 1, r.char_end - r.char_start)
