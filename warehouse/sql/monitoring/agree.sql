-- What a person sets goes from the file into the table. A dead feed stays dead. One that comes back after its removal
-- begins anew, and one whose kind changes is read in full again; else what polling remembers is kept.
MERGE INTO ops.feed AS held
USING (
    SELECT
        r.*,
        CASE WHEN f.state = 'dead' THEN 'dead' ELSE r.state END AS agreed_state,
        f.state = 'removed' AS is_back,
        f.state = 'removed' OR f.kind <> r.kind AS is_anew
    FROM registered AS r
    LEFT JOIN ops.feed AS f ON f.feed_url = r.feed_url
) AS told
ON held.feed_url = told.feed_url
WHEN MATCHED AND (
    held.source_id, held.kind, held.name, held.state, held.country_code, held.language, held.home_url
) IS DISTINCT FROM (
    told.source_id, told.kind, told.name, told.agreed_state, told.country_code, told.language, told.home_url
) THEN UPDATE SET
    source_id = told.source_id,
    kind = told.kind,
    name = told.name,
    state = told.agreed_state,
    country_code = told.country_code,
    language = told.language,
    home_url = told.home_url,
    etag = CASE WHEN told.is_anew THEN NULL ELSE held.etag END,
    last_modified = CASE WHEN told.is_anew THEN NULL ELSE held.last_modified END,
    content_sha256 = CASE WHEN told.is_anew THEN NULL ELSE held.content_sha256 END,
    next_poll_at = CASE WHEN told.is_anew THEN NULL ELSE held.next_poll_at END,
    failure_count = CASE WHEN told.is_back THEN 0 ELSE held.failure_count END,
    note = CASE WHEN told.is_back THEN NULL ELSE held.note END
WHEN NOT MATCHED THEN
    INSERT (feed_url, source_id, kind, name, state, country_code, language, home_url, failure_count)
    VALUES (
        told.feed_url, told.source_id, told.kind, told.name, told.state, told.country_code, told.language,
        told.home_url, 0
    )
RETURNING merge_action, feed_url
