from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.warehouse.builders import DAY, NOON, TEXT, Batch, contents, ledger, make_run, new_warehouse, put, sound
from transforms.errors import WarehouseError
from transforms.ids import make_id
from transforms.records import Article, Capture, Entity, LedgerEntry, Paragraph, Rejection
from warehouse.decision_rows import Choice
from warehouse.decisions import merge, split
from warehouse.naming import named_entity
from warehouse.reprocess import Republished, Staged, republish
from warehouse.runs import open_run
from warehouse.selection import select_captures

RUNS = ("run-1", "run-2", "run-3")
FACTS = (
    "fact_article", "fact_paragraph", "fact_statement", "fact_statement_relay", "fact_statement_entity",
    "fact_mention", "fact_entity_profile", "fact_date_mention", "dim_entity", "dim_entity_alias", "dim_entity_role",
    "dim_source", "dim_location",
)  # fmt: skip


def rows(connection, query, *parameters):
    return connection.execute(query, parameters).fetchall()


def warehouse_of(*runs: Batch, folder: Path):
    """Return a warehouse of batches, one a run, each run an hour later than the one before."""
    warehouse = new_warehouse()
    for hours, batch in enumerate(runs):
        open_run(warehouse, make_run(batch.run_id, started_at=NOON + timedelta(hours=hours)))
        batch.rows[LedgerEntry] = [
            replace(row, seen_at=row.seen_at + timedelta(hours=hours)) for row in batch.rows[LedgerEntry]
        ]
        put(warehouse, folder, batch)
    open_run(warehouse, make_run("again", started_at=NOON + timedelta(days=1)))
    open_run(warehouse, make_run("again-2", started_at=NOON + timedelta(days=2)))
    return warehouse


def derive(warehouse, folder: Path, batch: Batch, left_out=(), check=None) -> Republished:
    staged = Staged(batch.number, batch.write(folder / batch.run_id))
    return republish(warehouse, [staged], batch.run_id, left_out, check)


def facts(warehouse):
    return {table: sorted(map(repr, rows(warehouse, f"FROM {table}"))) for table in FACTS}


def history(folder: Path):
    """Return a warehouse in which article one has three revisions, the last with the text of the first."""
    first, second, third = (Batch(run_id) for run_id in RUNS)
    first.article("one")
    first.article("two", f"{TEXT} two")
    second.article("one", f"{TEXT} corrected")
    second.article("three", f"{TEXT} two")
    third.article("one")
    return warehouse_of(first, second, third, folder=folder)


def derived_again(run_id: str = "again", **changes) -> Batch:
    """Return all of `history` as the same code derives it again."""
    batch = Batch(run_id)
    batch.article("one", **changes)
    batch.article("one", f"{TEXT} corrected", revision=2, first_seen_at=NOON + timedelta(hours=1))
    batch.article("two", f"{TEXT} two")
    batch.article("three", f"{TEXT} two", first_seen_at=NOON + timedelta(hours=1))
    return batch


def test_the_same_code_changes_nothing(tmp_path: Path):
    warehouse = history(tmp_path)
    before, ledgers = facts(warehouse), [ledger(warehouse, run_id) for run_id in RUNS]
    assert rows(warehouse, "SELECT count(*) FROM fact_article") == [(4,)]
    assert derive(warehouse, tmp_path, derived_again()) == Republished(same=4, changed=0, added=0, removed=0)
    assert facts(warehouse) == before
    assert [ledger(warehouse, run_id) for run_id in RUNS] == ledgers
    assert {row[0] for row in ledger(warehouse, "again").values()} == {"unchanged", "duplicate"}
    assert sound(warehouse) == []
    assert derive(warehouse, tmp_path, derived_again("again-2")) == Republished(4, 0, 0, 0)
    assert facts(warehouse) == before
    assert sound(warehouse) == []


