-- What was refused this time takes the place of what was refused before.
UPDATE ops.rejection SET replayed_at = $at
WHERE replayed_at IS NULL AND (
    capture_id IN (SELECT capture_id FROM fresh)
    OR (capture_id IN (SELECT capture_id FROM left_out) AND rule IN ('capture_gone', 'capture_changed'))
)
