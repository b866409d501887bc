"""A batch's staging files, as relations of a connection: `staged_fact_article`, `staged_ops_document`, and so on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from transforms.errors import WarehouseError
from transforms.records import TABLES, EntityDecision, KnownEntity, Run
from warehouse.schema import arrow_schema

STAGED = tuple(record for record in TABLES if record not in (Run, EntityDecision, KnownEntity))


def staged_table(folder: Path, record: type[Any]) -> pa.Table:
    """Return the rows of a record type that a batch has staged; a missing file is an empty table.

    Raises:
        WarehouseError: the file is no Parquet file or lacks a column.
    """
    path, schema = folder / f"{record.TABLE}.parquet", arrow_schema(record)
    if not path.exists():
        return schema.empty_table()
    try:
        return pq.ParquetFile(path).read(columns=schema.names).select(schema.names).cast(schema)
    except (pa.ArrowException, KeyError, ValueError) as error:
        raise WarehouseError(f"The staging file {path} does not fit {record.TABLE}: {error}") from error


@contextmanager
def staged_batch(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[dict[str, pa.Table]]:
    """Lay a batch's staging files before a connection as `staged_*`; yield them by the names of their tables.

    The files are read by Arrow and not by DuckDB, which would take `*` or `[` in a folder's name as a pattern.
    """
    if not folder.is_dir():
        raise WarehouseError(f"There is no batch folder {folder}; stage the batch again.")
    tables = {record.TABLE: staged_table(folder, record) for record in STAGED}
    with relations(connection, {f"staged_{name.replace('.', '_')}": table for name, table in tables.items()}):
        yield tables


@contextmanager
def relations(connection: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table]) -> Iterator[None]:
    """Let a connection's queries see Arrow tables by their names."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)
