"""What a run came to, and what the warehouse holds: the figures of the run's summary and of `dateline status`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from transforms.errors import WarehouseError
from transforms.records import Run, columns
from transforms.records.ops import OUTCOMES
from warehouse.sql_files import read_sql


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many documents or rows a rule refused in a run, with the first reason in alphabetical order as example."""

    stage: str
    rule: str
    severity: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class PollResult:
    """What came of one look at an address that lists articles; as in `ops.poll`."""

    feed_url: str
    outcome: str
    http_status: int | None
    entry_count: int
    new_count: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run came to.

    Attributes:
        run_id, state, started_at, ended_at, inputs, version, document_count, batch_count, refused_count,
            skipped_count, error: as in `ops.run`.
        stage_seconds: seconds by stage over all processes.
        left_out: what was found and is no document, or none for this run, by reason.
        outcomes: documents by outcome; every outcome is there.
        rejections: the rules that refused something, the commonest first.
        polls: what was polled, the failures first.
        statement_count, mention_count: facts of the article versions that the run published.
        speaker_count, entity_count: different speakers and entities in these.
    """

    run_id: str
    state: str
    started_at: datetime
    ended_at: datetime | None
    inputs: tuple[str, ...]
    version: str
    document_count: int
    batch_count: int
    refused_count: int
    skipped_count: int
    error: str | None
    stage_seconds: Mapping[str, float]
    left_out: Mapping[str, int]
    outcomes: Mapping[str, int]
    rejections: tuple[RuleCount, ...]
    polls: tuple[PollResult, ...]
    statement_count: int
    speaker_count: int
    mention_count: int
    entity_count: int

    @property
    def seconds(self) -> float | None:
        """Wall time of the run in seconds; None while it runs."""
        return (self.ended_at - self.started_at).total_seconds() if self.ended_at else None


@dataclass(frozen=True, slots=True)
class Totals:
    """What the warehouse holds; days are those of current articles, None where no article has one."""

    article_count: int
    version_count: int
    statement_count: int
    entity_count: int
    source_count: int
    first_date: date | None
    last_date: date | None
    pending_rejection_count: int


@dataclass(frozen=True, slots=True)
class OutletDay:
    """What an outlet published on a day, of what the warehouse holds."""

    published_date: date
    outlet: str
    article_count: int
    statement_count: int


def run_summary(connection: duckdb.DuckDBPyConnection, run_id: str) -> RunSummary:
    """Return what a run came to.

    Raises:
        WarehouseError: there is no such run.
    """
    of_run = {"run_id": run_id}
    row = connection.execute(_sql("run"), of_run).fetchone()
    if row is None:
        raise WarehouseError(f"There is no run {run_id} in this warehouse; `dateline status` lists the latest.")
    run = dict(zip((item.name for item in columns(Run)), row, strict=True))
    outcomes = dict(connection.execute(_sql("outcomes"), of_run).fetchall())
    rejections = connection.execute(_sql("rejections"), of_run).fetchall()
    polls = connection.execute(_sql("polls"), of_run).fetchall()
    facts = connection.execute(_sql("facts"), of_run).fetchone() or (0, 0, 0, 0)
    return RunSummary(
        **{
            **run,
            "inputs": tuple(run["inputs"]),
            "stage_seconds": json.loads(run["stage_seconds"] or "{}"),
            "left_out": json.loads(run["left_out"] or "{}"),
            "outcomes": {outcome: outcomes.get(outcome, 0) for outcome in OUTCOMES},
            "rejections": tuple(RuleCount(*rejection) for rejection in rejections),
            "polls": tuple(PollResult(*poll) for poll in polls),
        },
        **dict(zip(("statement_count", "speaker_count", "mention_count", "entity_count"), facts, strict=True)),
    )


def latest_runs(connection: duckdb.DuckDBPyConnection, run_limit: int = 10) -> list[RunSummary]:
    """Return the runs that started last, the latest first."""
    found = connection.execute(_sql("latest_runs"), {"run_limit": run_limit}).fetchall()
    return [run_summary(connection, run_id) for (run_id,) in found]


def totals(connection: duckdb.DuckDBPyConnection) -> Totals:
    """Return what the warehouse holds."""
    (row,) = connection.execute(_sql("totals")).fetchall()
    return Totals(*row)


def outlet_days(connection: duckdb.DuckDBPyConnection, day_limit: int = 7) -> list[OutletDay]:
    """Return what each outlet published on the latest days of publication, the latest first."""
    found = connection.execute(_sql("outlet_days"), {"day_limit": day_limit}).fetchall()
    return [OutletDay(*row) for row in found]


def _sql(name: str) -> str:
    return read_sql(f"sql/summary/{name}.sql")
