"""Hostile pages through capture, extraction, normalisation and analysis, each step in its process under its limits."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from flows.inputs import discover
from flows.settings import Settings
from flows.staging import STEPS, read_records
from flows.supervisor import Limits, end_idle, run_step
from tests.fuzz.timed import NOTED
from transforms.records import Article, Capture, Rejection

RUN = "fuzz"
BATCH = 250
LIMIT_RULES = frozenset({"too_slow", "too_much_memory", "process_died"})
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Outcome:
    """What became of the pages: by rule, `loaded` among them; those without or with two outcomes; time and memory.

    `slowest` is the longest that one step took, in seconds, with the document (empty: several at once) and the step.
    """

    rules: Counter[str] = field(default_factory=Counter)
    unaccounted: list[str] = field(default_factory=list)
    over_limits: list[str] = field(default_factory=list)
    slowest: list[tuple[float, str, str]] = field(default_factory=list)
    own_bytes: int = 0


def fuzz(pages: Iterable[tuple[str, bytes]], folder: Path, settings: Settings) -> Outcome:
    """Write the pages into the folder and take them through the steps, batch by batch."""
    inputs = folder / "in"
    inputs.mkdir()
    for name, page in pages:
        (inputs / name).write_bytes(page)
    refs = list(discover([str(inputs)]).refs)
    outcome = Outcome()
    for start in range(0, len(refs), BATCH):
        batch = folder / f"batch {start}"
        batch.mkdir()
        limits = Limits(settings.document_seconds, settings.memory_bytes)
        arguments = {
            "flows.steps:capture": (refs[start : start + BATCH], {}, RUN, settings.max_document_bytes),
            "tests.fuzz.timed:extract": (RUN,),
            "tests.fuzz.timed:normalise": (RUN,),
            "tests.fuzz.timed:analyse": (RUN, settings, None),
        }
        for step, others in arguments.items():
            run_step(f"{step}_batch", batch, *others, limits=limits, log=log)
        _settle(batch, outcome)
    end_idle()
    return outcome


def _settle(batch: Path, outcome: Outcome) -> None:
    names = {row.capture_id: row.input_uri for row in read_records(batch, Capture)}
    rejected = [row for step in STEPS for row in read_records(batch / step, Rejection)]
    found = Counter([row.capture_id for row in rejected] + [row.capture_id for row in read_records(batch, Article)])
    outcome.rules.update(f"{row.stage} {row.rule}" for row in rejected)
    outcome.rules["loaded"] += len(read_records(batch, Article))
    outcome.unaccounted += [name for capture_id, name in names.items() if found.pop(capture_id, 0) != 1]
    outcome.unaccounted += [str(capture_id) for capture_id in found]
    outcome.over_limits += [f"{row.input_uri}: {row.rule}" for row in rejected if row.rule in LIMIT_RULES]
    for step in STEPS[1:]:
        noted = json.loads((batch / step / NOTED).read_text())
        outcome.own_bytes = max(outcome.own_bytes, noted["own_bytes"])
        outcome.slowest += [(seconds, names.get(key, ""), step) for key, seconds in noted["seconds"].items()]
    outcome.slowest = sorted(outcome.slowest, reverse=True)[:10]
