from __future__ import annotations

from datetime import timedelta

import pytest

from tests.warehouse.builders import NOON, make_run, new_warehouse
from transforms.errors import WarehouseError
from warehouse.runs import abandon_runs, close_run, open_run, running_runs, update_run

LATER = NOON + timedelta(minutes=5)


def states(connection):
    return dict(connection.execute("SELECT run_id, state FROM ops.run").fetchall())


def test_a_run_is_opened_told_about_and_closed():
    warehouse = new_warehouse("run-1")
    update_run(warehouse, "run-1", document_count=7, inputs=["a", "b"], stage_seconds='{"extract": 1.5}')
    close_run(warehouse, "run-1", "completed", LATER)
    query = "SELECT state, started_at, ended_at, document_count, inputs, error FROM ops.run"
    assert warehouse.execute(query).fetchall() == [("completed", NOON, LATER, 7, ["a", "b"], None)]


def test_an_opened_run_begins_anew_when_it_is_retried():
    warehouse = new_warehouse("run-1")
    close_run(warehouse, "run-1", "failed", LATER, "The disk is full.")
    open_run(warehouse, make_run("run-1"))
    assert warehouse.execute("SELECT state, error FROM ops.run").fetchall() == [("running", None)]


def test_only_named_runs_are_abandoned():
    warehouse = new_warehouse("dead", "alive", "done")
    close_run(warehouse, "done", "completed", LATER)
    assert running_runs(warehouse) == ["alive", "dead"]
    assert abandon_runs(warehouse, ["dead", "done", "unknown"], "Its process is gone.", LATER) == 1
    assert states(warehouse) == {"dead": "failed", "alive": "running", "done": "completed"}


def test_a_run_taken_for_dead_has_the_last_word():
    warehouse = new_warehouse("run-1")
    abandon_runs(warehouse, ["run-1"], "Its process is gone.", LATER)
    close_run(warehouse, "run-1", "completed", LATER)
    assert warehouse.execute("SELECT state, error FROM ops.run").fetchall() == [("completed", None)]


def test_a_run_that_was_never_opened():
    with pytest.raises(WarehouseError, match="never opened"):
        close_run(new_warehouse(), "run-1", "completed", NOON)


@pytest.mark.parametrize("name", ["started_at", 'state" = 1; --'])
def test_columns_that_may_not_change(name: str):
    with pytest.raises(TypeError, match="no column to change"):
        update_run(new_warehouse("run-1"), "run-1", **{name: 1})
