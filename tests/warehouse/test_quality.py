from __future__ import annotations

from pathlib import Path

from tests.warehouse.builders import NOON, Batch, Rejection, Validation, new_warehouse, put
from warehouse.ledger import mark_replayed
from warehouse.quality import RuleResult, pending_rejections, rule_results


def test_rejections_wait_until_they_are_replayed(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    entry = batch.settled("/in/broken.html", "rejected")
    batch.add(
        Rejection("r-1", "run-1", entry.input_uri, entry.capture_id, "document", "no_text", "No text.", "critical",
                  "{}", None)
    )  # fmt: skip
    put(warehouse, tmp_path, batch)
    (pending,) = pending_rejections(warehouse)
    assert (pending.rejection_id, pending.place, pending.rule) == ("r-1", "/in/broken.html", "no_text")
    mark_replayed(warehouse, ["r-1"], NOON)
    assert pending_rejections(warehouse) == []


def test_the_rules_of_a_run_are_added_up_over_its_batches(tmp_path: Path):
    warehouse = new_warehouse("run-1")
    for number, unexpected in ((1, 0), (2, 3)):
        batch = Batch("run-1", number)
        for rule, broken in (("date_is_told", unexpected), ("text_is_there", 0)):
            batch.add(
                Validation("run-1", number, "article", rule, "expect_x", "row", "warning", 10, broken, not broken, NOON,
                           None)
            )  # fmt: skip
        batch.settled(f"/in/{number}.html", "unchanged")
        put(warehouse, tmp_path, batch)
    assert rule_results(warehouse, "run-1") == [
        RuleResult("article", "date_is_told", "warning", 20, 3, False),
        RuleResult("article", "text_is_there", "warning", 20, 0, True),
    ]
