"""The history of articles settled anew: the same readings in the same order, with what they say today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from transforms.outcome import HeldVersion, Settled, Version, settle


class Reading(NamedTuple):
    """A time at which a batch of a run read a capture.

    Attributes:
        run_id, batch: the batch.
        capture_id: the capture.
        is_passed_over: whether it was the latest capture of its place already, so that the batch went past it.
    """

    run_id: str
    batch: int
    capture_id: str
    is_passed_over: bool


class Told(NamedTuple):
    """What a capture says.

    Attributes:
        version: its version; the revision is provisional, and different for each version of an article.
        version_at: when the version was last modified or published, by which those of a batch are ordered.
    """

    version: Version
    version_at: datetime


def settle_anew(
    readings: Iterable[Reading], told: Mapping[str, Told], held: Iterable[HeldVersion]
) -> list[tuple[Reading, Settled | None]]:
    """Settle readings batch by batch, as their runs would have settled them.

    Args:
        readings: in the order in which they were published.
        told: what the captures say, by id; those that are refused are not there.
        held: versions of articles that the readings are not of, but whose texts they may repeat.

    Returns:
        Each reading with what becomes of it, None where its capture is refused.
    """
    history = _History(held)
    found: list[tuple[Reading, Settled | None]] = []
    for run_id, of_run in groupby(readings, key=attrgetter("run_id")):
        met: set[tuple[str, int]] = set()
        for _, batch in groupby(of_run, key=attrgetter("batch")):
            found += history.settle_batch(run_id, list(batch), told, met)
    return found


class _History:
    """The versions known so far, with the run that read each, and what became of each capture last."""

    def __init__(self, held: Iterable[HeldVersion]) -> None:
        self._of_article: dict[str, list[tuple[str, HeldVersion]]] = defaultdict(list)
        self._of_text: dict[tuple[str, str], list[tuple[str, HeldVersion]]] = defaultdict(list)
        self._last: dict[str, Settled] = {}
        for version in held:
            self._add("", version)

    def settle_batch(
        self, run_id: str, readings: Sequence[Reading], told: Mapping[str, Told], met: set[tuple[str, int]]
    ) -> Iterator[tuple[Reading, Settled | None]]:
        """Settle the readings of a batch; `met` has the versions that its run has met before, and gets these."""
        taken = {
            each.capture_id: each for each in readings if not each.is_passed_over or each.capture_id not in self._last
        }
        captures = sorted(
            (c for c in taken if c in told), key=lambda c: (told[c].version.article_id, told[c].version_at)
        )
        # In the order of the batch for now; what is settled bears the provisional revision of its capture again.
        ordered = [replace(told[capture].version, revision=number) for number, capture in enumerate(captures)]
        settled = {
            capture: replace(item, staged=told[capture].version)
            for capture, item in zip(captures, self._settle(run_id, ordered, met), strict=True)
        }
        for reading in readings:
            item = settled.get(reading.capture_id)
            if item is None and reading.capture_id in told:
                item = self._unchanged(reading.capture_id)
            if item is not None:
                self._last[reading.capture_id] = item
                if item.outcome != "duplicate":
                    met.add((item.article_id, item.revision))
            yield reading, item

    def _settle(self, run_id: str, staged: Sequence[Version], met: set[tuple[str, int]]) -> list[Settled]:
        """Settle versions, which come ordered by article and revision and leave so."""
        bearing = {
            (version.article_id, version.revision): (run, version)
            for each in staged
            for run, version in (
                *self._of_article[each.article_id],
                *self._of_text[each.source_id, each.content_sha256],
            )
        }
        held = [replace(version, is_own=run == run_id, is_seen=key in met) for key, (run, version) in bearing.items()]
        settled = settle(staged, held)
        for item in settled:
            if item.outcome in ("loaded", "revised"):
                of = item.staged
                self._add(run_id, HeldVersion(of.article_id, item.revision, of.source_id, of.content_sha256))
        return settled

    def _add(self, run_id: str, version: HeldVersion) -> None:
        self._of_article[version.article_id].append((run_id, version))
        self._of_text[version.source_id, version.content_sha256].append((run_id, version))

    def _unchanged(self, capture_id: str) -> Settled:
        return replace(self._last[capture_id], outcome="unchanged")
