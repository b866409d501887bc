"""Publishing: a staged batch becomes facts and ledger rows in one transaction, or nothing of it does.

The statements are in `sql/publish/`; they see the batch as `staged_*`, the versions to publish as `published`
(article_id, provisional, revision) and what becomes of each as `settled`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from transforms.errors import WarehouseError
from transforms.ids import make_id
from transforms.outcome import HeldVersion, Settled, Version, settle
from transforms.records import Rejection
from warehouse.explain import first_line
from warehouse.homonyms import keep_apart
from warehouse.insert import insert_rows
from warehouse.sql_files import read_sql
from warehouse.staged import relations, staged_batch
from warehouse.transaction import transaction

Check = Callable[[duckdb.DuckDBPyConnection], None]

_FACTS = (
    "supersede", "articles", "paragraphs", "statements", "relays", "statement_entities", "mentions", "profiles",
    "dates",
)  # fmt: skip
_DIMENSIONS = ("sources", "locations", "entities", "aliases", "former_roles", "known_roles", "told_roles")
_OPERATIONS = ("captures", "ledger", "rejections", "validations")
PUBLISHED = ("loaded", "revised")


@dataclass(frozen=True, slots=True)
class Counts:
    """What a batch came to: its documents by outcome, and the facts of its new article versions."""

    documents: int
    loaded: int
    revised: int
    unchanged: int
    duplicate: int
    rejected: int
    statements: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a batch is refused: the stage and rule that it broke, and one sentence for a person."""

    stage: str
    rule: str
    reason: str


def publish(
    connection: duckdb.DuckDBPyConnection, batch_folder: Path, run_id: str, batch: int, check: Check | None = None
) -> Counts:
    """Publish a staged batch in one transaction; a batch that was published before is left as it is.

    Args:
        connection: a warehouse open for writing.
        batch_folder: folder of the staging files, `<table>.parquet`; any may be absent. A ledger row with outcome
            `loaded` is a placeholder: it gets the outcome of the article of the same capture.
        run_id: the run.
        batch: number of the batch in the run, counted from 1.
        check: called before the commit; if it raises, nothing is changed.

    Raises:
        WarehouseError: the staged tables do not fit one another, or DuckDB refuses a row.
    """
    with staged_batch(connection, batch_folder) as tables, _explained(batch):
        with transaction(connection):
            if not _is_recorded(connection, run_id, batch):
                refuse_inconsistent(connection, run_id, batch)
                _publish(connection, run_id, tables["fact_article"])
                if check:
                    check(connection)
        return counts(connection, run_id, batch)


def record_refusal(
    connection: duckdb.DuckDBPyConnection, batch_folder: Path, run_id: str, batch: int, refusal: Refusal
) -> Counts:
    """Record a refused batch without any fact: its captures, validations, rejections and ledger rows.

    Each document that would have been published is `rejected` in the ledger, with a rejection to replay it by.

    Raises:
        WarehouseError: as `publish`.
    """
    with staged_batch(connection, batch_folder) as tables, _explained(batch):
        with transaction(connection):
            if not _is_recorded(connection, run_id, batch):
                for name in ("captures", "rejections", "validations"):
                    connection.execute(_sql(name))
                connection.execute(_sql("refused_ledger"), {"reason": refusal.reason})
                insert_rows(connection, Rejection, list(_rejections(tables["ops.document"], run_id, refusal)))
        return counts(connection, run_id, batch)


def counts(connection: duckdb.DuckDBPyConnection, run_id: str, batch: int) -> Counts:
    """Return what a recorded batch came to; zeros for one that is not recorded."""
    (row,) = connection.execute(_sql("counts"), {"run_id": run_id, "batch": batch}).fetchall()
    return Counts(*row)


def _sql(name: str) -> str:
    return read_sql(f"sql/publish/{name}.sql")


@contextmanager
def _explained(batch: int) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise WarehouseError(f"Batch {batch} was not published: {first_line(error)}") from error


def _is_recorded(connection: duckdb.DuckDBPyConnection, run_id: str, batch: int) -> bool:
    return connection.execute(_sql("is_recorded"), {"run_id": run_id, "batch": batch}).fetchone() == (True,)


