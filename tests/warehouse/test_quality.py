from __future__ import annotations

from pathlib import Path

from tests.warehouse.builders import NOON, Batch, Rejection, new_warehouse, put
from warehouse.ledger import mark_replayed
from warehouse.quality import pending_rejections


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
