"""`dateline sql`: one query, its rows as a table, CSV or JSON."""

from __future__ import annotations

import csv
import json
import sys
from typing import IO

import pyarrow as pa
from rich.console import Console
from rich.table import Table

from flows.settings import Settings
from flows.terminal import cell
from warehouse.connection import open_for_query
from warehouse.query import run_query


def ask(query: str, settings: Settings, form: str) -> None:
    """Run a query on the warehouse, read-only, and print its rows.

    Args:
        query: one SQL query.
        settings: names the warehouse.
        form: `table`, `csv` or `json` (one object a line).

    Raises:
        WarehouseError: the warehouse cannot be opened, or the query is wrong or not allowed.
    """
    connection = open_for_query(settings.warehouse)
    try:
        rows = run_query(connection, query)
    finally:
        connection.close()
    {"table": _print_table, "csv": _print_csv, "json": _print_json}[form](rows, sys.stdout)


def _print_table(rows: pa.Table, out: IO[str]) -> None:
    table = Table(header_style="bold")
    for name in rows.column_names:
        table.add_column(cell(name), overflow="fold")
    for row in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        table.add_row(*(cell(value) for value in row))
    console = Console(file=out)
    console.print(table)
    console.print(f"{rows.num_rows} rows", style="dim")


def _print_csv(rows: pa.Table, out: IO[str]) -> None:
    writer = csv.writer(out)
    writer.writerow(rows.column_names)
    for batch in rows.to_batches():
        writer.writerows(zip(*(column.to_pylist() for column in batch.columns), strict=True))


def _print_json(rows: pa.Table, out: IO[str]) -> None:
    for batch in rows.to_batches():
        for row in batch.to_pylist():
            out.write(json.dumps(row, default=str, ensure_ascii=False) + "\n")