def test_a_change_of_code_changes_just_what_it_concerns(tmp_path: Path):
    warehouse = history(tmp_path)
    before = dict(rows(warehouse, "SELECT statement_id, run_id FROM fact_statement"))
    batch = derived_again()
    batch.rows[Article] = [
        replace(row, title="Bridge", extractor_version="0.2.0") if row.revision == 2 else row
        for row in batch.rows[Article]
    ]
    assert derive(warehouse, tmp_path, batch) == Republished(same=3, changed=1, added=0, removed=0)
    found = rows(warehouse, "SELECT url, revision, title, run_id, is_current FROM fact_article ORDER BY ALL")
    assert found == [
        ("https://example.org/one", 1, "Mayor speaks", "run-1", False),
        ("https://example.org/one", 2, "Bridge", "again", False),
        ("https://example.org/one", 3, "Mayor speaks", "run-3", True),
        ("https://example.org/two", 1, "Mayor speaks", "run-1", True),
    ]
    after = dict(rows(warehouse, "SELECT statement_id, run_id FROM fact_statement"))
    assert after.keys() == before.keys()
    assert sum(after[key] != before[key] for key in after) == 1
    assert sorted(outcome for outcome, _, _ in ledger(warehouse, "run-2").values()) == ["duplicate", "revised"]
    assert rows(warehouse, "SELECT outcome, revision FROM ops.document WHERE run_id = 'again' ORDER BY ALL") == [
        ("duplicate", 1), ("revised", 2), ("unchanged", 1), ("unchanged", 3),
    ]  # fmt: skip
    assert sound(warehouse) == []


def test_articles_that_are_one_today_are_folded_and_come_apart_again(tmp_path: Path):
    first, second = Batch("run-1"), Batch("run-2")
    first.article("one")
    second.article("two", f"{TEXT} two")
    warehouse = warehouse_of(first, second, folder=tmp_path)
    before = facts(warehouse)
    folded = Batch("again")
    folded.article("one")
    folded.article("one", f"{TEXT} two", place="/in/two.html", revision=2)
    assert derive(warehouse, tmp_path, folded) == Republished(same=1, changed=0, added=1, removed=1)
    assert rows(warehouse, "SELECT revision, is_current FROM fact_article ORDER BY 1") == [(1, False), (2, True)]
    assert ledger(warehouse, "run-2") == {"in/two.html": ("revised", 2, None)}
    assert sound(warehouse) == []
    apart = Batch("again-2")
    apart.article("one")
    apart.article("two", f"{TEXT} two")
    derive(warehouse, tmp_path, apart)
    changed = rows(warehouse, "UPDATE fact_article SET run_id = 'run-2' WHERE run_id = 'again-2' RETURNING 1")
    warehouse.execute("UPDATE fact_statement SET run_id = 'run-2' WHERE run_id = 'again-2'")
    assert len(changed) == 1
    assert facts(warehouse) == before


def test_texts_that_are_the_same_today_are_duplicates(tmp_path: Path):
    first, second = Batch("run-1"), Batch("run-2")
    first.article("one")
    second.article("two", f"{TEXT} Advertisement")
    warehouse = warehouse_of(first, second, folder=tmp_path)
    again = Batch("again")
    again.article("one")
    two = again.article("two")
    held = rows(warehouse, "SELECT capture_id, sha256 FROM ops.capture WHERE place = '/in/two.html'")[0]
    again.rows[Article][-1] = replace(two, capture_id=held[0])
    for kind in (Capture, LedgerEntry):
        again.rows[kind][-1] = replace(again.rows[kind][-1], capture_id=held[0])
    derive(warehouse, tmp_path, again)
    assert rows(warehouse, "SELECT url FROM fact_article") == [("https://example.org/one",)]
    assert ledger(warehouse, "run-2") == {"in/two.html": ("duplicate", 1, "Same text as in/one.html.")}
    assert ledger(warehouse, "again")["in/two.html"] == ("duplicate", 1, "Same text as in/one.html.")
    assert sound(warehouse) == []


def rejected_again(run_id: str, key: str, text: str = TEXT) -> Batch:
    """Return a batch in which the capture of an article is rejected."""
    batch, made = Batch(run_id), Batch(run_id)
    made.article(key, text)
    (capture,), (entry,) = made.rows[Capture], made.rows[LedgerEntry]
    refusal = Rejection(
        make_id("rejection", run_id, key), run_id, entry.input_uri, capture.capture_id, "document", "no_text",
        "No text.", "critical", "{}", None,
    )  # fmt: skip
    batch.add(capture, replace(entry, outcome="rejected", reason="No text."), refusal)
    return batch


