-- A page is settled when the ledger has a row for the place of its bytes.
UPDATE ops.address SET state = 'settled'
WHERE state = 'fetched'
  AND ($places IS NULL OR list_contains($places::VARCHAR[], place))
  AND place IN (SELECT c.place FROM ops.capture AS c SEMI JOIN ops.document AS d ON d.capture_id = c.capture_id)
