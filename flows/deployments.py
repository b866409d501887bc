"""The scheduled flows, as registered with a Prefect server. `prefect.yaml` says the same; a test keeps both equal."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import cast
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectAlreadyExists
from prefect.types.entrypoint import EntrypointType

from flows.ingest import ingest
from flows.settings import Settings

WORK_POOL = "dateline"


def watch(settings: Settings) -> RunnerDeployment:
    """Return the deployment that loads what appears in the watched folder.

    Overlapping runs are not started: one run at a time reads the folder, and the next picks up what is left.
    """
    deployment = ingest.to_deployment(
        name="watch",
        description="Loads what has appeared or changed in the watched folder.",
        parameters={"inputs": [str(settings.inbox)], "warehouse": str(settings.warehouse), "new_only": True},
        interval=timedelta(seconds=settings.every_seconds),
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        work_pool_name=WORK_POOL,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return cast(RunnerDeployment, deployment)


def register(settings: Settings) -> UUID:
    """Make the work pool and register the scheduled flows with the server of this environment."""
    with get_client(sync_client=True) as client, suppress(ObjectAlreadyExists):
        client.create_work_pool(WorkPoolCreate(name=WORK_POOL, type="process"))
    return cast(UUID, watch(settings).apply())
