"""Rules of the warehouse as a whole: each selects its offenders, of which there must be none.

Rules about references and keys are read off the record types, so that a new reference is checked as soon as it is
declared; the others are files in `checks/`, whose first lines describe the rule. Each can be limited to what one
run added, so that it stays cheap in a large warehouse.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from transforms.records import TABLES, Column, columns
from warehouse.schema import identifier, qualified
from warehouse.sql_files import read_sql, sql_names

OFFENDERS_SHOWN = 100
_OF_RUN = "SELECT article_id, revision FROM fact_article WHERE run_id = $run_id"
_SCOPES = (
    ({"run_id"}, "run_id = $run_id"),
    ({"article_id", "revision"}, f"(article_id, revision) IN ({_OF_RUN})"),
    ({"statement_id"}, "statement_id IN (SELECT statement_id FROM fact_statement WHERE run_id = $run_id)"),
)


class Check(NamedTuple):
    """A rule: its name, what must hold, and the query for offenders, with the parameter `run_id`."""

    name: str
    description: str
    sql: str


def checks() -> Iterator[Check]:
    """Yield all rules: files, references, keys."""
    for name in sql_names("checks"):
        sql = read_sql(f"checks/{name}.sql")
        lines = sql.splitlines()
        description = " ".join(line.removeprefix("--").strip() for line in lines if line.startswith("--"))
        yield Check(name, description, sql)
    for record in TABLES:
        yield from (_reference(record, item) for item in columns(record) if item.references)
        yield _unique(record)


def offenders(connection: duckdb.DuckDBPyConnection, run_id: str | None = None) -> Iterator[tuple[str, str, pa.Table]]:
    """Yield name, description and offenders of each rule, also of those that hold.

    Args:
        connection: a warehouse.
        run_id: look only at what this run added; at everything where None.

    Returns:
        Tables of at most `OFFENDERS_SHOWN` rows: the offenders' columns and `offender_count`, their number in all.
    """
    for check in checks():
        query = f"SELECT *, count(*) OVER () AS offender_count FROM ({check.sql}) LIMIT {OFFENDERS_SHOWN}"  # noqa: S608
        parameters = {"run_id": run_id} if "$run_id" in check.sql else {}
        yield check.name, check.description, connection.execute(query, parameters).to_arrow_table()


def _reference(record: type[Any], item: Column) -> Check:
    target, _, target_column = str(item.references).rpartition(".")
    name, key = identifier(item.name), identifier(target_column)
    held = f"SELECT {key} FROM {identifier(qualified(target))}"  # noqa: S608
    return Check(
        f"{_label(record)}_{item.name}_refers",
        f"{record.TABLE}.{item.name} is found in {item.references}.",
        f"SELECT DISTINCT {name} FROM ({_rows(record)}) WHERE {name} IS NOT NULL AND {name} NOT IN ({held})",  # noqa: S608
    )


def _unique(record: type[Any]) -> Check:
    names = [item.name for item in columns(record) if item.is_key]
    keys, table = ", ".join(map(identifier, names)), identifier(qualified(record.TABLE))
    rows = f"{table} SEMI JOIN ({_rows(record)}) USING ({keys})"
    return Check(
        f"{_label(record)}_unique",
        f"The rows of {record.TABLE} differ in {', '.join(names)}.",
        f"SELECT {keys}, count(*) AS times FROM {rows} GROUP BY {keys} HAVING count(*) > 1",  # noqa: S608
    )


def _rows(record: type[Any]) -> str:
    """Return the query for a table's rows that a run added; dimensions and captures are taken whole."""
    names = {item.name for item in columns(record)}
    scope = next((condition for needed, condition in _SCOPES if needed <= names), None)
    table = identifier(qualified(record.TABLE))
    return f"SELECT * FROM {table}" + (f" WHERE $run_id IS NULL OR {scope}" if scope else "")  # noqa: S608


def _label(record: type[Any]) -> str:
    return str(record.TABLE).replace(".", "_")
