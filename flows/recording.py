"""Recording: a run stands in `ops.run` from its start, and says there how it ended, however it ends."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flows import artifacts
from flows.layout import staging_folder
from flows.load import Tally
from flows.store import Store
from transforms.errors import BatchRefused, DatelineError
from warehouse.summary import RunSummary


@contextmanager
def recorded(store: Store, inputs: Sequence[str]) -> Iterator[Tally]:
    """Record a run in the warehouse; yields what it keeps its count in. Its staging files go when it ends."""
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


def concluded(store: Store, tally: Tally) -> RunSummary:
    """Show what a run came to and return it.

    Raises:
        BatchRefused: a batch was refused.
    """
    summary = store.summary()
    artifacts.show_summary(summary)
    if tally.refusals:
        raise BatchRefused(
            f"{len(tally.refusals)} of {tally.published + len(tally.refusals)} batches: {tally.refusals[0]}"
        )
    return summary


def _close(store: Store, state: str, reason: str | None, tally: Tally) -> None:
    counts = {
        "document_count": tally.documents,
        "batch_count": tally.published,
        "refused_count": len(tally.refusals),
        "skipped_count": tally.left_out.total(),
        "left_out": json.dumps(+tally.left_out) if tally.left_out else None,
    }
    store.close_run(state, tally.seconds, reason, **counts)