def test_what_is_rejected_today_goes_with_all_that_only_it_told(tmp_path: Path):
    first = Batch("run-1")
    first.article("one")
    warehouse = warehouse_of(first, folder=tmp_path)
    assert derive(warehouse, tmp_path, rejected_again("again", "one")) == Republished(0, 0, 0, removed=1)
    assert all(not found for found in facts(warehouse).values())
    assert ledger(warehouse, "run-1") == {"in/one.html": ("rejected", None, "No text.")}
    assert sound(warehouse) == []


def test_what_was_rejected_and_loads_today_comes_at_its_own_time(tmp_path: Path):
    older, newer = rejected_again("run-1", "one"), Batch("run-2")
    newer.article("one", f"{TEXT} corrected")
    warehouse = warehouse_of(older, newer, folder=tmp_path)
    again = Batch("again")
    again.article("one")
    again.article("one", f"{TEXT} corrected", revision=2)
    assert derive(warehouse, tmp_path, again) == Republished(same=1, changed=1, added=0, removed=0)
    found = rows(warehouse, "SELECT revision, run_id, is_current FROM fact_article ORDER BY 1")
    assert found == [(1, "again", False), (2, "run-2", True)]
    assert ledger(warehouse, "run-1") == {"in/one.html": ("rejected", None, "No text.")}
    assert ledger(warehouse, "run-2") == {"in/one.html": ("revised", 2, None)}
    assert rows(warehouse, "SELECT count(*) FROM ops.rejection WHERE replayed_at IS NULL") == [(0,)]
    assert sound(warehouse) == []
    assert derive(warehouse, tmp_path, replace_run(again, "again-2")) == Republished(2, 0, 0, 0)
    assert sound(warehouse) == []


def replace_run(batch: Batch, run_id: str) -> Batch:
    made = Batch(run_id)
    for kind, records in batch.rows.items():
        made.rows[kind] = [replace(row, run_id=run_id) if hasattr(row, "run_id") else row for row in records]
    return made


def test_decisions_of_people_survive(tmp_path: Path):
    first = Batch("run-1")
    for key in ("one", "two"):
        first.article(key, f"{TEXT} {key}")
    warehouse = warehouse_of(first, folder=tmp_path)
    (one,) = rows(warehouse, "SELECT article_id FROM articles WHERE url LIKE '%/one'")[0]
    pilot = Entity(make_id("entity", "Ann Lee (pilot)"), "Ann Lee (pilot)", "person")
    split(warehouse, named_entity(warehouse, "Ann Lee"), pilot, [one], Choice(NOON))
    merge(warehouse, named_entity(warehouse, "City Radio"), named_entity(warehouse, "bridge"), Choice(NOON), force=True)
    before, decided = facts(warehouse), rows(warehouse, "FROM ops.entity_decision ORDER BY ALL")
    again = Batch("again")
    for key in ("one", "two"):
        again.article(key, f"{TEXT} {key}")
    derive(warehouse, tmp_path, again)
    assert facts(warehouse) == before
    changed = Batch("again-2")
    for key in ("one", "two"):
        changed.article(key, f"{TEXT} {key}", role="Chief pilot")
    derive(warehouse, tmp_path, changed)
    assert rows(warehouse, "FROM ops.entity_decision ORDER BY ALL") == decided
    speakers = rows(warehouse, "SELECT speaker FROM statements ORDER BY url")
    assert speakers == [("Ann Lee (pilot)",), ("Ann Lee",)]
    assert rows(warehouse, "SELECT DISTINCT entity FROM mentions WHERE surface = 'City Radio'") == [("bridge",)]
    assert sound(warehouse) == []


