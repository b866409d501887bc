"""The knowledge base as it was imported: `ops.known_entity`."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from transforms.errors import WarehouseError
from warehouse.explain import first_line
from warehouse.schema import literal
from warehouse.sql_files import read_sql
from warehouse.transaction import transaction

RELATIONS = ("imported_entity", "imported_office", "imported_occupancy", "imported_rejection")
_BATCH_ROWS = 20_000
_PART_ROWS = 250_000
# Of DuckDB; what does not fit goes to the disk, so that an import of any size runs on a small machine.
_BOUNDED = "SET memory_limit = '400MB'"


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import came to: entities added and changed, refusals that are new, offices that the file names not."""

    added: int
    changed: int
    refused: int
    unnamed_offices: int


def merge_entities(connection: duckdb.DuckDBPyConnection, folder: Path) -> Merged:
    """Bring imported entities into the warehouse in one transaction; what is there already stays as it is.

    Args:
        connection: a warehouse open for writing.
        folder: of Parquet files by the names in `RELATIONS`: rows of `ops.known_entity` with the `line` that they stand
            in; offices (key, name); occupancies (holder, post, since, until); rows of `ops.rejection`.

    Raises:
        WarehouseError: DuckDB refuses a row.
    """
    try:
        with transaction(connection):
            connection.execute(_BOUNDED)
            for name in RELATIONS:
                connection.execute(_view(name, folder))
            return _merge(connection)
    except duckdb.Error as error:
        raise WarehouseError(f"The entities were not imported: {first_line(error)}") from error
    finally:
        for name in RELATIONS:
            connection.execute(f"DROP VIEW IF EXISTS {name}")


def known_state(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Return a word that changes whenever an import changes something; None where nothing was imported."""
    (row,) = connection.execute(read_sql("sql/knowledge/state.sql")).fetchall()
    return f"{row[0]}-{row[1]}" if row[0] else None


def known_batches(connection: duckdb.DuckDBPyConnection) -> Iterator[pa.RecordBatch]:
    """Yield the imported entities by key, some thousands at a time."""
    connection.execute(_BOUNDED)
    yield from connection.execute("SELECT * FROM ops.known_entity ORDER BY key").to_arrow_reader(_BATCH_ROWS)


def _view(name: str, folder: Path) -> str:
    """Return the statement that lays a staging file before a connection: DuckDB reads it row group by row group."""
    path = glob.escape(str((folder / f"{name}.parquet").absolute()))
    return f"CREATE OR REPLACE TEMP VIEW {name} AS FROM read_parquet({literal(path)})"


def _merge(connection: duckdb.DuckDBPyConnection) -> Merged:
    before = _number(connection, "SELECT count(*) FROM ops.known_entity")
    connection.execute(read_sql("sql/knowledge/offices.sql"))
    touched = sum(_touched(connection))
    refused = _number(connection, read_sql("sql/knowledge/rejections.sql"))
    unnamed = _number(connection, read_sql("sql/knowledge/unnamed_offices.sql"))
    connection.execute("DROP TABLE office")
    added = _number(connection, "SELECT count(*) FROM ops.known_entity") - before
    return Merged(added, touched - added, refused, unnamed)


def _touched(connection: duckdb.DuckDBPyConnection) -> Iterator[int]:
    """Merge the entities part by part, so that memory does not grow with their number; yield how many each changed."""
    parts = 1 + _number(connection, "SELECT count(*) FROM imported_entity") // _PART_ROWS
    for part in range(parts):
        yield _number(connection, read_sql("sql/knowledge/merge.sql"), parts=parts, part=part)


def _number(connection: duckdb.DuckDBPyConnection, statement: str, **parameters: int) -> int:
    (number,) = connection.execute(statement, parameters).fetchone() or (0,)
    return int(number)
