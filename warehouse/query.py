"""One query of somebody else, on a warehouse opened by `open_for_query`."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from transforms.errors import WarehouseError
from warehouse.explain import first_line

_QUERIES = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def run_query(connection: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    """Run one query (SELECT, FROM, SHOW, DESCRIBE, SUMMARIZE, EXPLAIN) and return its rows.

    Raises:
        WarehouseError: no query, more than one, a statement that is none, or DuckDB's own error in one sentence.
    """
    try:
        *preparing, last = _statements(connection, query)
        for statement in preparing:
            connection.execute(statement)
        return connection.execute(last).to_arrow_table()
    except duckdb.Error as error:
        raise WarehouseError(first_line(error)) from error


def _statements(connection: duckdb.DuckDBPyConnection, query: str) -> list[duckdb.Statement]:
    """Take a query apart; before a PIVOT, DuckDB itself creates a type in memory."""
    statements = connection.extract_statements(query)
    preparing = [statement.type for statement in statements[:-1]]
    if not statements or statements[-1].type not in _QUERIES:
        raise WarehouseError("The warehouse is only read here; give a query such as SELECT * FROM articles.")
    if any(kind != duckdb.StatementType.CREATE for kind in preparing):
        raise WarehouseError(f"Give one query; this has {len(statements)}.")
    return statements
