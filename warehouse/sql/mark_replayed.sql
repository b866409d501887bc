UPDATE ops.rejection SET replayed_at = $at
WHERE replayed_at IS NULL AND rejection_id IN (SELECT rejection_id FROM replayed)
