"""Prefect tasks: the steps of a batch, named after what they work on. Batches cross tasks as folder paths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE

from flows.audit import Batch, audit_batch
from flows.auditor import Auditor
from flows.gather import Gathering
from flows.inputs import InputRef
from flows.replay import REFUSED_BATCH
from flows.settings import Settings
from flows.store import Store
from flows.supervisor import Limits, run_step
from transforms.errors import BatchRefused
from transforms.records import Feed
from warehouse.publish import Refusal

Seconds = dict[str, float]


@task(task_run_name="poll {what}", cache_policy=NO_CACHE)
def poll(gathered: Gathering, feeds: Sequence[Feed], what: str) -> None:
    """Look at feeds for new pages."""
    polled = gathered.poll(feeds)
    get_run_logger().info("%s: %s", what, polled)


@task(task_run_name="look at what was given", cache_policy=NO_CACHE)
def explore(gathered: Gathering, urls: Sequence[str]) -> tuple[list[InputRef], set[str]]:
    """Look at addresses that a person gave: pages, feeds, sitemaps, home pages."""
    return gathered.explore(urls)


@task(task_run_name="fetch pages", cache_policy=NO_CACHE)
def fetch(gathered: Gathering, keys: set[str] | None) -> list[InputRef]:
    """Fetch the pages that wait."""
    refs = gathered.fetch(keys)
    get_run_logger().info("%s pages, %s of them refused", len(refs), sum(ref.refusal is not None for ref in refs))
    return refs


@task(task_run_name="capture {folder.name}", cache_policy=NO_CACHE)
def capture(
    folder: Path, refs: Sequence[InputRef], known: Mapping[str, str], run_id: str, settings: Settings
) -> Seconds:
    """Read the inputs' bytes."""
    return _run("capture", settings, folder, refs, known, run_id, settings.max_document_bytes)


@task(task_run_name="extract {folder.name}", cache_policy=NO_CACHE)
def extract(folder: Path, run_id: str, settings: Settings) -> Seconds:
    """Get clean text out of the raw documents."""
    return _run("extract", settings, folder, run_id)


@task(task_run_name="normalise {folder.name}", cache_policy=NO_CACHE)
def normalise(folder: Path, run_id: str, settings: Settings) -> Seconds:
    """Normalise dates, places, sources, languages."""
    sources = settings.sources.absolute()
    return _run("normalise", settings, folder, run_id, sources if sources.exists() else None)


@task(task_run_name="analyse {folder.name}", cache_policy=NO_CACHE)
def analyse(folder: Path, run_id: str, settings: Settings, imported: Path | None) -> Seconds:
    """Find statements, mentions and dates."""
    spacy: list[float] = []
    timed = _run("analyse", settings, folder, run_id, settings, imported, tell=spacy.append)
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


def _run(step: str, settings: Settings, *arguments: Any, tell: Callable[[Any], None] = lambda _: None) -> Seconds:
    """Run a step in a process of its own, whose log lines go to the task's, and tell what it returns."""
    limits = Limits(settings.document_seconds, settings.memory_bytes)
    start = perf_counter()
    tell(run_step(f"flows.steps:{step}_batch", *arguments, limits=limits, log=get_run_logger()))
    return {step: perf_counter() - start}
