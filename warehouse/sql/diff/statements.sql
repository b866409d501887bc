-- By their words, because places shift with the text.
WITH chain AS (
    SELECT statement_id, string_agg(relayer_text, ' → ' ORDER BY hop) AS relays FROM fact_statement_relay GROUP BY ALL
)
SELECT
    v.input_uri, v.sha256, v.nth, s.content,
    row_number() OVER (
        PARTITION BY v.input_uri, v.sha256, v.nth, s.content ORDER BY s.content_start, s.speaker_start, s.statement_id
    ) AS occurrence,
    e.name AS speaker, t.name AS addressee, l.name AS location, c.relays,
    s.* EXCLUDE (
        statement_id, article_id, revision, position, run_id, content, content_start, content_end, content_spans,
        speaker_start, speaker_end, speaker_entity_id, addressee_entity_id, location_id
    )
FROM fact_statement AS s
JOIN version AS v ON v.article_id = s.article_id AND v.revision = s.revision
LEFT JOIN dim_entity AS e ON e.entity_id = s.speaker_entity_id
LEFT JOIN dim_entity AS t ON t.entity_id = s.addressee_entity_id
LEFT JOIN dim_location AS l ON l.location_id = s.location_id
LEFT JOIN chain AS c ON c.statement_id = s.statement_id
