"""Loading: documents are dealt into batches, which go along the path in other processes and come back in order."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from time import perf_counter

from prefect import get_run_logger
from prefect.futures import PrefectFuture

from flows import artifacts, tasks
from flows.audit import Batch
from flows.auditor import Auditor
from flows.batches import split
from flows.inputs import InputRef
from flows.knowledge import imported_knowledge
from flows.layout import batch_folder
from flows.settings import Settings
from flows.store import Store
from flows.supervisor import closing_idle
from warehouse.publish import Refusal

Steps = tuple[PrefectFuture[tasks.Seconds], ...]
# So many documents are counted before the first of them is worked on; of more, the number is told when all are done.
_COUNTED = 10_000


@dataclass(slots=True)
class Tally:
    """What a run has done so far.

    Attributes:
        documents: documents settled.
        published: batches published.
        refusals: why other batches were refused.
        left_out: what was found but is no document, or none for this run, by reason.
        seconds: time by step, over all processes.
    """

    documents: int = 0
    published: int = 0
    refusals: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the time that something takes to a step's seconds."""
        start = perf_counter()
        yield
        self.seconds[step] += perf_counter() - start


@dataclass(frozen=True, slots=True)
class Loader:
    """Takes documents to facts for one run."""

    store: Store
    settings: Settings
    run_name: str
    tally: Tally

    def load(self, refs: Iterable[InputRef], anew: bool = False) -> None:
        """Load documents batch by batch: each is published, or refused as a whole.

        Documents whose bytes an earlier run has settled are passed over, unless they are to be tried `anew`.
        """
        auditor = Auditor(self.settings, self.store.run_id, self.run_name)
        for batch, broken in self.derive(refs, auditor, anew):
            refusal = broken or self._published(batch, auditor)
            if refusal is not None:
                tasks.refuse(batch, self.store, refusal)
                self.tally.refusals.append(refusal.reason)
            self.tally.published += refusal is None
        if self.tally.documents:
            artifacts.show_validation(self.store.rule_results())
            artifacts.show_data_docs(tasks.data_docs(auditor), self.settings)

    def _published(self, batch: Batch, auditor: Auditor) -> Refusal | None:
        with self.tally.timed("publish"):
            return tasks.publish(batch, self.store, auditor)

    def derive(
        self, refs: Iterable[InputRef], auditor: Auditor, anew: bool = False
    ) -> Iterator[tuple[Batch, Refusal | None]]:
        """Send batches on their way, a few at a time; yield each audited, in order, with why it must be refused."""
        stream = iter(refs)
        head = list(islice(stream, _COUNTED))
        count = len(head) if len(head) < _COUNTED else None
        get_run_logger().info("%s documents", f"{_COUNTED} or more" if count is None else count)
        if not head:
            return
        imported = imported_knowledge(self.settings.warehouse, get_run_logger().info)
        waiting: deque[tuple[Batch, Steps]] = deque()
        with artifacts.shown_progress(count) as show, closing_idle():
            batches = split(chain(head, stream), self.settings.batch_size, self.settings.workers)
            for number, batch_refs in enumerate(batches, start=1):
                # One batch a process on its way; the next starts before the one that is done is audited.
                done = waiting.popleft() if len(waiting) == self.settings.workers else None
                for step in done[1] if done else ():
                    step.wait()
                waiting.append(self._start(number, batch_refs, imported, anew))
                auditor.warm_up()
                if done:
                    yield self._audited(*done, auditor)
                    show(self.tally.documents)
            while waiting:
                yield self._audited(*waiting.popleft(), auditor)
                show(self.tally.documents)

    def _start(self, number: int, refs: list[InputRef], imported: Path | None, anew: bool) -> tuple[Batch, Steps]:
        """Send a batch along the path, in other processes; returns at once."""
        run_id = self.store.run_id
        folder = batch_folder(self.settings.warehouse, run_id, number, len(refs))
        folder.mkdir(parents=True)
        # What could not be fetched is told anew each time: the reason may be another one.
        known = {} if anew else self.store.known([ref for ref in refs if not ref.refusal])
        captures = {place: each.capture_id for place, each in known.items()}
        of = (folder, run_id, self.settings)
        captured = tasks.capture.submit(folder, refs, captures, run_id, self.settings)
        extracted = tasks.extract.submit(*of, return_state=False, wait_for=[captured])
        normalised = tasks.normalise.submit(*of, return_state=False, wait_for=[extracted])
        analysed = tasks.analyse.submit(*of, imported, return_state=False, wait_for=[normalised])
        return Batch(number, folder, run_id, known, len(refs)), (captured, extracted, normalised, analysed)

    def _audited(self, batch: Batch, steps: Steps, auditor: Auditor) -> tuple[Batch, Refusal | None]:
        """Wait until the facts of a batch are staged, and audit them."""
        for step in steps:
            for name, seconds in step.result().items():
                self.tally.seconds[name] += seconds
        self.tally.documents += batch.document_count
        with self.tally.timed("audit"):
            return batch, tasks.audit(batch, auditor)
