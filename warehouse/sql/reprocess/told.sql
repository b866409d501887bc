SELECT capture_id, article_id, provisional, source_id, content_sha256, version_at FROM capture_version ORDER BY capture_id