def refuse_inconsistent(connection: duckdb.DuckDBPyConnection, run_id: str, batch: int) -> None:
    """Refuse a batch, laid before the connection as `staged_*`, whose tables do not fit one another.

    Raises:
        WarehouseError: they do not; it says what they hold.
    """
    found = connection.execute(_sql("inconsistencies"), {"run_id": run_id, "batch": batch}).fetchall()
    if found:
        told = ", ".join(f"{times} {what}" for what, times in found)
        raise WarehouseError(f"Batch {batch} was not published, because its staging files hold {told}.")


def _publish(connection: duckdb.DuckDBPyConnection, run_id: str, articles: pa.Table) -> None:
    settled = _settle(connection, run_id, articles)
    with settled_versions(connection, settled):
        add_facts(connection, _sql("restored_facts"))
        for name in _OPERATIONS:
            connection.execute(_sql(name))
        keep_apart(connection)
        connection.execute("DROP VIEW referred")


@contextmanager
def settled_versions(connection: duckdb.DuckDBPyConnection, settled: Sequence[Settled]) -> Iterator[None]:
    """Let a connection's queries see what becomes of staged versions: `settled`, and of these the new, `published`."""
    new = [item for item in settled if item.outcome in PUBLISHED]
    with relations(connection, {"settled": _settled_table(settled), "published": _published_table(new)}):
        yield


def add_facts(connection: duckdb.DuckDBPyConnection, restored: str) -> None:
    """Add the facts of the `published` versions and what they refer to, from the relations `staged_*`.

    Args:
        connection: a warehouse open for writing, in a transaction.
        restored: query for the staged ids that are to give way, as an older revision has them: kind, id, revision.
    """
    found = connection.execute(restored).fetchall()
    rows = [(old_id, make_id(kind, old_id, revision)) for kind, old_id, revision in found]
    with relations(connection, {"renamed": _table(rows, ("old_id", "new_id"), (pa.string(), pa.string()))}):
        for name in ("referred_entities", *_FACTS, *_DIMENSIONS):
            connection.execute(_sql(name))


def _settle(connection: duckdb.DuckDBPyConnection, run_id: str, articles: pa.Table) -> list[Settled]:
    held = connection.execute(_sql("held_versions"), {"run_id": run_id}).fetchall()
    identity = articles.select(["article_id", "revision", "source_id", "content_sha256"])
    return settle((Version(**row) for row in identity.to_pylist()), (HeldVersion(*row) for row in held))


def _settled_table(settled: Iterable[Settled]) -> pa.Table:
    names = ("article_id", "provisional", "outcome", "holder_id", "holder_revision")
    types = (pa.string(), pa.int32(), pa.string(), pa.string(), pa.int32())
    rows = [(s.staged.article_id, s.staged.revision, s.outcome, s.article_id, s.revision) for s in settled]
    return _table(rows, names, types)


def _published_table(new: Iterable[Settled]) -> pa.Table:
    rows = [(item.article_id, item.staged.revision, item.revision) for item in new]
    return _table(rows, ("article_id", "provisional", "revision"), (pa.string(), pa.int32(), pa.int32()))


def _table(rows: list[tuple[Any, ...]], names: Sequence[str], types: Sequence[pa.DataType]) -> pa.Table:
    values = zip(*rows, strict=True) if rows else ((),) * len(names)
    return pa.table({name: pa.array(value, kind) for name, value, kind in zip(names, values, types, strict=True)})


def _rejections(ledger: pa.Table, run_id: str, refusal: Refusal) -> Iterator[Rejection]:
    for row in ledger.filter(pc.equal(ledger["outcome"], "loaded")).to_pylist():
        payload = json.dumps({"input_uri": row["input_uri"], "extra": row["extra"]})
        yield Rejection(
            rejection_id=make_id("rejection", run_id, row["capture_id"], refusal.stage, refusal.rule, payload),
            run_id=run_id,
            input_uri=row["input_uri"],
            capture_id=row["capture_id"],
            stage=refusal.stage,
            rule=refusal.rule,
            reason=refusal.reason,
            severity="critical",
            payload=payload,
            replayed_at=None,
        )
