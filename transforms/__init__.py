"""Pure functions from record to record: no I/O, no clock, no Prefect, DuckDB or Great Expectations."""
