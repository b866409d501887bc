"""The real steps, which also note how long each document took them and how large their process was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from flows import steps
from flows.attempt import At, Attempt
from flows.memory import memory_of
from flows.settings import Settings

NOTED = "timed.json"


def extract_batch(folder: Path, run_id: str, attempt: Attempt) -> None:
    with timed(folder / "extract", attempt) as told:
        steps.extract_batch(folder, run_id, told)


def normalise_batch(folder: Path, run_id: str, attempt: Attempt) -> None:
    with timed(folder / "normalise", attempt) as told:
        steps.normalise_batch(folder, run_id, attempt=told)


def analyse_batch(folder: Path, run_id: str, settings: Settings, imported: Path | None, attempt: Attempt) -> None:
    with timed(folder / "analyse", attempt) as told:
        steps.analyse_batch(folder, run_id, settings, imported, told)


@contextmanager
def timed(folder: Path, attempt: Attempt) -> Iterator[Attempt]:
    """Give an attempt that tells the same and notes it; several documents together are noted under an empty name."""
    seconds: dict[str, float] = {}
    state: tuple[str | None, float] = (None, perf_counter())
    peak = 0

    def send(at: At) -> None:
        nonlocal state, peak
        key, since = state
        if key is not None:
            seconds[key] = max(perf_counter() - since, seconds.get(key, 0.0))
        memory = memory_of("self")
        peak = max(peak, memory.own_bytes if memory else 0)
        state = at.key, perf_counter()
        attempt.send(at)

    yield replace(attempt, send=send)
    (folder / NOTED).write_text(json.dumps({"seconds": seconds, "own_bytes": peak}))
