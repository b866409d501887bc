"""Rows of a record type into its table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from warehouse.schema import identifier, qualified, to_table
from warehouse.staged import relations


def insert_rows(connection: duckdb.DuckDBPyConnection, record: type[Any], rows: Sequence[Any]) -> None:
    """Append records to their table, within the caller's transaction if there is one."""
    with relations(connection, {"inserted": to_table(record, rows)}):
        table = identifier(qualified(record.TABLE))
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM inserted")  # noqa: S608