def test_a_decision_follows_its_article_to_a_new_id(tmp_path: Path):
    first = Batch("run-1")
    first.article("one")
    warehouse = warehouse_of(first, folder=tmp_path)
    (one,) = rows(warehouse, "SELECT article_id FROM articles")[0]
    pilot = Entity(make_id("entity", "Ann Lee (pilot)"), "Ann Lee (pilot)", "person")
    split(warehouse, named_entity(warehouse, "Ann Lee"), pilot, [one], Choice(NOON))
    again = Batch("again")
    again.article("uno", place="/in/one.html")
    derive(warehouse, tmp_path, again)
    assert rows(warehouse, "SELECT speaker, url FROM statements") == [("Ann Lee (pilot)", "https://example.org/uno")]
    assert ledger(warehouse, "run-1")["in/one.html"][:2] == ("loaded", 1)
    assert sound(warehouse) == []


def test_an_article_that_people_decided_about_is_not_rejected(tmp_path: Path):
    first = Batch("run-1")
    first.article("one")
    warehouse = warehouse_of(first, folder=tmp_path)
    (one,) = rows(warehouse, "SELECT article_id FROM articles")[0]
    pilot = Entity(make_id("entity", "Ann Lee (pilot)"), "Ann Lee (pilot)", "person")
    split(warehouse, named_entity(warehouse, "Ann Lee"), pilot, [one], Choice(NOON))
    before = facts(warehouse)
    derive(warehouse, tmp_path, rejected_again("again", "one"))
    assert facts(warehouse) == before
    assert ledger(warehouse, "again") == {"in/one.html": ("unchanged", 1, "No text.")}
    assert sound(warehouse) == []


def test_a_homonym_that_no_article_tells_any_more_is_one_again(tmp_path: Path):
    first = Batch("run-1")
    for key, country in (("one", "GH"), ("two", "US")):
        first.article(key, f"{TEXT} {key}", country=country)
    warehouse = warehouse_of(first, folder=tmp_path)
    assert len(rows(warehouse, "SELECT DISTINCT speaker FROM statements")) == 2
    again = Batch("again")
    for key in ("one", "two"):
        again.article(key, f"{TEXT} {key}")
    derive(warehouse, tmp_path, again)
    assert rows(warehouse, "SELECT DISTINCT speaker FROM statements") == [("Ann Lee",)]
    assert sound(warehouse) == []


def test_what_was_not_derived_again_keeps_its_facts(tmp_path: Path):
    warehouse = history(tmp_path)
    before = facts(warehouse)
    made = Batch("again")
    article = made.article("one")
    gone = Rejection(
        make_id("rejection", "gone"), "again", article.input_uri, article.capture_id, "raw_document", "capture_gone",
        "The bytes are gone.", "warning", "{}", None,
    )  # fmt: skip
    again = Batch("again")
    again.article("one", f"{TEXT} corrected")
    assert derive(warehouse, tmp_path, again, [gone]) == Republished(3, 0, 0, 0)
    assert facts(warehouse) == before
    found = rows(warehouse, "SELECT outcome, revision, reason FROM ops.document WHERE run_id = 'again' ORDER BY ALL")
    assert found == [("unchanged", 2, None), ("unchanged", 3, "The bytes are gone.")]
    assert rows(warehouse, "SELECT rule FROM ops.rejection") == [("capture_gone",)]
    assert sound(warehouse) == []


def test_what_others_published_in_between_is_not_lost(tmp_path: Path):
    warehouse = history(tmp_path)
    between = Batch("between")
    open_run(warehouse, make_run("between", started_at=NOON + timedelta(days=1, hours=1)))
    between.article("one", f"{TEXT} news", published_date=DAY + timedelta(days=1), role="Governor")
    put(warehouse, tmp_path, between)
    before = facts(warehouse)
    assert derive(warehouse, tmp_path, derived_again()) == Republished(5, 0, 0, 0)
    assert facts(warehouse) == before
    assert sound(warehouse) == []


def test_a_check_that_fails_leaves_all_as_it_was(tmp_path: Path):
    warehouse = history(tmp_path)
    before = contents(warehouse)

    def refuse(_):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        derive(warehouse, tmp_path, derived_again(title="Other"), check=refuse)
    assert contents(warehouse) == before
    assert derive(warehouse, tmp_path, derived_again(title="Other")).changed == 2


