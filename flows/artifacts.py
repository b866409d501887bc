"""What the Prefect UI shows of a run beside its tasks: tables, the way to the Data Docs, and progress.

Texts from outside stand in tables only, where the UI takes them as they are, and never in Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import cast
from uuid import UUID

from prefect.artifacts import (
    create_link_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from flows.progress import progress
from flows.settings import Settings
from flows.terminal import printable
from warehouse.quality import RuleResult
from warehouse.summary import PollResult, RunSummary

# Fewer are done before anybody looks.
_WORTH_A_BAR = 40


def show_summary(summary: RunSummary) -> None:
    """Make the run's table: documents in, by outcome, and facts; and one of the rejections, if there are any."""
    rows = [("documents in", summary.document_count), *summary.outcomes.items(), *_facts(summary)]
    table = [{"what": what, "count": count} for what, count in rows]
    create_table_artifact(table, key="run-summary", description="What came in, and what became of it.")
    if summary.polls:
        create_table_artifact(list(map(_poll, summary.polls)), key="polls", description="What the feeds brought.")
    if summary.rejections:
        rejected = [
            {"stage": row.stage, "rule": row.rule, "count": row.count, "example": printable(row.example)}
            for row in summary.rejections
        ]
        create_table_artifact(rejected, key="rejections", description="What was rejected, by rule.")


def show_validation(results: Sequence[RuleResult]) -> None:
    """Make the table of the suites: how many rules held, and which were broken by how many rows."""
    table = [_suite(suite, list(rules)) for suite, rules in groupby(sorted(results), key=attrgetter("suite"))]
    broken = sum(not row.success for row in results)
    told = (
        f"{len(results)} rules, {broken} of them broken by some rows; the Data Docs and the view data_quality have all."
    )
    create_table_artifact(table, key="validation", description=told)


def _suite(suite: str, rules: list[RuleResult]) -> dict[str, object]:
    broken = [rule for rule in rules if not rule.success]
    told = "; ".join(f"{rule.rule} ({rule.severity}): {rule.unexpected} of {rule.evaluated} rows" for rule in broken)
    return {
        "suite": suite,
        "rows": max(rule.evaluated for rule in rules),
        "rules": len(rules),
        "held": len(rules) - len(broken),
        "broken": told or "none",
    }


def show_data_docs(index: Path, settings: Settings) -> None:
    """Make the link to the Data Docs, which `dateline serve` serves."""
    create_link_artifact(
        f"{settings.docs_url}/{index.name}",
        link_text="Great Expectations Data Docs of the latest run",
        key="data-docs",
        description="Served while `dateline serve` runs; `dateline docs` says where the files are.",
    )


@contextmanager
def shown_progress(document_count: int | None) -> Iterator[Callable[[int], None]]:
    """Show progress in the terminal and, where the number of documents is known, in the UI.

    Yields:
        The function to call with the number of documents that are settled.
    """
    progress().start(document_count)
    artifact = None
    if document_count is not None and document_count >= _WORTH_A_BAR:
        told = f"Of {document_count} documents."
        artifact = cast(UUID, create_progress_artifact(0.0, key="progress", description=told))

    def show(done: int) -> None:
        progress().reach(done)
        if artifact is not None and document_count:
            update_progress_artifact(artifact, 100.0 * done / document_count)

    yield show


def _poll(poll: PollResult) -> dict[str, object]:
    told = {name: printable(getattr(poll, name)) for name in ("feed_url", "outcome", "http_status", "reason")}
    return {"feed": told.pop("feed_url"), **told, "entries": poll.entry_count, "new": poll.new_count}


def _facts(summary: RunSummary) -> list[tuple[str, int]]:
    return [
        ("statements", summary.statement_count),
        ("speakers", summary.speaker_count),
        ("mentions", summary.mention_count),
        ("entities", summary.entity_count),
        ("batches published", summary.batch_count),
        ("batches refused", summary.refused_count),
        ("left out", summary.skipped_count),
        *((f"left out: {reason}", count) for reason, count in summary.left_out.items()),
    ]
