from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.testing.utilities import prefect_test_harness

from flows.deployments import WORK_POOL, watch
from flows.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True, scope="module")
def prefect() -> Iterator[None]:
    with prefect_test_harness():
        yield


def _declared() -> dict[str, Any]:
    (declared,) = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    assert isinstance(declared, dict)
    return declared


def test_prefect_yaml_and_code_agree() -> None:
    declared, made = _declared(), watch(Settings())
    assert made.name == declared["name"]
    assert made.description == declared["description"]
    assert made.parameters == declared["parameters"]
    assert made.work_pool_name == declared["work_pool"]["name"] == WORK_POOL
    assert made.concurrency_limit == declared["concurrency_limit"]["limit"]
    options = made.concurrency_options
    assert options is not None
    assert options.collision_strategy.value == declared["concurrency_limit"]["collision_strategy"]
    (schedule,) = made.schedules or ()
    assert schedule.schedule.interval == timedelta(seconds=declared["schedules"][0]["interval"])


def test_the_entrypoint_of_prefect_yaml_is_the_flow() -> None:
    path, name = _declared()["entrypoint"].split(":")
    assert f"def {name}(" in (ROOT / path).read_text()
    assert watch(Settings()).entrypoint == f"{path.removesuffix('.py').replace('/', '.')}.{name}"
