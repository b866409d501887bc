"""`dateline run` and `dateline monitor`: a flow in this process, with a progress bar and a summary."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from flows import prefect_environment
from flows.gazetteer import load_gazetteer
from flows.layout import captures_folder
from flows.progress import shown_by
from flows.report import show_summary
from flows.reprocess_report import show_reprocessed
from flows.settings import Settings
from flows.stdin import keep
from flows.store import Store
from transforms.errors import BatchRefused
from warehouse.connection import connect
from warehouse.snapshot import snapshot
from warehouse.summary import RunSummary

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

    from flows.reprocess import Reprocessed


STDIN = "-"
T = TypeVar("T")


class Bar:
    """A progress bar on standard error; it says what goes on before the documents are counted."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("Starting Prefect", total=None)

    def start(self, total: int | None, what: str = "Documents") -> None:
        """Learn how many there are of what is worked on; None where that shows only at the end."""
        self._progress.update(self._task, description=what, total=total, completed=0)

    def reach(self, done: int) -> None:
        """Learn how many are done."""
        self._progress.update(self._task, completed=done)


def run(inputs: Sequence[str], settings: Settings, debug: bool, replay: bool = False) -> None:
    """Load the inputs (or what is in the quarantine) and print what came of them; `-` is standard input.

    Raises:
        InputError: an input does not exist, or standard input is empty.
        BatchRefused: a rule of a batch as a whole failed; what became of the others is printed first.
    """

    given = [_kept(settings) if name == STDIN else name for name in inputs]

    def start() -> State[RunSummary]:
        from flows.ingest import ingest  # imports Prefect, which reads the environment that is set by then

        options = {"warehouse": str(settings.warehouse), "replay": replay, "workers": settings.workers}
        return ingest(given, **options, return_state=True)

    _shown(start, settings, debug)


def monitor(settings: Settings, debug: bool) -> None:
    """Poll the sources that are due once, load the articles that they list, and print what came of them.

    Raises:
        DatelineError: the sources file cannot be read.
        BatchRefused: as `run`.
    """

    def start() -> State[RunSummary]:
        from flows.monitor import monitor

        options = {"warehouse": str(settings.warehouse), "workers": settings.workers}
        return monitor(str(settings.sources), **options, return_state=True)

    _shown(start, settings, debug)


def reprocess(
    settings: Settings, debug: bool, since: date | None, source: str | None, changed_code: bool, kept: Path | None
) -> None:
    """Derive facts again from what was captured, and print what came of it.

    Args:
        settings: the settings.
        debug: show the log.
        since: articles captured on this day (UTC) or later.
        source: articles of this outlet.
        changed_code: articles that another version of the code derived.
        kept: file that the warehouse is copied to first, or None.

    Raises:
        WarehouseError: there is no warehouse, or the copy cannot be written.
        BatchRefused: a rule failed; nothing was changed.
    """
    connect(settings.warehouse, read_only=True).close()  # says so where there is none; the flow would make one
    if kept is not None:
        snapshot(settings.warehouse, kept)

    def start() -> State[Reprocessed]:
        from flows.reprocess import reprocess

        return reprocess(since, source, changed_code, str(settings.warehouse), settings.workers, return_state=True)

    state = _run(start, settings, debug)
    show_reprocessed(state.result(), settings, kept)


def _kept(settings: Settings) -> str:
    return str(keep(sys.stdin.buffer, captures_folder(settings.warehouse) / "stdin"))


def _shown(start: Callable[[], State[RunSummary]], settings: Settings, debug: bool) -> None:
    """Run a flow, and print its summary."""
    state = _run(start, settings, debug)
    try:
        summary = state.result()
    except BatchRefused:
        show_summary(Store(settings.warehouse, str(state.state_details.flow_run_id)).summary(), settings)
        raise
    show_summary(summary, settings)


def _run(start: Callable[[], State[T]], settings: Settings, debug: bool) -> State[T]:
    """Run a flow with a progress bar."""
    console = Console(stderr=True)
    load_gazetteer(lambda told: console.print(told, markup=False))  # before processes need it, all at once
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with bar, shown_by(Bar(bar)):
        prefect_environment.prepare(settings, debug)
        with prefect_environment.temporary_server():
            return start()
