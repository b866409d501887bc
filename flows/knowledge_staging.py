"""Staging files of an import: what a file of entities holds, as Parquet files that are merged into the warehouse."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.knowledge_lines import EntityLines, Refused
from transforms.errors import InputError
from transforms.follow_the_money import Imported
from transforms.ids import make_id
from transforms.imported import Occupancy, Office
from transforms.records import KnownEntity, Rejection
from transforms.shelves import Entry
from warehouse.schema import arrow_schema

_BATCH_ROWS = 10_000
# A file whose first lines are all refused is none of entities.
_FIRST_LINES = 100
_TEXT = pa.string()
SCHEMAS = {
    "imported_entity": arrow_schema(KnownEntity).append(pa.field("line", pa.int64())),
    "imported_office": pa.schema([("key", _TEXT), ("name", _TEXT)]),
    "imported_occupancy": pa.schema([(name, _TEXT) for name in ("holder", "post", "since", "until")]),
    "imported_rejection": arrow_schema(Rejection),
}


def stage(lines: EntityLines, folder: Path, origin: str, run_id: str, imported_at: datetime) -> None:
    """Write what the lines hold to Parquet files, one a relation.

    Raises:
        InputError: the file, or the first lines of it, hold nothing of either format.
    """
    stamp = {"origin": origin, "imported_at": imported_at}
    waiting: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(pq.ParquetWriter(folder / f"{name}.parquet", schema))
            for name, schema in SCHEMAS.items()
        }
        for number, each in _of_format(lines, origin):
            name, row = _row(number, each, stamp, run_id)
            waiting[name].append(row)
            if len(waiting[name]) == _BATCH_ROWS:
                writers[name].write_table(pa.Table.from_pylist(waiting.pop(name), SCHEMAS[name]))
        for name, rows in waiting.items():
            writers[name].write_table(pa.Table.from_pylist(rows, SCHEMAS[name]))


def _of_format(lines: EntityLines, origin: str) -> Iterator[tuple[int, Imported | Refused]]:
    """Yield what the lines hold.

    Raises:
        InputError: as `stage`.
    """
    reason, is_sound = None, False
    for number, each in lines.read():
        is_sound = is_sound or not isinstance(each, Refused) or bool(lines.left_out)
        if isinstance(each, Refused):
            reason = reason or f"line {number}: {each.error.reason.rstrip('.')}"
        if number >= _FIRST_LINES and not is_sound:
            break
        yield number, each
    if not is_sound and not lines.left_out:
        what_to_do = "give FollowTheMoney or Wikidata JSON, one object a line"
        raise InputError(f"{origin} holds no entities ({reason or 'it is empty'}); {what_to_do}.")


def _row(number: int, each: Imported | Refused, stamp: Mapping[str, Any], run_id: str) -> tuple[str, dict[str, Any]]:
    if isinstance(each, Entry):
        return "imported_entity", {**asdict(each), **stamp, "line": number}
    if isinstance(each, Office):
        return "imported_office", asdict(each)
    if isinstance(each, Occupancy):
        return "imported_occupancy", asdict(each)
    return "imported_rejection", asdict(_rejection(number, each, str(stamp["origin"]), run_id))


def _rejection(number: int, each: Refused, origin: str, run_id: str) -> Rejection:
    """Return the quarantine row of a line; the same line of the same file has the same id, whichever run reads it."""
    payload = json.dumps({"line": number, "byte_count": each.byte_count, "begins": each.text})
    identity = ("entities", origin, each.error.stage, each.error.rule, payload)
    return Rejection(
        rejection_id=make_id("rejection", *identity),
        run_id=run_id,
        input_uri=f"{origin}#{number}",
        capture_id=None,
        stage=each.error.stage,
        rule=each.error.rule,
        reason=each.error.reason,
        severity="critical",
        payload=payload,
        replayed_at=None,
    )
