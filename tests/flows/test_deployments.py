from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.deployments.runner import RunnerDeployment
from prefect.testing.utilities import prefect_test_harness

from flows.deployments import WORK_POOL, deployments
from flows.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True, scope="module")
def prefect() -> Iterator[None]:
    with prefect_test_harness():
        yield


DECLARED = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]


def _made(name: str) -> RunnerDeployment:
    (made,) = (each for each in deployments(Settings()) if each.name == name)
    return made


def test_both_declare_the_same_flows() -> None:
    assert [each.name for each in deployments(Settings())] == [each["name"] for each in DECLARED]


@pytest.mark.parametrize("declared", DECLARED, ids=lambda each: each["name"])
def test_prefect_yaml_and_code_agree(declared: dict[str, Any]) -> None:
    made = _made(declared["name"])
    assert made.description == declared["description"]
    assert made.parameters == declared["parameters"]
    assert made.work_pool_name == declared["work_pool"]["name"] == WORK_POOL
    assert made.concurrency_limit == declared["concurrency_limit"]["limit"]
    options = made.concurrency_options
    assert options is not None
    assert options.collision_strategy.value == declared["concurrency_limit"]["collision_strategy"]
    (schedule,) = made.schedules or ()
    assert schedule.schedule.interval == timedelta(seconds=declared["schedules"][0]["interval"])


@pytest.mark.parametrize("declared", DECLARED, ids=lambda each: each["name"])
def test_the_entrypoint_of_prefect_yaml_is_the_flow(declared: dict[str, Any]) -> None:
    path, name = declared["entrypoint"].split(":")
    assert f"def {name}(" in (ROOT / path).read_text()
    assert _made(declared["name"]).entrypoint == f"{path.removesuffix('.py').replace('/', '.')}.{name}"
