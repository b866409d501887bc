"""`dateline run`: the flow `ingest` in this process, with a progress bar and a summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from flows import prefect_environment
from flows.gazetteer import load_gazetteer
from flows.progress import shown_by
from flows.report import show_summary
from flows.settings import Settings
from flows.store import Store
from transforms.errors import BatchRefused
from warehouse.summary import RunSummary

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


class Bar:
    """A progress bar on standard error; it says what goes on before the documents are counted."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("Starting Prefect", total=None)

    def start(self, total: int) -> None:
        """Learn how many documents there are."""
        self._progress.update(self._task, description="Documents", total=total, completed=0)

    def reach(self, done: int) -> None:
        """Learn how many documents are settled."""
        self._progress.update(self._task, completed=done)


def run(inputs: Sequence[str], settings: Settings, debug: bool, replay: bool = False) -> None:
    """Load the inputs (or what is in the quarantine) and print what came of them.

    Raises:
        InputError: an input does not exist.
        BatchRefused: a rule of a batch as a whole failed; what became of the others is printed first.
    """
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
        run_id, state = _ingest(inputs, settings, debug, replay)
    try:
        summary = state.result()
    except BatchRefused:
        show_summary(Store(settings.warehouse, run_id).summary(), settings)
        raise
    show_summary(summary, settings)


def _ingest(inputs: Sequence[str], settings: Settings, debug: bool, replay: bool) -> tuple[str, State[RunSummary]]:
    prefect_environment.prepare(settings, debug)
    from flows.ingest import ingest, processes  # imports Prefect, which reads the environment set above

    flow = ingest.with_options(task_runner=processes(settings.workers))
    options = {"warehouse": str(settings.warehouse), "replay": replay, "workers": settings.workers}
    with prefect_environment.temporary_server():
        state = flow(list(inputs), **options, return_state=True)
    return str(state.state_details.flow_run_id), state
