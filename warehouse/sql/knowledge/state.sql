-- Changes with every import that changes something.
SELECT count(*), epoch_us(max(imported_at)) FROM ops.known_entity
