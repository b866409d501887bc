SELECT comment FROM duckdb_views()
WHERE database_name = current_database() AND schema_name || '.' || view_name = $view
