"""The flow `ingest`: inputs become facts in the warehouse, batch by batch, along one path."""

from __future__ import annotations

import shutil
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, cast

from prefect import flow, get_run_logger
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner

from flows import artifacts, tasks
from flows.audit import Batch
from flows.auditor import Auditor
from flows.batches import split
from flows.inputs import Discovery, InputRef, discover, printable_path
from flows.knowledge import imported_knowledge
from flows.layout import batch_folder, staging_folder
from flows.replay import find_replay
from flows.samples import SAMPLES
from flows.settings import Settings
from flows.store import Store
from flows.watching import is_left_out
from transforms.errors import BatchRefused, DatelineError
from warehouse.summary import RunSummary

Steps = tuple[PrefectFuture[tasks.Seconds], ...]


@dataclass(slots=True)
class Tally:
    """What a run has done so far: documents settled, batches published, why others were refused, seconds by step."""

    documents: int = 0
    published: int = 0
    refusals: list[str] = field(default_factory=list)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))


def processes(count: int | None = None) -> TaskRunner[PrefectFuture[Any]]:
    """Return the runner of the flow's tasks: so many processes, or one a core."""
    return cast(TaskRunner[PrefectFuture[Any]], ProcessPoolTaskRunner(max_workers=count))


def _run_name() -> str:
    inputs = flow_run.get_parameters().get("inputs") or [str(SAMPLES)]
    return "ingest " + ", ".join(printable_path(Path(name).name or name) for name in inputs)


@flow(name="ingest", flow_run_name=_run_name, task_runner=processes())
def ingest(
    inputs: list[str] | None = None,
    warehouse: str | None = None,
    new_only: bool = False,
    replay: bool = False,
    workers: int | None = None,
) -> RunSummary:
    """Load the documents of the inputs into the warehouse.

    Args:
        inputs: files and folders; the samples where there are none.
        warehouse: DuckDB file; that of the settings where there is none.
        new_only: leave out files that an earlier run has read and that have not changed since.
        replay: instead of inputs, take the documents that are in the quarantine.
        workers: how many processes to deal the batches for; the setting's where it is not given.

    Raises:
        InputError: an input does not exist.
        BatchRefused: a rule of a batch as a whole failed; the other batches were published.
    """
    chosen = {"warehouse": warehouse, "workers": workers}
    settings = Settings.model_validate({name: value for name, value in chosen.items() if value is not None})
    store = Store(settings.warehouse, str(flow_run.get_id()))
    with _recorded(store, ["rejected"] if replay else inputs or [str(SAMPLES)]) as tally:
        again = find_replay(store.pending_rejections()) if replay else None
        found = again.found if again else _discover(inputs or [str(SAMPLES)], store, new_only)
        get_run_logger().info("%s documents, %s files left out", len(found.refs), found.skipped_count)
        store.update_run(document_count=len(found.refs), skipped_count=found.skipped_count)
        if found.refs:
            _load(found.refs, store, settings, tally, anew=replay)
        if again:
            store.mark_replayed(again.rejection_ids)
    summary = store.summary()
    artifacts.show_summary(summary)
    if tally.refusals:
        raise BatchRefused(
            f"{len(tally.refusals)} of {tally.published + len(tally.refusals)} batches: {tally.refusals[0]}"
        )
    return summary


def _discover(inputs: list[str], store: Store, new_only: bool) -> Discovery:
    return discover(inputs, partial(is_left_out, store.seen_files())) if new_only else discover(inputs)


def _load(refs: Sequence[InputRef], store: Store, settings: Settings, tally: Tally, anew: bool) -> None:
    """Send the batches on their way, a few at a time, and settle them in order.

    Documents whose bytes an earlier run has settled are passed over, unless they are to be tried `anew`.
    """
    batches = split(refs, settings.batch_size, settings.workers)
    auditor = Auditor(settings, store.run_id, _run_name())
    imported = imported_knowledge(settings.warehouse, get_run_logger().info)
    waiting: deque[tuple[Batch, Steps]] = deque()
    with artifacts.shown_progress(len(refs), len(batches)) as show:
        for number, batch_refs in enumerate(batches, start=1):
            folder = batch_folder(settings.warehouse, store.run_id, number, len(batches), len(batch_refs))
            batch = Batch(number, folder, store.run_id, {} if anew else store.known(batch_refs), len(batch_refs))
            # One batch a process on its way; the next starts before the one that is done is audited.
            done = waiting.popleft() if len(waiting) == settings.workers else None
            for step in done[1] if done else ():
                step.wait()
            waiting.append((batch, _start(batch, batch_refs, settings, imported)))
            auditor.warm_up()
            if done:
                _settle(*done, store, auditor, tally)
                show(tally.documents)
        while waiting:
            _settle(*waiting.popleft(), store, auditor, tally)
            show(tally.documents)
    artifacts.show_validation(store.rule_results())
    artifacts.show_data_docs(tasks.data_docs(auditor), settings)


def _start(batch: Batch, refs: list[InputRef], settings: Settings, imported: Path | None) -> Steps:
    """Send a batch along the path, in other processes; returns at once."""
    batch.folder.mkdir(parents=True)
    folder, run_id = batch.folder, batch.run_id
    captures = {place: known.capture_id for place, known in batch.known.items()}
    captured = tasks.capture.submit(folder, refs, captures, run_id, settings.max_document_bytes)
    extracted = tasks.extract.submit(folder, run_id, return_state=False, wait_for=[captured])
    normalised = tasks.normalise.submit(folder, run_id, return_state=False, wait_for=[extracted])
    analysed = tasks.analyse.submit(folder, run_id, settings, imported, return_state=False, wait_for=[normalised])
    return captured, extracted, normalised, analysed


def _settle(batch: Batch, steps: Steps, store: Store, auditor: Auditor, tally: Tally) -> None:
    """Wait until the facts of a batch are staged, audit them, and publish or refuse the batch."""
    for step in steps:
        for name, seconds in step.result().items():
            tally.seconds[name] += seconds
    with _timed("audit", tally):
        refusal = tasks.audit(batch, auditor)
    if not refusal:
        with _timed("publish", tally):
            refusal = tasks.publish(batch, store, auditor)
    if refusal:
        tasks.refuse(batch, store, refusal)
        tally.refusals.append(refusal.reason)
    tally.published += not refusal
    tally.documents += batch.document_count


@contextmanager
def _timed(step: str, tally: Tally) -> Iterator[None]:
    start = perf_counter()
    yield
    tally.seconds[step] += perf_counter() - start


@contextmanager
def _recorded(store: Store, inputs: list[str]) -> Iterator[Tally]:
    """Record the run in the warehouse, however it ends."""
    store.open_run(inputs)
    tally = Tally()
    try:
        yield tally
    except BaseException as error:
        told = str(error) if isinstance(error, DatelineError) else f"It failed with {type(error).__name__}."
        _close(store, "failed", told, tally)
        raise
    finally:
        shutil.rmtree(staging_folder(store.path, store.run_id), ignore_errors=True)
    state, reason = ("refused", tally.refusals[0]) if tally.refusals else ("completed", None)
    _close(store, state, reason, tally)


def _close(store: Store, state: str, reason: str | None, tally: Tally) -> None:
    counts = {"batch_count": tally.published, "refused_count": len(tally.refusals)}
    store.close_run(state, tally.seconds, reason, **counts)
