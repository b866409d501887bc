"""What the command line prints of runs: the summary of one, the state of the warehouse, the quarantine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
from rich.console import Console
from rich.table import Table

from flows.layout import docs_folder
from flows.settings import Settings
from flows.terminal import cell, printable, warehouse_option
from transforms.errors import DatelineError
from warehouse.connection import connect
from warehouse.quality import pending_rejections
from warehouse.summary import RunSummary, latest_runs, outlet_days, totals

_MOST_SHOWN = 100


def show_summary(summary: RunSummary, settings: Settings) -> None:
    """Print what a run came to, and what to type next."""
    console = Console()
    table = Table(title="Dateline run", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    if summary.polls:
        table.add_row("feeds polled", str(len(summary.polls)))
        table.add_row("  failed", str(sum(poll.outcome == "failed" for poll in summary.polls)))
        table.add_row("  new pages", str(sum(poll.new_count for poll in summary.polls)))
    table.add_row("documents in", str(summary.document_count))
    for outcome, count in summary.outcomes.items():
        table.add_row(f"  {outcome}", str(count))
    table.add_section()
    table.add_row("statements", str(summary.statement_count))
    table.add_row("speakers", str(summary.speaker_count))
    table.add_row("entities", str(summary.entity_count))
    table.add_row("left out", str(summary.skipped_count), style=None if summary.skipped_count else "dim")
    for reason, count in summary.left_out.items():
        table.add_row(cell(f"  {reason}"), str(count))
    table.add_row("seconds", f"{summary.seconds or 0:.1f}")
    console.print(table)
    _show_rules(console, summary)
    _show_next(console, summary, settings)


def show_status(settings: Settings) -> None:
    """Print the latest runs, what the warehouse holds, and what came on the latest days."""
    console = Console()
    with _reading(settings) as connection:
        held, runs, days = totals(connection), latest_runs(connection), outlet_days(connection)
    console.print(
        f"{held.article_count} articles ({held.version_count} versions) of {held.source_count} outlets, "
        f"{held.first_date or '?'} to {held.last_date or '?'}; {held.statement_count} statements, "
        f"{held.entity_count} entities; {held.pending_rejection_count} rejections not replayed."
    )
    console.print(_runs_table(runs))
    table = Table("day", "outlet", "articles", "statements", title="Latest days", title_justify="left")
    for day in days:
        table.add_row(str(day.published_date), cell(day.outlet), str(day.article_count), str(day.statement_count))
    console.print(table)


def show_rejected(settings: Settings) -> None:
    """Print the quarantine: what was refused and not replayed, with the rule and the reason."""
    console = Console()
    with _reading(settings) as connection:
        pending = pending_rejections(connection)
    table = Table("input", "stage", "rule", "reason", title="Rejected", title_justify="left")
    for row in pending[:_MOST_SHOWN]:
        table.add_row(cell(row.input_uri), row.stage, row.rule, cell(row.reason))
    console.print(table)
    more = f", the latest {_MOST_SHOWN} shown (all are in ops.rejection)" if len(pending) > _MOST_SHOWN else ""
    console.print(f"{len(pending)} rejections{more}; `dateline rejected --replay` reads their documents again.")


def show_docs(settings: Settings) -> None:
    """Print where the Data Docs are.

    Raises:
        DatelineError: no run has written any.
    """
    index = docs_folder(settings.warehouse) / "index.html"
    if not index.exists():
        raise DatelineError(f"There are no Data Docs of {settings.warehouse} yet; make some with `dateline run`.")
    console = Console(soft_wrap=True)
    console.print(f"Data Docs of the latest run: {index.absolute().as_uri()}", markup=False)
    console.print(f"While `dateline serve` runs:  {settings.docs_url}/", markup=False)


def _show_rules(console: Console, summary: RunSummary) -> None:
    if not summary.rejections:
        return
    table = Table("stage", "rule", "count", "for example", title="Rejected", title_justify="left")
    for row in summary.rejections:
        table.add_row(row.stage, row.rule, str(row.count), cell(row.example))
    console.print(table)


def _show_next(console: Console, summary: RunSummary, settings: Settings) -> None:
    option = warehouse_option(settings)
    query = "SELECT speaker, act, content, outlet FROM who_said_what LIMIT 20"
    console.print("Next:", f'  dateline sql{option} "{query}"', sep="\n", markup=False, soft_wrap=True)
    if summary.rejections:
        console.print(f"  dateline rejected{option}", markup=False)
    console.print(f"  dateline docs{option}", markup=False)


def _runs_table(runs: list[RunSummary]) -> Table:
    table = Table(title="Latest runs", title_justify="left")
    for name in ("started", "state", "inputs", "in", "loaded", "revised", "unchanged", "duplicate", "rejected"):
        table.add_column(name)
    for run in runs:
        started = run.started_at.strftime("%Y-%m-%d %H:%M:%S")
        inputs = cell(", ".join(printable(name).rsplit("/", 1)[-1] for name in run.inputs))
        counts = [str(run.outcomes[name]) for name in ("loaded", "revised", "unchanged", "duplicate", "rejected")]
        table.add_row(started, run.state, inputs, str(run.document_count), *counts)
    return table


@contextmanager
def _reading(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = connect(settings.warehouse, read_only=True)
    try:
        yield connection
    finally:
        connection.close()
