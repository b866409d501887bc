-- The latest ledger row of each place.
SELECT p.place, d.capture_id, d.article_id, d.revision, d.outcome
FROM places AS p
JOIN ops.capture AS c ON c.place = p.place
JOIN ops.document AS d ON d.capture_id = c.capture_id
QUALIFY row_number() OVER (PARTITION BY p.place ORDER BY d.seen_at DESC, d.run_id DESC, d.batch DESC) = 1
