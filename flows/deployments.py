"""The scheduled flows, as registered with a Prefect server. `prefect.yaml` says the same; a test keeps both equal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any, cast

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectAlreadyExists
from prefect.types.entrypoint import EntrypointType

from flows.ingest import ingest
from flows.monitor import monitor
from flows.settings import Settings

WORK_POOL = "dateline"


def deployments(settings: Settings) -> Iterator[RunnerDeployment]:
    """Yield the scheduled flows: one loads what appears in the watched folder, one polls the sources that are due."""
    warehouse = str(settings.warehouse)
    yield _deployment(
        ingest,
        settings,
        name="watch",
        description="Loads what has appeared or changed in the watched folder.",
        parameters={"inputs": [str(settings.inbox)], "warehouse": warehouse, "new_only": True},
    )
    yield _deployment(
        monitor,
        settings,
        name="monitor",
        description="Polls the sources that are due and loads the articles that they list.",
        parameters={"sources": str(settings.sources), "warehouse": warehouse},
    )


def register(settings: Settings) -> None:
    """Make the work pool and register the scheduled flows with the server of this environment."""
    with get_client(sync_client=True) as client, suppress(ObjectAlreadyExists):
        client.create_work_pool(WorkPoolCreate(name=WORK_POOL, type="process"))
    for deployment in deployments(settings):
        deployment.apply()


def _deployment(flow: Flow[..., Any], settings: Settings, **told: Any) -> RunnerDeployment:
    """Overlapping runs are not started: one run of a flow at a time works, and the next picks up what is left."""
    made = flow.to_deployment(
        interval=timedelta(seconds=settings.every_seconds),
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        work_pool_name=WORK_POOL,
        entrypoint_type=EntrypointType.MODULE_PATH,
        **told,
    )
    return cast(RunnerDeployment, made)
