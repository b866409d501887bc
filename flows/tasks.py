"""Prefect tasks: the steps of a batch, named after what they work on. Batches cross tasks as folder paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from flows import steps
from flows.audit import Batch, audit_batch
from flows.auditor import Auditor
from flows.inputs import InputRef
from flows.replay import REFUSED_BATCH
from flows.settings import Settings
from flows.store import Store
from transforms.errors import BatchRefused
from warehouse.publish import Refusal

Seconds = dict[str, float]


@task(task_run_name="capture {folder.name}", cache_policy=NO_CACHE)
def capture(folder: Path, refs: Sequence[InputRef], known: Mapping[str, str], run_id: str, limit: int) -> Seconds:
    """Read the inputs' bytes."""
    return _timed("capture", steps.capture_batch, folder, refs, known, run_id, limit)


@task(task_run_name="extract {folder.name}", cache_policy=NO_CACHE)
def extract(folder: Path, run_id: str) -> Seconds:
    """Get clean text out of the raw documents."""
    return _timed("extract", steps.extract_batch, folder, run_id)


@task(task_run_name="normalise {folder.name}", cache_policy=NO_CACHE)
def normalise(folder: Path, run_id: str) -> Seconds:
    """Normalise dates, places, sources, languages."""
    return _timed("normalise", steps.normalise_batch, folder, run_id)


@task(task_run_name="analyse {folder.name}", cache_policy=NO_CACHE)
def analyse(folder: Path, run_id: str, settings: Settings, imported: Path | None) -> Seconds:
    """Find statements, mentions and dates."""
    spacy: list[float] = []
    timed = _timed("analyse", lambda: spacy.append(steps.analyse_batch(folder, run_id, settings, imported)))
    return timed | {"spacy": spacy[0]}


@task(task_run_name="audit {batch.folder.name}", cache_policy=NO_CACHE)
def audit(batch: Batch, auditor: Auditor) -> Refusal | None:
    """Validate all stages; return why the batch is refused, or None."""
    return audit_batch(batch, auditor.audit)


@task(task_run_name="publish {batch.folder.name}", cache_policy=NO_CACHE)
def publish(batch: Batch, store: Store, auditor: Auditor) -> Refusal | None:
    """Load what passed into the warehouse in one transaction; return why it was refused, or None."""
    try:
        counts = store.publish(batch, auditor.audit)
    except BatchRefused as error:
        return Refusal("warehouse", REFUSED_BATCH, str(error))
    get_run_logger().info("%s", ", ".join(f"{name} {count}" for name, count in asdict(counts).items()))
    return None


@task(task_run_name="refuse {batch.folder.name}", cache_policy=NO_CACHE)
def refuse(batch: Batch, store: Store, refusal: Refusal) -> None:
    """Record the refusal of a batch, without any fact of it."""
    store.refuse(batch, refusal)


@task(task_run_name="write the Data Docs", cache_policy=NO_CACHE)
def data_docs(auditor: Auditor) -> Path:
    """Write the Data Docs of the run."""
    return auditor.build_data_docs()


def _timed(step: str, function: Callable[..., None], *arguments: Any) -> Seconds:
    start = perf_counter()
    function(*arguments)
    return {step: perf_counter() - start}
