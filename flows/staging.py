"""Staging files: one Parquet file a record type in a batch's folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.records import columns
from warehouse.schema import arrow_schema, to_table

R = TypeVar("R")
# The steps that work on documents, in order; each writes its rejections into a folder of its name.
STEPS = ("capture", "extract", "normalise", "analyse")
_NOTES = "notes.json"


def staging_file(folder: Path, record: type[Any]) -> Path:
    """Return the file of a record type in a batch's folder."""
    return folder / f"{record.TABLE}.parquet"


def write_records(folder: Path, record: type[R], rows: Sequence[R]) -> None:
    """Write the rows of one record type, replacing the file."""
    write_table(folder, record, to_table(record, rows))


def write_table(folder: Path, record: type[Any], table: pa.Table) -> None:
    """Write a table that has the record's schema, replacing the file."""
    pq.write_table(table, staging_file(folder, record), compression="zstd")


def read_table(folder: Path, record: type[Any]) -> pa.Table:
    """Read the table of a record type; a missing file is an empty table."""
    path = staging_file(folder, record)
    return pq.read_table(path) if path.exists() else arrow_schema(record).empty_table()


def read_records(folder: Path, record: type[R]) -> list[R]:
    """Read the rows of one record type back into records."""
    tuples = {column.name: item for column in columns(record) if (item := _item_type(column.type)) is not None}
    return [record(**_restored(row, tuples)) for row in read_table(folder, record).to_pylist()]


def write_notes(folder: Path, notes: Mapping[str, str]) -> None:
    """Write what was left undone, one sentence a capture id."""
    (folder / _NOTES).write_text(json.dumps(dict(notes)), encoding="utf-8")


def read_notes(folder: Path) -> dict[str, str]:
    """Read what was left undone, by capture id."""
    path = folder / _NOTES
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _item_type(hint: Any) -> type[Any] | None:
    """Return X of `tuple[X, ...]`, else None."""
    arguments = get_args(hint)
    return arguments[0] if arguments and arguments[-1] is Ellipsis else None


def _restored(row: dict[str, Any], tuples: dict[str, type[Any]]) -> dict[str, Any]:
    for name, item in tuples.items():
        values = row[name]
        row[name] = tuple(values) if item is str else tuple(item(**value) for value in values)
    return row
