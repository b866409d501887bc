"""DuckDB: connection, schema, migrations, publish, views. SQL lives in .sql files."""
