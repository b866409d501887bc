"""The flow `monitor`: sources that are due are polled, new pages fetched and loaded, and gaps in coverage reported."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from prefect import flow
from prefect.runtime import flow_run

from flows import tasks
from flows.coverage import report_coverage
from flows.gather import gathering
from flows.load import Loader
from flows.recording import concluded, recorded
from flows.settings import Settings
from flows.sources import agree
from flows.store import Store
from warehouse.monitoring import due_feeds
from warehouse.summary import RunSummary


def _run_name() -> str:
    return f"monitor {Path(flow_run.get_parameters().get('sources') or Settings().sources).name}"


@flow(name="monitor", flow_run_name=_run_name)
def monitor(sources: str | None = None, warehouse: str | None = None, workers: int | None = None) -> RunSummary:
    """Poll the sources that are due, and load the articles that they list.

    Args:
        sources: file of the sources; that of the settings where there is none.
        warehouse: DuckDB file; that of the settings where there is none.
        workers: how many processes to deal the batches for; the setting's where it is not given.

    Raises:
        InputError: the sources file has mistakes.
        BatchRefused: a rule of a batch as a whole failed; the other batches were published.
    """
    chosen = {"sources": sources, "warehouse": warehouse, "workers": workers}
    settings = Settings.model_validate({name: value for name, value in chosen.items() if value is not None})
    store = Store(settings.warehouse, str(flow_run.get_id()))
    with recorded(store, [str(settings.sources)]) as tally:
        with store.connection() as connection:
            registered = agree(connection, settings.sources).feeds()
            due = due_feeds(connection, datetime.now(UTC))
        with gathering(store, settings) as gathered:
            tasks.poll(gathered, due, f"{len(due)} of {len(registered)} feeds")
            refs = tasks.fetch(gathered, None)
        Loader(store, settings, _run_name(), tally).load(refs)
        store.settle_pages(gathered.failures)
    report_coverage(settings.warehouse, datetime.now(UTC))
    return concluded(store, tally)
