"""Quarantine: take the rows that broke a rule out of a batch's tables, and what hangs on them with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Dependent:
    """Rows of `table` go where the row they refer to by `columns` is gone."""

    table: str
    columns: tuple[str, ...]


_VERSION = ("article_id", "revision")
_OF_ARTICLE = tuple(
    Dependent(table, _VERSION) for table in ("fact_paragraph", "fact_statement", "fact_mention", "fact_date_mention")
)
_DEPENDENTS: dict[str, tuple[Dependent, ...]] = {
    "stage.raw_document": (Dependent("stage.document", ("capture_id",)),),
    "stage.document": (Dependent("fact_article", ("capture_id",)),),
    "fact_article": _OF_ARTICLE,
    "fact_statement": (
        Dependent("fact_statement_relay", ("statement_id",)),
        Dependent("fact_statement_entity", ("statement_id",)),
    ),
    "fact_mention": (Dependent("fact_statement_entity", ("mention_id",)),),
}


def remove(tables: Tables, name: str, rows: Iterable[int]) -> Tables:
    """Return the tables without the given rows of one table, and without all that refers to these rows."""
    failing = sorted(set(rows))
    if not failing or name not in tables:
        return tables
    table = tables[name]
    gone = table.take(failing)
    kept = {**tables, name: table.filter(_not_in(table.num_rows, failing))}
    for dependent in _DEPENDENTS.get(name, ()):
        kept = remove(kept, dependent.table, _referring(kept.get(dependent.table), gone, dependent.columns))
    return kept


def _not_in(count: int, failing: list[int]) -> pa.Array:
    dropped = set(failing)
    return pa.array([row not in dropped for row in range(count)], pa.bool_())


def _referring(table: pa.Table | None, gone: pa.Table, columns: tuple[str, ...]) -> list[int]:
    """Return the rows of `table` that have the columns' values of a row that is gone."""
    if table is None:
        return []
    lost = set(_keys(gone, columns))
    return [row for row, key in enumerate(_keys(table, columns)) if key in lost]


def _keys(table: pa.Table, columns: tuple[str, ...]) -> Iterable[tuple[Any, ...]]:
    return zip(*(table.column(column).to_pylist() for column in columns), strict=True)
