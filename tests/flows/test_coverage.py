from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.objects import Artifact
from prefect.events import Event
from prefect.events.filters import EventFilter, EventNameFilter
from prefect.events.schemas.automations import AutomationCore
from prefect.events.worker import EventsWorker
from prefect.testing.utilities import prefect_test_harness

from flows.coverage import report_coverage
from tests.warehouse.desk import TODAY, Day, lay, steady, weekdays, weeks
from warehouse.connection import connect
from warehouse.coverage import SourceDay
from warehouse.migrate import migrate

MARKUP = "<b>The\x1b[31m Steady</b>"
AUTOMATION = """
name: outlet quiet
trigger:
  type: event
  posture: Reactive
  match: {prefect.resource.id: "dateline.source.*"}
  expect: [dateline.source.quiet, dateline.source.hole, dateline.source.drop]
  for_each: [prefect.resource.id]
actions:
  - type: do-nothing
"""


@pytest.fixture(autouse=True, scope="module")
def prefect() -> Iterator[None]:
    with prefect_test_harness(server_startup_timeout=None):
        yield


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Ten weeks of two sources; on their last day one is silent, and a hole is in the other."""
    path, tomorrow = tmp_path / "news.duckdb", TODAY + timedelta(days=1)
    with closing(connect(path)) as connection:
        migrate(connection)
        lay(connection, [source(day) for day in weeks() for source in (steady, weekdays)])
        lay(connection, [replace(steady(TODAY), articles=1), Day("steady", tomorrow, 0, polls=1)])
        lay(connection, [replace(weekdays(TODAY), articles=0, failed=24)])
        connection.execute("UPDATE ops.feed SET name = ? WHERE source_id = 'steady'", [MARKUP])
    return path


@flow
def monitored(path: Path, at: datetime) -> list[SourceDay]:
    return report_coverage(path, at)


def at(days: int) -> datetime:
    return datetime.combine(TODAY + timedelta(days=days), datetime.min.time(), UTC) + timedelta(hours=12)


def events(prefix: str, count: int) -> list[Event]:
    """Return the events of which the server has received so many."""
    EventsWorker.drain_all()
    name = EventNameFilter(prefix=[prefix])
    with get_client(sync_client=True) as client:
        for _ in range(300):
            found = client.read_events(EventFilter(event=name), limit=50).events
            if len(found) >= count:
                break
            time.sleep(0.1)
    return sorted(found, key=lambda event: event.occurred)


def artifacts() -> list[Artifact]:
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=["coverage"])))
    return sorted(found, key=lambda artifact: str(artifact.created))


def test_what_is_news_is_an_event_once_and_the_table_tells_all(warehouse: Path):
    with get_client(sync_client=True) as client:
        client.create_automation(AutomationCore.model_validate(yaml.safe_load(AUTOMATION)))
    first, again = monitored(warehouse, at(1)), monitored(warehouse, at(1))
    assert [row.news for row in first] == ["quiet", "hole"]
    assert [row.news for row in again] == [None, None]
    with closing(connect(warehouse)) as connection:
        lay(connection, [weekdays(TODAY + timedelta(days=1)), Day("weekdays", TODAY + timedelta(days=2), 0, polls=1)])
    monitored(warehouse, at(2))

    told = events("dateline.source.", 3)
    assert sorted(event.event for event in told[:2]) == ["dateline.source.hole", "dateline.source.quiet"]
    assert told[2].event == "dateline.source.recovered"
    quiet = next(event for event in told if event.event.endswith("quiet"))
    assert quiet.resource.id == "dateline.source.steady"
    assert quiet.resource.name == "<b>The\ufffd[31m Steady</b>"
    assert quiet.payload == {
        "day": "2026-11-18",
        "expected": 22.0,
        "obtained": 1,
        "verdict": "quiet",
        "reason": "1 of about 22 articles; 24 of 24 polls went well.",
    }
    assert {resource.role for resource in quiet.related} >= {"flow", "flow-run"}

    # The hole and the silence, but not the recovery.
    assert len(events("prefect.automation.triggered", 2)) == 2

    shown = artifacts()
    assert len(shown) == 3
    assert "2 sources, 2 alarms, 2 of the rows new" in str(shown[0].description)
    assert "0 of the rows new" in str(shown[1].description)
    (row, _) = json.loads(str(shown[0].data))
    assert (row["source"], row["day"], row["expected"], row["obtained"]) == (quiet.resource.name, "2026-11-18", "22", 1)
    assert (row["verdict"], row["reason"], row["new"]) == ("quiet", quiet.payload["reason"], "quiet")


def test_a_warehouse_without_monitored_sources_has_no_artifact(tmp_path: Path):
    before = len(artifacts())
    with closing(connect(tmp_path / "news.duckdb")) as connection:
        migrate(connection)
        lay(connection, [Day("local", TODAY, 30, polls=0)])
    assert monitored(tmp_path / "news.duckdb", at(1)) == []
    assert len(artifacts()) == before
