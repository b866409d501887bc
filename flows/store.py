"""A run's dealings with the warehouse: each opens the file, does its work in one transaction and closes it.

Between them others may publish or query: the file is never held while documents are worked on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from flows.audit import Batch
from flows.inputs import InputRef
from flows.version import DATELINE
from transforms.errors import BatchRefused
from transforms.records import Run, Validation
from warehouse.checks import offenders
from warehouse.connection import connect
from warehouse.frontier import Failure, failed, settle_all
from warehouse.insert import insert_rows
from warehouse.ledger import Known, known_captures, mark_replayed, seen_files
from warehouse.migrate import migrate
from warehouse.publish import Counts, Refusal, publish, record_refusal
from warehouse.quality import Pending, RuleResult, pending_rejections, rule_results
from warehouse.runs import close_run, open_run, update_run
from warehouse.summary import RunSummary, run_summary

if TYPE_CHECKING:
    from expectations.runner import Audit

WAIT_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Store:
    """The warehouse file as one run uses it."""

    path: Path
    run_id: str

    def open_run(self, inputs: Sequence[str]) -> None:
        """Make the warehouse where there is none, bring it to this version's schema, and record the run."""
        run = Run(self.run_id, datetime.now(UTC), None, "running", tuple(inputs), DATELINE)
        with self.connection() as connection:
            migrate(connection)
            open_run(connection, run)

    def update_run(self, **changes: object) -> None:
        """Set columns of the run."""
        with self.connection() as connection:
            update_run(connection, self.run_id, **changes)

    def close_run(self, state: str, seconds: Mapping[str, float], error: str | None = None, **changes: object) -> None:
        """Record how the run ended, the time that each step took over all processes, and other columns of the run."""
        rounded = {step: round(value, 3) for step, value in seconds.items()}
        with self.connection() as connection:
            update_run(connection, self.run_id, stage_seconds=json.dumps(rounded), **changes)
            close_run(connection, self.run_id, state, datetime.now(UTC), error)

    def seen_files(self) -> dict[str, datetime]:
        """Return the files that earlier runs have read, with the time of modification that they had."""
        with self.connection(read_only=True) as connection:
            return seen_files(connection)

    def known(self, refs: Sequence[InputRef]) -> dict[str, Known]:
        """Return what earlier runs made of these inputs, by place."""
        with self.connection(read_only=True) as connection:
            return known_captures(connection, [ref.place for ref in refs])

    def pending_rejections(self) -> list[Pending]:
        """Return what is in the quarantine and was not replayed."""
        with self.connection(read_only=True) as connection:
            return pending_rejections(connection)

    def mark_replayed(self, rejection_ids: Sequence[str]) -> None:
        """Record that rejections were tried anew."""
        with self.connection() as connection:
            mark_replayed(connection, rejection_ids, datetime.now(UTC))

    def settle_pages(self, failures: Sequence[Failure]) -> None:
        """Settle the fetched pages of which the ledger has a row, and record which could not be had."""
        with self.connection() as connection:
            settle_all(connection)
            failed(connection, failures)

    def rule_results(self) -> list[RuleResult]:
        """Return how the rules came out so far, the broken ones first."""
        with self.connection(read_only=True) as connection:
            return rule_results(connection, self.run_id)

    def publish(self, batch: Batch, audit: Audit) -> Counts:
        """Publish a batch that passed its audit, and return what it came to.

        Raises:
            BatchRefused: a rule of the warehouse as a whole failed; nothing of the batch was published.
        """

        def check(connection: duckdb.DuckDBPyConnection) -> None:
            result = audit.validate_warehouse(batch.number, offenders(connection, self.run_id, batch.number))
            if result.is_refused:
                raise BatchRefused(result.refusals[0])
            insert_rows(connection, Validation, result.validations)

        with self.connection() as connection:
            return publish(connection, batch.folder, self.run_id, batch.number, check)

    def refuse(self, batch: Batch, refusal: Refusal) -> None:
        """Record a refused batch without any fact of it."""
        with self.connection() as connection:
            record_refusal(connection, batch.folder, self.run_id, batch.number, refusal)

    def summary(self) -> RunSummary:
        """Return what the run came to."""
        with self.connection(read_only=True) as connection:
            return run_summary(connection, self.run_id)

    @contextmanager
    def connection(self, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the warehouse, and close it on leaving; waits while somebody else has it open."""
        connection = connect(self.path, read_only, WAIT_SECONDS)
        try:
            yield connection
        finally:
            connection.close()
