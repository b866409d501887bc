-- What this run made of each capture: a version of which something is told otherwise than before is loaded or revised by
-- this run, others are unchanged. The time of reading is that of the latest reading, as nothing was read since.
INSERT INTO ops.document BY NAME
WITH former AS (
    SELECT
        capture_id, max(seen_at) AS seen_at, arg_max(input_uri, seen_at) AS input_uri,
        arg_max(article_id, seen_at) AS article_id, arg_max(revision, seen_at) AS revision
    FROM ops.document
    GROUP BY capture_id
), last_result AS (
    SELECT capture_id, arg_max(article_id, number) AS article_id, arg_max(revision, number) AS revision,
           arg_max(outcome, number) AS outcome
    FROM result
    GROUP BY capture_id
), document AS (
    SELECT capture_id, batch, outcome = 'rejected' AND NOT is_kept AS is_rejected, is_kept, reason, extra FROM fresh
    UNION ALL
    SELECT capture_id, 1, false, true, reason, NULL FROM left_out ANTI JOIN fresh USING (capture_id)
)
SELECT
    $run_id AS run_id, d.batch, f.input_uri, d.capture_id,
    CASE
        WHEN d.is_rejected THEN 'rejected'
        WHEN v.revision = 1 THEN 'loaded'
        WHEN v.capture_id IS NOT NULL THEN 'revised'
        WHEN l.outcome = 'duplicate' THEN 'duplicate'
        ELSE 'unchanged'
    END AS outcome,
    CASE WHEN NOT d.is_rejected THEN coalesce(v.article_id, l.article_id, f.article_id) END AS article_id,
    CASE WHEN NOT d.is_rejected THEN coalesce(v.revision, l.revision, f.revision) END AS revision,
    CASE
        WHEN d.is_rejected THEN d.reason
        WHEN d.is_kept AND d.extra IS NULL THEN d.reason
        WHEN v.capture_id IS NULL AND l.outcome = 'duplicate' THEN 'Same text as ' || a.input_uri || '.'
        ELSE d.reason
    END AS reason,
    d.extra,
    f.seen_at
FROM document AS d
JOIN former AS f USING (capture_id)
LEFT JOIN last_result AS l USING (capture_id)
LEFT JOIN version_run AS v ON v.capture_id = d.capture_id AND v.run_id = $run_id
LEFT JOIN fact_article AS a ON a.article_id = l.article_id AND a.revision = l.revision
