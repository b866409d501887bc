"""Rules of the warehouse as a whole: each selects its offenders, of which there must be none.

Rules about references and keys are read off the record types, so that a new reference is checked as soon as it is
declared; the others are files in `checks/`, whose first lines describe the rule. They see the rows to check as
`checked_fact_article`, `checked_ops_document` and so on, next to the tables themselves. Limited to a batch, they
stay cheap in a large warehouse.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from transforms.records import TABLES, Column, KnownEntity, columns
from warehouse.schema import identifier, literal, qualified
from warehouse.sql_files import read_sql, sql_names

OFFENDERS_SHOWN = 100


class Check(NamedTuple):
    """A rule: its name, what must hold, and the query for offenders."""

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


def offenders(
    connection: duckdb.DuckDBPyConnection, run_id: str | None = None, batch: int | None = None
) -> Iterator[tuple[str, str, pa.Table]]:
    """Yield name, description and offenders of each rule, also of those that hold.

    Args:
        connection: a warehouse.
        run_id: look only at what this run added; at everything where None.
        batch: look only at what this batch of the run added, as its ledger tells; the whole run where None.

    Returns:
        Tables of at most `OFFENDERS_SHOWN` rows: the offenders' columns and `offender_count`, their number in all.
    """
    for record in TABLES:
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {_checked(record)} AS {_rows(record, run_id, batch)}")
    for check in checks():
        query = f"SELECT *, count(*) OVER () AS offender_count FROM ({check.sql}) LIMIT {OFFENDERS_SHOWN}"  # noqa: S608
        yield check.name, check.description, connection.execute(query).to_arrow_table()


def _reference(record: type[Any], item: Column) -> Check:
    target, _, key = str(item.references).rpartition(".")
    name, join = identifier(item.name), f"held.{identifier(key)} = checked.{identifier(item.name)}"
    rows = f"{_checked(record)} AS checked ANTI JOIN {identifier(qualified(target))} AS held ON {join}"
    return Check(
        f"{_label(record)}_{item.name}_refers",
        f"{record.TABLE}.{item.name} is found in {item.references}.",
        f"SELECT DISTINCT checked.{name} FROM {rows} WHERE checked.{name} IS NOT NULL",  # noqa: S608
    )


def _unique(record: type[Any]) -> Check:
    names = [item.name for item in columns(record) if item.is_key]
    keys = ", ".join(f"held.{identifier(name)}" for name in names)
    join = " AND ".join(f"held.{key} IS NOT DISTINCT FROM checked.{key}" for key in map(identifier, names))
    rows = f"{identifier(qualified(record.TABLE))} AS held SEMI JOIN {_checked(record)} AS checked ON {join}"
    return Check(
        f"{_label(record)}_unique",
        f"The rows of {record.TABLE} differ in {', '.join(names)}.",
        f"SELECT {keys}, count(*) AS times FROM {rows} GROUP BY {keys} HAVING count(*) > 1",  # noqa: S608
    )


def _rows(record: type[Any], run_id: str | None, batch: int | None) -> str:
    """Return the query for a table's rows that a run, or a batch of it, added.

    Dimensions, captures and decisions, which do not tell their run, are taken whole; what is imported is of no run.
    """
    query = f"SELECT * FROM {identifier(qualified(record.TABLE))}"  # noqa: S608
    if run_id is not None and record is KnownEntity:
        return f"{query} WHERE false"
    conditions = _conditions({item.name for item in columns(record)}, run_id, batch) if run_id is not None else []
    return f"{query} WHERE {' AND '.join(conditions)}" if conditions else query


def _conditions(names: set[str], run_id: str, batch: int | None) -> list[str]:
    run = f"run_id = {literal(run_id)}"
    conditions = [run] if "run_id" in names else []
    if batch is not None and "batch" in names:
        conditions.append(f"batch = {batch:d}")
    elif {"article_id", "revision"} <= names and (batch is not None or "run_id" not in names):
        conditions.append(f"(article_id, revision) IN ({_versions(run, batch)})")
    elif "statement_id" in names:
        statements = " AND ".join(_conditions({"run_id", "article_id", "revision"}, run_id, batch))
        conditions.append(f"statement_id IN (SELECT statement_id FROM main.fact_statement WHERE {statements})")  # noqa: S608
    return conditions


def _versions(run: str, batch: int | None) -> str:
    if batch is None:
        return f"SELECT article_id, revision FROM main.fact_article WHERE {run}"  # noqa: S608
    ledger = f"SELECT article_id, revision FROM ops.document WHERE {run} AND batch = {batch:d}"  # noqa: S608
    return f"{ledger} AND outcome IN ('loaded', 'revised')"


def _checked(record: type[Any]) -> str:
    return f"checked_{_label(record)}"


def _label(record: type[Any]) -> str:
    return str(record.TABLE).replace(".", "_")
