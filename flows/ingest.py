"""The flow `ingest`: inputs become facts in the warehouse, batch by batch, along one path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from prefect import flow
from prefect.runtime import flow_run

from flows import tasks
from flows.addresses import Parted, part
from flows.gather import gathering
from flows.inputs import InputRef, discover, printable_path
from flows.load import Loader
from flows.named import read_named
from flows.recording import concluded, recorded
from flows.replay import find_replay
from flows.seeds import SAMPLES
from flows.settings import Settings
from flows.store import Store
from flows.watching import is_left_out
from warehouse.frontier import Failure
from warehouse.summary import RunSummary


def _run_name() -> str:
    inputs = flow_run.get_parameters().get("inputs") or [str(SAMPLES)]
    return "ingest " + ", ".join(printable_path(Path(name).name or name) for name in inputs)


@flow(name="ingest", flow_run_name=_run_name)
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
    given = inputs or [str(SAMPLES)]
    with recorded(store, ["rejected"] if replay else given) as tally:
        loader = Loader(store, settings, _run_name(), tally)
        if replay:
            _replay(loader)
        else:
            _load(loader, given, partial(is_left_out, store.seen_files()) if new_only else _take_all)
    return concluded(store, tally)


def _load(loader: Loader, inputs: Sequence[str], is_left_out: Callable[[str], bool]) -> None:
    """Load what the inputs hold, and what they name: that is fetched first."""
    parted = part(inputs, is_left_out)
    fetched, failures = _gather(parted, loader) if parted.urls or parted.url_lists or parted.listings else ([], [])
    found = discover(parted.files, is_left_out)
    loader.load(chain(fetched, found.refs))
    loader.tally.left_out.update(found.left_out)
    loader.store.settle_pages(failures)


def _gather(parted: Parted, loader: Loader) -> tuple[list[InputRef], list[Failure]]:
    """Fetch the pages that the inputs name, themselves or by the feeds and sitemaps at their addresses.

    Returns:
        The documents, refusals among them, and the listed pages that could not be had.
    """
    named = read_named(parted, loader.settings.max_document_bytes)
    with gathering(loader.store, loader.settings) as gathered:
        given, keys = tasks.explore(gathered, named.urls) if named.urls else ([], set())
        keys |= gathered.add(named.listed)
        pages = tasks.fetch(gathered, keys) if keys else []
    loader.tally.left_out["page that is known, or waits"] += len(keys) - len(pages)
    return [*named.refused, *given, *pages], gathered.failures


def _replay(loader: Loader) -> None:
    """Try anew what is in the quarantine: read it again where it stands, or fetch it where nothing was fetched."""
    again = find_replay(loader.store.pending_rejections())
    refs = list(again.refs)
    if again.urls:
        with gathering(loader.store, loader.settings) as gathered:
            refs += tasks.explore(gathered, list(again.urls))[0]
    loader.load(refs, anew=True)
    loader.store.mark_replayed([*again.rejection_ids, *(each for ids in again.urls.values() for each in ids)])


def _take_all(_: str) -> bool:
    return False
