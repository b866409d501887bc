"""Operations: runs, the ledger of inputs, the quarantine, validations and captures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from transforms.records.column import column

OUTCOMES = ("loaded", "unchanged", "revised", "duplicate", "rejected")
RUN_STATES = ("running", "completed", "refused", "failed")
SEVERITIES = ("critical", "warning", "info")
STAGES = (
    "fetch", "raw_document", "document", "article", "paragraph", "statement", "relay", "mention", "date", "warehouse",
    "knowledge",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the flow `ingest`."""

    TABLE: ClassVar[str] = "ops.run"

    run_id: str = column("Run: the Prefect flow run's id", key=True)
    started_at: datetime = column("When it started")
    ended_at: datetime | None = column("When it ended; NULL while it runs")
    state: str = column("How it stands or ended", allowed=RUN_STATES)
    inputs: tuple[str, ...] = column("Inputs as the user named them")
    version: str = column("Version of Dateline")
    document_count: int = column("Documents found in the inputs", unit="documents", default=0)
    batch_count: int = column("Batches published", unit="batches", default=0)
    refused_count: int = column("Batches refused", unit="batches", default=0)
    skipped_count: int = column("Files, records and pages left out: no documents, or none for this run", default=0)
    stage_seconds: str | None = column("Time spent by stage over all processes, JSON object of seconds", default=None)
    error: str | None = column("Why it failed, one sentence", default=None)
    left_out: str | None = column("How many were left out for each reason, JSON object", default=None)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What became of one input document in one run: each is accounted for exactly once."""

    TABLE: ClassVar[str] = "ops.document"

    run_id: str = column("Run", key=True, references="ops.run.run_id")
    batch: int = column("Batch of the run, counted from 1")
    input_uri: str = column("What was read", key=True)
    capture_id: str = column("Capture of its bytes", key=True, references="ops.capture.capture_id")
    outcome: str = column("What became of it", allowed=OUTCOMES)
    article_id: str | None = column("Article that holds its text", references="fact_article.article_id")
    revision: int | None = column("Revision of that article")
    reason: str | None = column("Why it was rejected, what it duplicates, or what was left undone; one sentence")
    extra: str | None = column("Keys of the input that Dateline does not know, JSON object")
    seen_at: datetime = column("When it was read")


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document or row that a rule refused, kept so that it can be replayed."""

    TABLE: ClassVar[str] = "ops.rejection"

    rejection_id: str = column("Rejection (UUIDv5 of run, input, stage, rule and payload)", key=True)
    run_id: str = column("Run", references="ops.run.run_id")
    input_uri: str = column("What was read")
    capture_id: str | None = column(
        "Capture of its bytes; NULL for a line of a file of entities", references="ops.capture.capture_id"
    )
    stage: str = column("Stage that refused it", allowed=STAGES)
    rule: str = column("Rule that it broke")
    reason: str = column("One sentence for a person")
    severity: str = column("Weight of the rule", allowed=SEVERITIES)
    payload: str = column("The refused row, JSON object")
    replayed_at: datetime | None = column("When it was replayed; NULL while it was not")


@dataclass(frozen=True, slots=True)
class Validation:
    """The result of one expectation on one batch."""

    TABLE: ClassVar[str] = "ops.validation"

    run_id: str = column("Run", key=True, references="ops.run.run_id")
    batch: int = column("Batch of the run, counted from 1", key=True)
    suite: str = column("Suite, named after its stage", key=True, allowed=STAGES)
    expectation: str = column("Name of the rule", key=True)
    expectation_type: str = column("Great Expectations type")
    level: str = column("row: failing rows are quarantined; batch: failure refuses the batch", allowed=("row", "batch"))
    severity: str = column("Weight of the rule", allowed=SEVERITIES)
    evaluated: int = column("Rows looked at", unit="rows")
    unexpected: int = column("Rows that broke it", unit="rows")
    success: bool = column("Whether it held")
    validated_at: datetime = column("When it was evaluated")
    # Last, because the field hides the function that declares it.
    column: str | None = column("Column that it is about; NULL where it is about the table")


@dataclass(frozen=True, slots=True)
class Capture:
    """Where the raw bytes of an input are kept."""

    TABLE: ClassVar[str] = "ops.capture"

    capture_id: str = column("Capture (UUIDv5 of place and SHA-256)", key=True)
    input_uri: str = column("What was read")
    place: str = column(
        "Where the bytes can be read again: absolute path, with # and the line (JSON Lines) or the offset (WARC)"
    )
    sha256: str = column("SHA-256 of the bytes, hexadecimal")
    byte_count: int = column("Length of the bytes", unit="bytes")
    headers: str | None = column("HTTP headers, JSON object; NULL for files")
    modified_at: datetime | None = column("When the file was last modified; NULL where there is no file")
    captured_at: datetime = column("When the bytes were first read or fetched")
    url: str | None = column("Address that they were fetched from, after redirects; NULL for files", default=None)
    http_status: int | None = column("HTTP status of the answer; NULL for files, or where there was none", default=None)
