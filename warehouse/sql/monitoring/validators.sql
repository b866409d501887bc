SELECT c.url, c.headers, c.place
FROM ops.capture AS c SEMI JOIN asked USING (url)
WHERE c.headers IS NOT NULL AND c.http_status = 200
QUALIFY row_number() OVER (PARTITION BY c.url ORDER BY c.captured_at DESC, c.capture_id) = 1
