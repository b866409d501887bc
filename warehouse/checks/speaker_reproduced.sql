-- The speaker's words stand in the article's text where their offsets say; without words there are no offsets.
SELECT s.statement_id, s.article_id, s.revision, s.speaker_text, s.speaker_start, s.speaker_end
FROM checked_fact_statement AS s
JOIN checked_fact_article AS a USING (article_id, revision)
WHERE s.speaker_text IS DISTINCT FROM substring(a.text, s.speaker_start + 1, s.speaker_end - s.speaker_start)
    OR s.speaker_start < 0
    OR (s.speaker_text IS NULL AND (s.speaker_start IS NOT NULL OR s.speaker_end IS NOT NULL))
