"""Publishing what was derived again: the facts of whole articles give way to those that today's code finds.

The history of the articles is settled anew, reading by reading, with what the captures say today, and the facts are
published by the statements of ordinary publishing. Captures that were not derived again (their file is gone, or
somebody loaded them in between) take part with the facts that they have. All is one transaction: a query sees the
warehouse as it was or as it is after it. The statements are in `sql/reprocess/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from transforms.errors import WarehouseError
from transforms.outcome import HeldVersion, Settled, Version
from transforms.records import Rejection
from warehouse.decision_rows import Choice, follow, revert
from warehouse.explain import first_line
from warehouse.history import Reading, Told, settle_anew
from warehouse.homonyms import keep_apart
from warehouse.insert import insert_rows
from warehouse.publish import PUBLISHED, Check, add_facts, refuse_inconsistent, settled_versions
from warehouse.retell import retell
from warehouse.sql_files import read_sql
from warehouse.staged import relations, staged_batch
from warehouse.transaction import transaction

_RESULT = pa.schema(
    [
        ("number", pa.int64()),
        ("run_id", pa.string()),
        ("capture_id", pa.string()),
        ("outcome", pa.string()),
        ("article_id", pa.string()),
        ("revision", pa.int32()),
    ]
)
_NEW = pa.schema([("article_id", pa.string()), ("revision", pa.int32()), ("run_id", pa.string())])
_LEFT = pa.schema([("capture_id", pa.string()), ("reason", pa.string())])


@dataclass(frozen=True, slots=True)
class Staged:
    """A batch that was derived again and has passed its audit: its number in the run, and its folder."""

    number: int
    folder: Path


@dataclass(frozen=True, slots=True)
class Republished:
    """What deriving again came to, in article versions: told as before, told otherwise, new, and gone."""

    same: int
    changed: int
    added: int
    removed: int


def republish(
    connection: duckdb.DuckDBPyConnection,
    batches: Sequence[Staged],
    run_id: str,
    left_out: Sequence[Rejection] = (),
    check: Check | None = None,
) -> Republished:
    """Publish what was derived again in place of what was there, in one transaction.

    Args:
        connection: a warehouse open for writing.
        batches: staged as for `publish`; documents of captures that the warehouse does not have are passed over.
        run_id: the run that derived again.
        left_out: why captures were not derived again: their facts stay.
        check: called before the commit; if it raises, nothing is changed.

    Raises:
        WarehouseError: the staged tables do not fit one another, or DuckDB refuses a row.
    """
    try:
        with transaction(connection):
            staged_count = _load(connection, batches, run_id)
            found = _republish(connection, run_id, left_out, staged_count)
            if check:
                check(connection)
            connection.execute(_sql("clear"))
    except duckdb.Error as error:
        raise WarehouseError(f"Nothing was published: {first_line(error)}") from error
    return found


def _load(connection: duckdb.DuckDBPyConnection, batches: Iterable[Staged], run_id: str) -> int:
    """Collect the staging files of all batches; return a number that no provisional revision reaches."""
    connection.execute(_sql("tables"))
    offset = 0
    for batch in batches:
        with staged_batch(connection, batch.folder) as tables:
            refuse_inconsistent(connection, run_id, batch.number)
            connection.execute(f"SET VARIABLE revision_offset = {offset:d}")
            connection.execute(_sql("load"))
            offset += tables["ops.document"].num_rows + 1
    return offset


def _republish(
    connection: duckdb.DuckDBPyConnection, run_id: str, left_out: Sequence[Rejection], staged_count: int
) -> Republished:
    for name in ("fresh", "affected"):
        connection.execute(_sql(name))
    connection.execute(_sql("kept"), {"offset": staged_count})
    for name in ("keep", "capture_versions"):
        connection.execute(_sql(name))
    results = _settle(connection)
    for name in ("fingerprints", "fingerprints_before", "referred", "forget"):
        connection.execute(_sql(name))
    new = [(reading, item) for reading, item in results if item is not None and item.outcome in PUBLISHED]
    _add(connection, [item for _, item in new])
    left = [{"capture_id": row.capture_id, "reason": row.reason} for row in left_out]
    made = {"result": _results(results), "new_version": _new(new), "left_out": pa.Table.from_pylist(left, _LEFT)}
    with relations(connection, made):
        _account(connection, run_id)
        connection.execute(_sql("moved_decisions"))
    insert_rows(connection, Rejection, left_out)
    _follow_up(connection, [item for _, item in new])
    return Republished(*connection.execute(_sql("counts")).fetchall()[0])


def _settle(connection: duckdb.DuckDBPyConnection) -> list[tuple[Reading, Settled | None]]:
    told = {
        capture_id: Told(Version(*version), version_at)
        for capture_id, *version, version_at in connection.execute(_sql("told")).fetchall()
    }
    readings = [Reading(*row) for row in connection.execute(_sql("readings")).fetchall()]
    held = [HeldVersion(*row) for row in connection.execute(_sql("elsewhere")).fetchall()]
    return settle_anew(readings, told, held)


def _add(connection: duckdb.DuckDBPyConnection, new: Iterable[Settled]) -> None:
    """Publish the versions revision by revision: an article has each once, and a text may come back in a later one."""
    for _, versions in groupby(sorted(new, key=attrgetter("revision")), key=attrgetter("revision")):
        with settled_versions(connection, list(versions)):
            connection.execute(_sql("stage"))
            add_facts(connection, _sql("restored_facts"))


def _account(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Say of each version which run loaded it, and bring the ledger to what the versions are now."""
    connection.execute(_sql("fingerprints"))
    connection.execute(_sql("runs"), {"run_id": run_id})
    for name in ("article_runs", "statement_runs", "targets", "former_ledger"):
        connection.execute(_sql(name))
    connection.execute(_sql("ledger"), {"run_id": run_id})
    connection.execute(_sql("quarantine"), {"at": datetime.now(UTC)})
    for name in ("rejections", "validations"):
        connection.execute(_sql(name))


