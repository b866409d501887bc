SELECT column_name FROM duckdb_columns() WHERE table_name = $new AND database_name = 'temp'
INTERSECT
SELECT column_name FROM duckdb_columns() WHERE table_name = $old AND database_name = 'temp'
ORDER BY column_name
