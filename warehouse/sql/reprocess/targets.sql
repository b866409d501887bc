-- Which version each ledger row of what was affected names from now on: that which its reading came to, else that which
-- its capture came to last, else that of the capture whose version it named. There is none where that is refused.
CREATE OR REPLACE TEMP TABLE target AS
WITH last_result AS (
    SELECT capture_id, arg_max(article_id, number) AS article_id, arg_max(revision, number) AS revision,
           arg_max(outcome, number) AS outcome
    FROM result
    GROUP BY capture_id
)
SELECT
    d.run_id, d.capture_id,
    v.capture_id IS NOT NULL AS is_of_version,
    coalesce(v.article_id, r.article_id, l.article_id, m.article_id) AS article_id,
    coalesce(v.revision, r.revision, l.revision, m.revision) AS revision,
    CASE WHEN v.capture_id IS NULL THEN coalesce(r.outcome, l.outcome, d.outcome) END AS outcome
FROM ops.document AS d
LEFT JOIN version_run AS v ON v.run_id = d.run_id AND v.capture_id = d.capture_id
LEFT JOIN result AS r ON r.run_id = d.run_id AND r.capture_id = d.capture_id
LEFT JOIN last_result AS l ON l.capture_id = d.capture_id
LEFT JOIN fingerprint_before AS b ON b.article_id = d.article_id AND b.revision = d.revision
LEFT JOIN last_result AS m ON m.capture_id = b.capture_id
WHERE d.article_id IN (FROM affected) OR v.capture_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY d.run_id, d.capture_id ORDER BY v.revision DESC, r.number DESC) = 1
