"""The flow `reprocess`: facts are derived again from captures and local files, and published all at once.

Nothing is fetched. What is read are the bytes that `ops.capture` names; where they are gone or changed, facts stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import duckdb
from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from flows import artifacts
from flows.auditor import Auditor
from flows.load import Loader
from flows.recaptured import documents, left_out
from flows.recording import recorded
from flows.settings import Settings
from flows.staging import read_records
from flows.store import Store
from flows.version import extractor_version
from transforms.errors import BatchRefused
from transforms.records import Capture, Rejection, Validation
from warehouse.checks import offenders
from warehouse.insert import insert_rows
from warehouse.reprocess import Republished, Staged, republish
from warehouse.selection import Selected, select_captures
from warehouse.summary import RunSummary


@dataclass(frozen=True, slots=True)
class Reprocessed:
    """What deriving again came to: the run's summary, and article versions by what became of them."""

    summary: RunSummary
    versions: Republished


def _run_name() -> str:
    return " ".join(["reprocess", *_chosen(flow_run.get_parameters())])


def _chosen(parameters: Mapping[str, object]) -> list[str]:
    names = ("since", "source", "changed_code")
    return [f"{name.replace('_', '-')} {parameters[name]}" for name in names if parameters.get(name)]


@flow(name="reprocess", flow_run_name=_run_name)
def reprocess(
    since: date | None = None,
    source: str | None = None,
    changed_code: bool = False,
    warehouse: str | None = None,
    workers: int | None = None,
) -> Reprocessed:
    """Derive facts again from what was captured, and publish them in place of those that are there.

    What is chosen narrows together; without a choice it is everything. An article is derived with all its captures.

    Args:
        since: articles that were captured on this day (UTC) or later.
        source: id of an outlet.
        changed_code: articles whose facts another version of the code derived.
        warehouse: DuckDB file; that of the settings where there is none.
        workers: how many processes to deal the batches for; the setting's where it is not given.

    Raises:
        BatchRefused: a rule of a batch or of the warehouse as a whole failed; nothing was changed.
    """
    given = {"warehouse": warehouse, "workers": workers}
    settings = Settings.model_validate({name: value for name, value in given.items() if value is not None})
    store = Store(settings.warehouse, str(flow_run.get_id()))
    with recorded(store, ["captures", *_chosen(flow_run.get_parameters())]) as tally:
        selected = _select(store, since, source, changed_code)
        loader, auditor = Loader(store, settings, _run_name(), tally), Auditor(settings, store.run_id, _run_name())
        batches: list[Staged] = []
        for batch, refusal in loader.derive(documents(selected), auditor, anew=True):
            if refusal is not None:
                raise BatchRefused(refusal.reason)
            batches.append(Staged(batch.number, batch.folder))
        with tally.timed("publish"):
            read = (each for batch in batches for each in read_records(batch.folder, Capture))
            versions = _publish(store, batches, left_out(selected, read, store.run_id), auditor)
        tally.published = len(batches)
    summary = store.summary()
    artifacts.show_summary(summary)
    get_run_logger().info("%s", versions)
    return Reprocessed(summary, versions)


def _select(store: Store, since: date | None, source: str | None, changed_code: bool) -> list[Selected]:
    moment = datetime.combine(since, time.min, UTC) if since else None
    with store.connection(read_only=True) as connection:
        return select_captures(connection, moment, source, extractor_version() if changed_code else None)


def _publish(store: Store, batches: Sequence[Staged], missing: Sequence[Rejection], auditor: Auditor) -> Republished:
    def check(connection: duckdb.DuckDBPyConnection) -> None:
        result = auditor.audit.validate_warehouse(1, offenders(connection))
        if result.is_refused:
            raise BatchRefused(result.refusals[0])
        insert_rows(connection, Validation, result.validations)

    with store.connection() as connection:
        return republish(connection, batches, store.run_id, missing, check)
