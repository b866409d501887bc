"""What differs in facts between two warehouses of the same inputs: what a version of the code changed.

Rows are matched by what they are about (`sql/diff/`: an input and its bytes, a statement's words, a mention's surface)
and not by ids, which hash places in the text. Columns that only one of the two schemas has are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from transforms.errors import WarehouseError
from warehouse.connection import CATALOG, WAIT_SECONDS, connect
from warehouse.explain import first_line
from warehouse.schema import identifier, literal
from warehouse.sql_files import read_sql

_OLD = "former"
_OF_VERSION = ("input_uri", "sha256", "nth")
_KEYS: dict[str, tuple[str, ...]] = {
    "articles": _OF_VERSION,
    "statements": (*_OF_VERSION, "content", "occurrence"),
    "mentions": (*_OF_VERSION, "surface", "occurrence"),
    "dates": (*_OF_VERSION, "surface", "occurrence"),
    "entities": ("entity_id",),
    "rejections": ("input_uri", "stage", "rule", "occurrence"),
}
_NAMED_BY = {"articles": "title", "statements": "content", "mentions": "surface", "dates": "surface",
             "entities": "name", "rejections": "rule"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A difference.

    Attributes:
        state: `added`, `removed` or `changed`.
        input_uri: what was read, None for an entity.
        name: what names the row: headline, content, surface, entity, rule.
        column: the column that changed, None where the whole row was added or removed.
        old, new: its values as text, None for NULL.
    """

    state: str
    input_uri: str | None
    name: str | None
    column: str | None
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one kind of facts.

    Attributes:
        facts: `articles`, `statements`, `mentions`, `dates`, `entities` or `rejections`.
        old_count, new_count: rows in the two warehouses.
        added, removed, changed: rows that differ.
        columns: rows that differ in a column, by column, the commonest first.
        examples: some of each.
    """

    facts: str
    old_count: int
    new_count: int
    added: int
    removed: int
    changed: int
    columns: Mapping[str, int]
    examples: tuple[Example, ...]


def diff(old: Path, new: Path, limit: int, wait_seconds: float = WAIT_SECONDS) -> list[Difference]:
    """Compare the facts of two warehouse files, which are opened read-only and may be of different versions.

    Args:
        old, new: the files.
        limit: examples of each kind of difference at the most.
        wait_seconds: how long to wait for a file that is in use.

    Raises:
        WarehouseError: a file cannot be opened, or both are the same.
    """
    if old.exists() and new.exists() and old.samefile(new):
        raise WarehouseError(f"{old} and {new} are the same file; keep one with `dateline reprocess --keep FILE`.")
    connect(old, read_only=True, wait_seconds=wait_seconds).close()  # says what is wrong with it, in a sentence
    with closing(connect(new, read_only=True, wait_seconds=wait_seconds)) as connection:
        try:
            connection.execute(f"ATTACH {literal(str(old.absolute()))} AS {_OLD} (TYPE duckdb, READ_ONLY)")
            for catalog in (_OLD, CATALOG):
                _lay(connection, catalog)
            return [_compared(connection, facts, limit) for facts in _KEYS]
        except duckdb.Error as error:
            raise WarehouseError(f"{old} and {new} cannot be compared: {first_line(error)}") from error


def _lay(connection: duckdb.DuckDBPyConnection, catalog: str) -> None:
    """Make a temporary table of each kind of facts of one of the warehouses."""
    connection.execute(f"USE {catalog}")
    connection.execute(read_sql("sql/diff/version.sql"))
    for facts in _KEYS:
        connection.execute(f"CREATE TEMP TABLE {catalog}_{facts} AS {read_sql(f'sql/diff/{facts}.sql')}")


def _compared(connection: duckdb.DuckDBPyConnection, facts: str, limit: int) -> Difference:
    keys, columns = _KEYS[facts], _columns(connection, facts)
    changed = ", ".join(
        f"CASE WHEN o.{identifier(name)} IS DISTINCT FROM n.{identifier(name)} THEN {literal(name)} END"
        for name in columns
    )
    join = " AND ".join(f"o.{key} = n.{key}" for key in keys)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE compared AS
        SELECT
            CASE WHEN o.{keys[0]} IS NULL THEN 'added' WHEN n.{keys[0]} IS NULL THEN 'removed' ELSE 'changed' END
                AS state,
            CASE WHEN state = 'changed' THEN list_filter([{changed}], lambda name: name IS NOT NULL) ELSE [] END
                AS columns,
            o, n
        FROM {_OLD}_{facts} AS o
        FULL JOIN {CATALOG}_{facts} AS n ON {join}
        WHERE state <> 'changed' OR len(columns) > 0
    """)  # noqa: S608
    counts = dict(connection.execute("SELECT state, count(*) FROM compared GROUP BY state").fetchall())
    by_column = connection.execute(read_sql("sql/diff/columns.sql")).fetchall()
    return Difference(
        facts,
        _count(connection, f"{_OLD}_{facts}"),
        _count(connection, f"{CATALOG}_{facts}"),
        counts.get("added", 0),
        counts.get("removed", 0),
        counts.get("changed", 0),
        dict(by_column),
        tuple(_examples(connection, facts, [name for name, _ in by_column], limit)),
    )


def _columns(connection: duckdb.DuckDBPyConnection, facts: str) -> list[str]:
    """Return the columns to compare: those that both have, but the keys."""
    tables = {"old": f"{_OLD}_{facts}", "new": f"{CATALOG}_{facts}"}
    rows = connection.execute(read_sql("sql/diff/shared_columns.sql"), tables).fetchall()
    return [name for (name,) in rows if name not in _KEYS[facts]]


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)  # noqa: S608
    return int(found)


def _examples(
    connection: duckdb.DuckDBPyConnection, facts: str, columns: Sequence[str], limit: int
) -> Iterator[Example]:
    uri = "coalesce(n.input_uri, o.input_uri)" if "input_uri" in _KEYS[facts] else "NULL"
    name = f"coalesce(n.{_NAMED_BY[facts]}, o.{_NAMED_BY[facts]})"
    for state in ("added", "removed"):
        query = f"SELECT {uri}, {name} FROM compared WHERE state = ? ORDER BY 1, 2 LIMIT ?"  # noqa: S608
        for input_uri, named in connection.execute(query, [state, limit]).fetchall():
            yield Example(state, input_uri, named, None, None, None)
    for column in columns:
        values = f"o.{identifier(column)}::VARCHAR, n.{identifier(column)}::VARCHAR"
        query = f"SELECT {uri}, {name}, {values} FROM compared WHERE list_contains(columns, ?) ORDER BY 1, 2 LIMIT ?"  # noqa: S608
        for input_uri, named, old, new in connection.execute(query, [column, limit]).fetchall():
            yield Example("changed", input_uri, named, column, old, new)
