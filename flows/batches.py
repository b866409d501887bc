"""How documents are dealt into batches, so that processes finish together."""

from __future__ import annotations

from collections.abc import Sequence

from flows.inputs import InputRef

_SMALLEST_BATCH = 20


def split(refs: Sequence[InputRef], batch_size: int, workers: int) -> list[list[InputRef]]:
    """Deal documents, in order, into batches of at most `batch_size`.

    There are at least as many batches as processes where each would get 20 documents or more;
    fewer would leave processes idle, and smaller ones cost more in tasks than they gain.
    """
    if not refs:
        return []
    wanted = min(workers, max(1, len(refs) // _SMALLEST_BATCH))
    count = max(-(-len(refs) // batch_size), wanted)
    if count > workers:
        count += -count % workers  # or the last batch would keep one process busy and leave the others idle
    size = -(-len(refs) // count)
    return [list(refs[start : start + size]) for start in range(0, len(refs), size)]