def _follow_up(connection: duckdb.DuckDBPyConnection, new: Sequence[Settled]) -> None:
    """Bring what is told and decided of entities to the facts as they are now."""
    connection.execute(_sql("lost_decisions"))
    with settled_versions(connection, new):
        keep_apart(connection)
    by = Choice(datetime.now(UTC), "rule")
    belied: dict[str, list[tuple[str, str | None]]] = {}
    for identity, entity_id, article_id in connection.execute(_sql("belied")).fetchall():
        belied.setdefault(identity, []).append((entity_id, article_id))
    for identity, pairs in belied.items():
        revert(connection, identity, pairs, by)
    follow(connection, belied)
    touched = connection.execute(_sql("touched")).to_arrow_table()
    with relations(connection, {"touched": touched}):
        connection.execute(_sql("aliases"))
    retell(connection, touched["entity_id"].to_pylist())


def _results(results: Iterable[tuple[Reading, Settled | None]]) -> pa.Table:
    rows: list[dict[str, Any]] = []
    for number, (reading, item) in enumerate(results):
        row: dict[str, Any] = {"number": number, "run_id": reading.run_id, "capture_id": reading.capture_id}
        if item is not None:
            row |= {"outcome": item.outcome, "article_id": item.article_id, "revision": item.revision}
        rows.append(row)
    return pa.Table.from_pylist(rows, _RESULT)


def _new(new: Iterable[tuple[Reading, Settled]]) -> pa.Table:
    rows = [
        {"article_id": item.article_id, "revision": item.revision, "run_id": reading.run_id} for reading, item in new
    ]
    return pa.Table.from_pylist(rows, _NEW)


def _sql(name: str) -> str:
    return read_sql(f"sql/reprocess/{name}.sql")
