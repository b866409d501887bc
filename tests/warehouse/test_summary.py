from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.warehouse.builders import DAY, NOON, TEXT, Batch, Rejection, make_run, new_warehouse, put
from transforms.errors import WarehouseError
from warehouse.runs import close_run, open_run, update_run
from warehouse.summary import OutletDay, RuleCount, Totals, latest_runs, outlet_days, run_summary, totals


@pytest.fixture
def warehouse(tmp_path: Path):
    connection, batch = new_warehouse("run-1"), Batch()
    open_run(connection, make_run("run-2", started_at=NOON + timedelta(hours=1)))
    batch.article("one")
    batch.article("one", place="/in/copy.html", revision=2, facts=False)
    batch.article("two", TEXT + " More.", published_date=date(2023, 12, 9))
    entry = batch.settled("/in/broken.html", "rejected")
    for number in (1, 2):
        batch.add(
            Rejection(f"r-{number}", "run-1", entry.input_uri, entry.capture_id, "document", "no_text",
                      f"Reason {number}.", "critical", "{}", None)
        )  # fmt: skip
    put(connection, tmp_path, batch)
    return connection


def test_the_summary_of_a_run_adds_up(warehouse):
    update_run(warehouse, "run-1", document_count=4, stage_seconds='{"extract": 1.5}')
    close_run(warehouse, "run-1", "completed", NOON + timedelta(seconds=12))
    summary = run_summary(warehouse, "run-1")
    assert summary.outcomes == {"loaded": 2, "unchanged": 0, "revised": 0, "duplicate": 1, "rejected": 1}
    assert sum(summary.outcomes.values()) == summary.document_count
    assert summary.rejections == (RuleCount("document", "no_text", "critical", 2, "Reason 1."),)
    assert (summary.statement_count, summary.speaker_count) == (2, 1)
    assert (summary.mention_count, summary.entity_count) == (6, 3)
    assert (summary.seconds, summary.stage_seconds, summary.inputs) == (12.0, {"extract": 1.5}, ("seeds",))


def test_a_running_run_has_no_end(warehouse):
    summary = run_summary(warehouse, "run-2")
    assert (summary.seconds, summary.state, summary.rejections) == (None, "running", ())


def test_the_latest_runs_come_first(warehouse):
    assert [run.run_id for run in latest_runs(warehouse)] == ["run-2", "run-1"]
    assert [run.run_id for run in latest_runs(warehouse, run_limit=1)] == ["run-2"]


def test_totals(warehouse):
    assert totals(warehouse) == Totals(2, 2, 2, 3, 1, DAY, date(2023, 12, 9), 2)
    assert totals(new_warehouse()) == Totals(0, 0, 0, 0, 0, None, None, 0)


def test_the_latest_days_by_outlet(warehouse):
    latest = OutletDay(date(2023, 12, 9), "example.org", 1, 1)
    assert outlet_days(warehouse) == [latest, OutletDay(DAY, "example.org", 1, 1)]
    assert outlet_days(warehouse, day_limit=1) == [latest]


def test_an_unknown_run(warehouse):
    with pytest.raises(WarehouseError, match="no run"):
        run_summary(warehouse, "run-9")
