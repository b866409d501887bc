"""The knowledge base as it was imported: `ops.known_entity`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from transforms.errors import WarehouseError
from warehouse.explain import first_line
from warehouse.sql_files import read_sql
from warehouse.staged import relations
from warehouse.transaction import transaction

RELATIONS = ("imported_entity", "imported_office", "imported_occupancy", "imported_rejection")
_BATCH_ROWS = 20_000
# Of DuckDB; what does not fit goes to the disk, so that an import of any size runs on a small machine.
_BOUNDED = "SET memory_limit = '1GB'"


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import came to: entities added and changed, refusals that are new, offices that the file names not."""

    added: int
    changed: int
    refused: int
    unnamed_offices: int


def merge_entities(connection: duckdb.DuckDBPyConnection, staged: Mapping[str, Any]) -> Merged:
    """Bring imported entities into the warehouse in one transaction; what is there already stays as it is.

    Args:
        connection: a warehouse open for writing.
        staged: Arrow tables or datasets by the names in `RELATIONS`: rows of `ops.known_entity` with the `line` that
            they stand in; offices (key, name); occupancies (holder, post, since, until); rows of `ops.rejection`.

    Raises:
        WarehouseError: DuckDB refuses a row.
    """
    with relations(connection, dict(staged)), transaction(connection):
        try:
            connection.execute(_BOUNDED)
            before = _number(connection, "SELECT count(*) FROM ops.known_entity")
            touched = _number(connection, read_sql("sql/knowledge/merge.sql"))
            refused = _number(connection, read_sql("sql/knowledge/rejections.sql"))
            unnamed = _number(connection, read_sql("sql/knowledge/unnamed_offices.sql"))
            added = _number(connection, "SELECT count(*) FROM ops.known_entity") - before
        except duckdb.Error as error:
            raise WarehouseError(f"The entities were not imported: {first_line(error)}") from error
    return Merged(added, touched - added, refused, unnamed)


def known_state(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Return a word that changes whenever an import changes something; None where nothing was imported."""
    (row,) = connection.execute(read_sql("sql/knowledge/state.sql")).fetchall()
    return f"{row[0]}-{row[1]}" if row[0] else None


def known_batches(connection: duckdb.DuckDBPyConnection) -> Iterator[pa.RecordBatch]:
    """Yield the imported entities by key, some thousands at a time."""
    connection.execute(_BOUNDED)
    yield from connection.execute("SELECT * FROM ops.known_entity ORDER BY key").to_arrow_reader(_BATCH_ROWS)


def _number(connection: duckdb.DuckDBPyConnection, statement: str) -> int:
    (number,) = connection.execute(statement).fetchone() or (0,)
    return int(number)
