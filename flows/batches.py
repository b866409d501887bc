"""How documents are dealt into batches, so that processes finish together and none takes too much at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from flows.inputs import InputRef

MOST_BYTES = 64_000_000
_SMALLEST_BATCH = 20


def split(
    refs: Iterable[InputRef], batch_size: int, workers: int, most_bytes: int = MOST_BYTES
) -> Iterator[list[InputRef]]:
    """Deal documents, in order, into batches of at most `batch_size` and, unless one alone has more, `most_bytes`.

    Batches are made as documents are found: full ones as long as two more for each process are sure to follow; then
    what is left is dealt evenly over the processes, so that these finish together.
    """
    stream, window = iter(refs), batch_size * workers
    ahead = list(islice(stream, 2 * window))
    while following := list(islice(stream, window)):
        for start in range(0, window, batch_size):
            yield from _within(ahead[start : start + batch_size], most_bytes)
        ahead = ahead[window:] + following
    for batch in _evenly(ahead, batch_size, workers):
        yield from _within(batch, most_bytes)


def _evenly(refs: Sequence[InputRef], batch_size: int, workers: int) -> Iterator[Sequence[InputRef]]:
    """Deal documents into equal batches.

    There are at least as many batches as processes where each would get 20 documents or more;
    fewer would leave processes idle, and smaller ones cost more in tasks than they gain.
    """
    if not refs:
        return
    wanted = min(workers, max(1, len(refs) // _SMALLEST_BATCH))
    count = max(-(-len(refs) // batch_size), wanted)
    if count > workers:
        count += -count % workers  # or the last batch would keep one process busy and leave the others idle
    size = -(-len(refs) // count)
    for start in range(0, len(refs), size):
        yield refs[start : start + size]


def _within(refs: Sequence[InputRef], most_bytes: int) -> Iterator[list[InputRef]]:
    """Part a batch where its documents have too many bytes together."""
    batch: list[InputRef] = []
    size = 0
    for ref in refs:
        if batch and size + ref.byte_count > most_bytes:
            yield batch
            batch, size = [], 0
        batch.append(ref)
        size += ref.byte_count
    if batch:
        yield batch
