-- When it was due stays, so that no older news of a change wakes it again.
UPDATE ops.address AS a SET state = 'fetched', place = f.place, attempt_count = a.attempt_count + 1, reason = NULL
FROM fetched AS f
WHERE f.url = a.url AND a.state IN ('waiting', 'failed')