def test_captures_are_selected_by_time_outlet_and_code(tmp_path: Path):
    first, second = Batch("run-1"), Batch("run-2")
    first.article("one", extractor_version="0.2.0")
    first.article("two", f"{TEXT} two", source_id="other.example")
    first.settled("/in/broken.html", "rejected", reason="No text.")
    second.article("one", f"{TEXT} corrected", extractor_version="0.2.0")
    second.rows[Capture] = [replace(row, captured_at=NOON + timedelta(days=1)) for row in second.rows[Capture]]
    warehouse = warehouse_of(first, second, folder=tmp_path)

    def places(**chosen) -> list[str]:
        return [each.place for each in select_captures(warehouse, **chosen)]

    assert sorted(places()) == ["/in/broken.html", "/in/one.html", "/in/one.html", "/in/two.html"]
    assert places(since=NOON + timedelta(hours=1)) == ["/in/one.html", "/in/one.html"]
    assert sorted(places(since=NOON)) == sorted(places())
    assert places(source_id="other.example") == ["/in/two.html"]
    assert places(other_than="0.2.0") == ["/in/two.html"]
    assert places(other_than="0.2.0", source_id="example.org") == []


def test_a_capture_comes_with_what_feeds_tell_of_it(tmp_path: Path):
    first = Batch("run-1")
    first.article("one")
    warehouse = warehouse_of(first, folder=tmp_path)
    feed, page = "https://example.org/feed", "https://example.org/one"
    warehouse.execute(
        "INSERT INTO ops.feed BY NAME SELECT ? AS feed_url, 'example.org' AS source_id, 'feed' AS kind,"
        " 'Example' AS name, 'active' AS state, 'en' AS language, 0 AS failure_count",
        [feed],
    )
    warehouse.execute(
        "INSERT INTO ops.address BY NAME SELECT ? AS url, 'settled' AS state, now() AS found_at,"
        " 'example.org' AS source_id, 1 AS attempt_count, '/in/one.html' AS place",
        [page],
    )
    warehouse.execute(
        "INSERT INTO ops.origin BY NAME SELECT ? AS url, ? AS feed_url, ? AS link, now() AS found_at,"
        " 'In the feed' AS title, '2023-12-08' AS published_at",
        [page, feed, page],
    )
    (selected,) = select_captures(warehouse)
    told = (selected.title, selected.published_at, selected.source, selected.language)
    assert told == ("In the feed", "2023-12-08", "example.org", "en")


@pytest.mark.parametrize("apart", [True, False])
def test_captures_of_one_text_may_come_in_any_batch(tmp_path: Path, apart: bool):
    first, second = Batch("run-1"), Batch("run-2")
    first.article("one")
    second.article("one", place="/in/copy.html")
    warehouse = warehouse_of(first, second, folder=tmp_path)
    before = facts(warehouse)
    assert ledger(warehouse, "run-2") == {"in/copy.html": ("unchanged", 1, None)}
    batches = [Batch("again", 1), Batch("again", 2)] if apart else [Batch("again")] * 2
    batches[0].article("one", place="/in/copy.html")
    batches[1].article("one", revision=1 if apart else 2, facts=apart)
    if not apart:  # each has its paragraphs, but a text that stands twice in a batch is analysed once
        batches[0].add(replace(batches[0].rows[Paragraph][0], revision=2))
    staged = [Staged(each.number, each.write(tmp_path / str(each.number))) for each in batches]
    assert republish(warehouse, staged if apart else staged[:1], "again") == Republished(1, 0, 0, 0)
    assert facts(warehouse) == before
    assert ledger(warehouse, "again") == {
        "in/one.html": ("unchanged", 1, None),
        "in/copy.html": ("unchanged", 1, None),
    }
    assert sound(warehouse) == []


def test_batches_that_do_not_fit_change_nothing(tmp_path: Path):
    warehouse = history(tmp_path)
    before = contents(warehouse)
    batch = derived_again()
    del batch.rows[Article][0]
    with pytest.raises(WarehouseError, match="ledger rows of no staged article"):
        derive(warehouse, tmp_path, batch)
    assert contents(warehouse) == before


def test_nothing_derived_again_changes_nothing(tmp_path: Path):
    warehouse = history(tmp_path)
    before = contents(warehouse)
    assert republish(warehouse, [], "again") == Republished(0, 0, 0, 0)
    assert contents(warehouse) == before
