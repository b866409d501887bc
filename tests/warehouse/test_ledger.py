from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.warehouse.builders import NOON, TEXT, Batch, Rejection, new_warehouse, put
from transforms.ids import make_id
from transforms.records import Capture, LedgerEntry
from warehouse.ledger import Known, known_captures, mark_replayed, seen_files

LATER = NOON + timedelta(days=1)


def test_the_latest_ledger_row_of_each_place(tmp_path: Path):
    warehouse = new_warehouse("run-1", "run-2")
    first, second = Batch("run-1"), Batch("run-2")
    old = first.article("one", place="/in/it's #1.html")
    first.settled("/in/broken.html", "rejected", reason="There is no text.")
    new = second.article("one", TEXT + " More.", place="/in/it's #1.html", first_seen_at=LATER)
    put(warehouse, tmp_path, first)
    places = ["/in/it's #1.html", "/in/broken.html", "/in/unknown.html", "/in/broken.html"]
    assert known_captures(warehouse, places)["/in/it's #1.html"] == Known(old.capture_id, old.article_id, 1, "loaded")
    put(warehouse, tmp_path, second)
    assert known_captures(warehouse, places) == {
        "/in/it's #1.html": Known(new.capture_id, new.article_id, 2, "revised"),
        "/in/broken.html": Known(make_id("capture", "/in/broken.html", "rejected"), None, None, "rejected"),
    }
    assert known_captures(warehouse, []) == {}


def test_files_are_seen_with_their_latest_time_of_modification(tmp_path: Path):
    warehouse = new_warehouse("run-1", "run-2")
    for run_id, seen, modified in (("run-1", NOON, LATER), ("run-2", LATER, NOON)):
        batch = Batch(run_id)
        batch.article("one", place="/in/one.html", first_seen_at=seen)
        batch.settled("/in/lines.jsonl#3", "rejected", seen_at=seen)
        batch.rows[Capture] = [replace(row, modified_at=modified) for row in batch.rows[Capture]]
        put(warehouse, tmp_path, batch)
        assert warehouse.execute("SELECT count(*) FROM ops.capture").fetchone() == (2,)
        assert seen_files(warehouse) == {
            "/in/one.html": modified,
            "/in/lines.jsonl#3": modified,
            "/in/lines.jsonl": modified,
        }


def test_rejections_are_replayed_once(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    entry = batch.settled("/in/broken.html", "rejected")
    batch.add(
        Rejection("r-1", "run-1", entry.input_uri, entry.capture_id, "document", "no_text", "No text.", "critical",
                  "{}", None)
    )  # fmt: skip
    put(warehouse, tmp_path, batch)
    assert mark_replayed(warehouse, ["r-1", "unknown"], LATER) == 1
    assert mark_replayed(warehouse, ["r-1"], NOON) == 0
    assert warehouse.execute("SELECT replayed_at FROM ops.rejection").fetchall() == [(LATER,)]


def test_an_unchanged_row_names_what_it_is_of(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.settled("/in/same.html", "unchanged")
    assert batch.rows[LedgerEntry][0].outcome == "unchanged"
    put(warehouse, tmp_path, batch)
    assert known_captures(warehouse, ["/in/same.html"])["/in/same.html"].outcome == "unchanged"
