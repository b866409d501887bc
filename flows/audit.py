"""Audit a batch: every stage's suite in the order of the path, the quarantine of failing rows, and the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from flows.quarantine import Tables, remove
from flows.rejections import make_rejection
from flows.replay import DOCUMENT_STAGES, REFUSED_BATCH
from flows.staging import STEPS, read_notes, read_records, read_table, write_records, write_table
from transforms.errors import Rejected
from transforms.records import (
    Article,
    Capture,
    DateMention,
    Document,
    Entity,
    EntityAlias,
    LedgerEntry,
    Location,
    Mention,
    Paragraph,
    RawDocument,
    Rejection,
    Source,
    Statement,
    StatementEntity,
    StatementRelay,
    Validation,
)
from transforms.records.column import Record
from warehouse.ledger import Known
from warehouse.publish import Refusal

if TYPE_CHECKING:
    from expectations.result import StageResult
    from expectations.runner import Audit

_STAGES: dict[str, type[Record]] = {
    "raw_document": RawDocument, "document": Document, "article": Article, "paragraph": Paragraph,
    "statement": Statement, "relay": StatementRelay, "mention": Mention, "date": DateMention,
}  # fmt: skip
_REFERRED = (Capture, Source, Location, Entity, EntityAlias, StatementEntity)
_RECORDS: tuple[type[Record], ...] = (*_STAGES.values(), *_REFERRED)


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch on its way.

    Attributes:
        number: its number in the run, counted from 1.
        folder: its staging folder.
        run_id: the run.
        known: what earlier runs made of its inputs, by place.
        document_count: how many documents it has.
    """

    number: int
    folder: Path
    run_id: str
    known: Mapping[str, Known]
    document_count: int


def audit_batch(batch: Batch, audit: Audit) -> Refusal | None:
    """Validate all stages and leave in the folder what passed, the rejections, the validations and the ledger.

    Returns:
        Why the batch as a whole is refused, by the first rule in the path's order; None where it may be published.
    """
    tables = staged = {record.TABLE: read_table(batch.folder, record) for record in _RECORDS}
    owners = _owners(batch, tables)
    rejections = [row for step in STEPS for row in read_records(batch.folder / step, Rejection)]
    results: list[StageResult] = []
    for stage, record in _STAGES.items():
        result = audit.validate(stage, batch.number, tables)
        rejections += _quarantined(batch.run_id, result, tables[record.TABLE], owners)
        tables = remove(tables, record.TABLE, result.quarantined)
        results.append(result)
    changed = {name: table for name, table in tables.items() if table is not staged[name]}
    _write(batch, changed, rejections, [row for result in results for row in result.validations])
    refusals = (Refusal(result.stage, REFUSED_BATCH, text) for result in results for text in result.refusals)
    return next(refusals, None)


def _owners(batch: Batch, tables: Tables) -> dict[str, Capture]:
    """Map every id that a row can be traced by (capture, article and revision, statement) to the capture it is from."""
    captures = {found.capture_id: found for found in read_records(batch.folder, Capture)}
    owners: dict[str, Capture] = dict(captures)
    for row in tables["fact_article"].select(["article_id", "revision", "capture_id"]).to_pylist():
        owners[f"{row['article_id']} {row['revision']}"] = captures[row["capture_id"]]
    for row in tables["fact_statement"].select(["statement_id", "article_id", "revision"]).to_pylist():
        owners[row["statement_id"]] = owners[f"{row['article_id']} {row['revision']}"]
    return owners


def _quarantined(run_id: str, result: StageResult, table: pa.Table, owners: Mapping[str, Capture]) -> list[Rejection]:
    rejections = []
    for failure in result.failures:
        if failure.severity != "critical":
            continue
        row = table.slice(failure.row, 1).to_pylist()[0]
        row.pop("content", None) if result.stage == "raw_document" else None
        error = Rejected(result.stage, failure.rule, failure.reason)
        rejections.append(make_rejection(run_id, _owner(row, owners), error, failure.severity, row))
    return rejections


def _owner(row: Mapping[str, Any], owners: Mapping[str, Capture]) -> Capture:
    if "capture_id" in row:
        return owners[row["capture_id"]]
    return owners[row["statement_id"] if "article_id" not in row else f"{row['article_id']} {row['revision']}"]


def _write(batch: Batch, tables: Tables, rejections: Sequence[Rejection], validations: Sequence[Validation]) -> None:
    for record in _RECORDS:
        if record.TABLE in tables:
            write_table(batch.folder, record, tables[record.TABLE])
    write_records(batch.folder, Rejection, rejections)
    write_records(batch.folder, Validation, validations)
    write_records(batch.folder, LedgerEntry, _ledger(batch, rejections))


def _ledger(batch: Batch, rejections: Sequence[Rejection]) -> list[LedgerEntry]:
    """Account for every capture once; `loaded` holds the place of what publishing will decide."""
    extras = {row["capture_id"]: row["extra"] for row in _raw_columns(batch.folder)}
    notes = read_notes(batch.folder)
    refused = {row.capture_id: row.reason for row in reversed(rejections) if row.stage in DOCUMENT_STAGES}
    entries = []
    for found in read_records(batch.folder, Capture):
        before = batch.known.get(found.place)
        if before is not None and before.capture_id == found.capture_id:
            entries.append(_entry(batch, found, "unchanged", reason=_unchanged(before), of=before))
        elif found.capture_id in refused:
            entries.append(_entry(batch, found, "rejected", reason=refused[found.capture_id]))
        else:
            note, extra = notes.get(found.capture_id), extras.get(found.capture_id)
            entries.append(_entry(batch, found, "loaded", reason=note, extra=extra))
    return entries


def _unchanged(before: Known) -> str | None:
    """Say so where what has not changed is a document that was rejected."""
    if before.article_id is not None:
        return None
    return "The same bytes were rejected by an earlier run; `dateline rejected --replay` tries them again."


def _raw_columns(folder: Path) -> list[dict[str, Any]]:
    return read_table(folder, RawDocument).select(["capture_id", "extra"]).to_pylist()  # type: ignore[no-any-return]


def _entry(
    batch: Batch,
    found: Capture,
    outcome: str,
    reason: str | None = None,
    extra: str | None = None,
    of: Known | None = None,
) -> LedgerEntry:
    return LedgerEntry(
        run_id=batch.run_id,
        batch=batch.number,
        input_uri=found.input_uri,
        capture_id=found.capture_id,
        outcome=outcome,
        article_id=of.article_id if of else None,
        revision=of.revision if of else None,
        reason=reason,
        extra=extra,
        seen_at=found.captured_at,
    )
