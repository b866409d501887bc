from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.warehouse.builders import DAY, NOON, TEXT, Batch, contents, ledger, make_run, new_warehouse, put, sound
from transforms.errors import WarehouseError
from transforms.ids import make_id
from transforms.records import Article, Entity, EntityAlias, EntityRole, LedgerEntry, Location, Source, Statement
from warehouse.connection import connect
from warehouse.migrate import migrate
from warehouse.publish import Refusal, publish, record_refusal
from warehouse.runs import open_run

CHANGED = TEXT.replace("Mayor speaks", "Mayor speaks again")


def rows(connection, query, *parameters):
    return connection.execute(query, parameters).fetchall()


def assert_sound(connection):
    assert sound(connection) == []


def test_loaded(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.article("one")
    counts = put(warehouse, tmp_path, batch)
    assert (counts.documents, counts.loaded, counts.statements, counts.mentions) == (1, 1, 1, 3)
    assert ledger(warehouse, "run-1") == {"in/one.html": ("loaded", 1, None)}
    assert rows(warehouse, "SELECT revision, is_current FROM fact_article") == [(1, True)]
    assert rows(warehouse, "SELECT name, role, first_seen FROM dim_entity ORDER BY name")[0] == (
        "Ann Lee",
        "Mayor",
        DAY,
    )
    assert rows(warehouse, "SELECT alias, uses FROM dim_entity_alias WHERE alias = 'bridge'") == [("bridge", 1)]
    assert_sound(warehouse)


def test_unchanged_in_a_later_run_changes_no_fact(tmp_path: Path):
    warehouse = new_warehouse("run-1", "run-2")
    for run_id in ("run-1", "run-2"):
        batch = Batch(run_id)
        batch.article("one")
        put(warehouse, tmp_path, batch)
    assert ledger(warehouse, "run-2") == {"in/one.html": ("unchanged", 1, None)}
    assert rows(warehouse, "SELECT count(*) FROM fact_article") == [(1,)]
    assert rows(warehouse, "SELECT count(*) FROM fact_statement") == [(1,)]
    assert rows(warehouse, "SELECT max(uses) FROM dim_entity_alias") == [(1,)]
    assert rows(warehouse, "SELECT count(*) FROM ops.capture") == [(1,)]
    assert_sound(warehouse)


def test_revised_keeps_the_old_version_and_when_the_article_was_first_seen(tmp_path: Path):
    warehouse = new_warehouse("run-1", "run-2")
    first, second = Batch("run-1"), Batch("run-2")
    first.article("one")
    second.article("one", CHANGED, first_seen_at=NOON + timedelta(days=1))
    put(warehouse, tmp_path, first)
    counts = put(warehouse, tmp_path, second)
    assert (counts.revised, counts.statements) == (1, 1)
    assert ledger(warehouse, "run-2") == {"in/one.html": ("revised", 2, None)}
    found = rows(warehouse, "SELECT revision, is_current, run_id, first_seen_at FROM fact_article ORDER BY revision")
    assert found == [(1, False, "run-1", NOON), (2, True, "run-2", NOON)]
    assert rows(warehouse, "SELECT revision FROM fact_statement ORDER BY revision") == [(1,), (2,)]
    assert rows(warehouse, "SELECT uses FROM dim_entity_alias WHERE alias = 'bridge'") == [(2,)]
    assert_sound(warehouse)


def test_revised_within_one_batch(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.article("one")
    batch.article("one", CHANGED, place="/in/later.html", revision=2, first_seen_at=NOON + timedelta(hours=1))
    put(warehouse, tmp_path, batch)
    assert ledger(warehouse, "run-1") == {
        "in/one.html": ("loaded", 1, None),
        "in/later.html": ("revised", 2, None),
    }
    found = rows(warehouse, "SELECT revision, is_current, first_seen_at FROM fact_article ORDER BY revision")
    assert found == [(1, False, NOON), (2, True, NOON)]
    assert_sound(warehouse)


def test_a_text_that_comes_back_is_a_revision_with_facts_of_its_own(tmp_path: Path):
    warehouse = new_warehouse("run-1", "run-2", "run-3")
    for run_id, text in (("run-1", TEXT), ("run-2", CHANGED), ("run-3", TEXT)):
        batch = Batch(run_id)
        batch.article("one", text)
        put(warehouse, tmp_path, batch)
    assert ledger(warehouse, "run-3") == {"in/one.html": ("revised", 3, None)}
    assert rows(warehouse, "SELECT count(DISTINCT statement_id) FROM fact_statement") == [(3,)]
    assert rows(warehouse, "SELECT count(DISTINCT statement_id) FROM fact_statement_relay") == [(3,)]
    assert rows(warehouse, "SELECT count(DISTINCT mention_id) FROM fact_statement_entity") == [(3,)]
    assert_sound(warehouse)


def test_duplicate_within_the_batch_and_in_the_run(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.article("one")
    batch.article("one", place="/in/copy.html", revision=2, facts=False)
    second = Batch(number=2)
    second.article("one", place="/in/other.html", facts=False)
    put(warehouse, tmp_path, batch)
    assert put(warehouse, tmp_path, second).duplicate == 1
    assert ledger(warehouse, "run-1") == {
        "in/one.html": ("loaded", 1, None),
        "in/copy.html": ("duplicate", 1, "Same text as in/one.html."),
        "in/other.html": ("duplicate", 1, "Same text as in/one.html."),
    }
    assert rows(warehouse, "SELECT count(*) FROM fact_article") == [(1,)]
    assert_sound(warehouse)


def test_duplicate_under_another_address_of_the_outlet(tmp_path: Path):
    warehouse = new_warehouse("run-1", "run-2")
    first, second = Batch("run-1"), Batch("run-2")
    first.article("one")
    second.article("print")
    put(warehouse, tmp_path, first)
    put(warehouse, tmp_path, second)
    assert ledger(warehouse, "run-2") == {"in/print.html": ("duplicate", 1, "Same text as in/one.html.")}
    holder = rows(warehouse, "SELECT article_id FROM ops.document WHERE run_id = 'run-2'")
    assert holder == [(make_id("article", "one"),)]
    assert_sound(warehouse)


def test_the_same_text_at_another_outlet_is_no_duplicate(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.article("one")
    batch.article("wire", source_id="example.com")
    assert put(warehouse, tmp_path, batch).loaded == 2
    assert_sound(warehouse)


def test_rejected_and_unchanged_of_staging_stay_as_they_are(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.settled("/in/broken.html", "rejected", reason="There is no text.")
    batch.settled("/in/same.html", "unchanged")
    counts = put(warehouse, tmp_path, batch)
    assert (counts.rejected, counts.unchanged, counts.loaded) == (1, 1, 0)
    assert ledger(warehouse, "run-1") == {
        "/in/broken.html": ("rejected", None, "There is no text."),
        "/in/same.html": ("unchanged", None, None),
    }
    assert_sound(warehouse)


def test_what_was_left_undone_stays_told(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.article("one")
    batch.rows[LedgerEntry] = [replace(batch.rows[LedgerEntry][0], reason="No statements: its language is Arabic.")]
    put(warehouse, tmp_path, batch)
    assert ledger(warehouse, "run-1")["in/one.html"] == ("loaded", 1, "No statements: its language is Arabic.")


def test_a_failing_check_leaves_all_as_it_was(tmp_path: Path):
    warehouse = new_warehouse("run-1", "run-2")
    first, second = Batch("run-1"), Batch("run-2")
    first.article("one")
    second.article("one", CHANGED)
    second.article("two", TEXT + " More.", source_id="example.com")
    put(warehouse, tmp_path, first)
    before = contents(warehouse)

    def crash(connection):
        assert rows(connection, "SELECT count(*) FROM fact_article") == [(3,)]
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        put(warehouse, tmp_path, second, crash)
    assert contents(warehouse) == before
    assert put(warehouse, tmp_path, second).revised == 1, "the connection is fit for use, and the batch for another try"


def test_a_refused_row_leaves_all_as_it_was(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.article("one")
    folder = batch.write(tmp_path / "batch")
    path = folder / "fact_statement.parquet"
    table = pq.read_table(path)
    pq.write_table(table.set_column(table.schema.get_field_index("content"), "content", [[None]]), path)
    before = contents(warehouse)
    with pytest.raises(WarehouseError, match="fact_statement"):
        publish(warehouse, folder, "run-1", 1)
    assert contents(warehouse) == before


def test_a_batch_is_published_once(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.article("one")
    first = put(warehouse, tmp_path, batch)
    before = contents(warehouse)
    assert put(warehouse, tmp_path, batch) == first
    assert contents(warehouse) == before


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda batch: batch.rows.pop(Article), "1 statements of no staged article"),
        (lambda batch: batch.rows.pop(LedgerEntry), "1 articles of no ledger row"),
        (lambda batch: batch.rows.pop(Statement), "1 relays of no staged statement"),
        (
            lambda batch: batch.rows[LedgerEntry].append(batch.rows[LedgerEntry][0]),
            "captures with more than one ledger",
        ),
        (lambda batch: batch.rows[Article].append(batch.rows[Article][0]), "revisions staged more than once"),
        (lambda batch: setattr(batch, "number", 2), "rows of another run or batch"),
    ],
)
def test_staging_files_that_do_not_fit_one_another_are_refused(tmp_path: Path, spoil, message: str):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.article("one")
    spoil(batch)
    with pytest.raises(WarehouseError, match=message):
        put(warehouse, tmp_path, batch)
    assert rows(warehouse, "SELECT count(*) FROM ops.document") == [(0,)]


def test_a_missing_folder_and_a_broken_file_are_told(tmp_path: Path):
    warehouse = new_warehouse("run-1")
    with pytest.raises(WarehouseError, match="no batch folder"):
        publish(warehouse, tmp_path / "none", "run-1", 1)
    (tmp_path / "fact_article.parquet").write_text("no parquet")
    with pytest.raises(WarehouseError, match="does not fit fact_article"):
        publish(warehouse, tmp_path, "run-1", 1)


def test_an_empty_batch_publishes_nothing(tmp_path: Path):
    assert publish(new_warehouse("run-1"), tmp_path, "run-1", 1).documents == 0


def test_hostile_text_stays_text(tmp_path: Path):
    hostile = "'; DROP TABLE fact_article; -- \x00 \x1b[31m <script>alert(1)</script> \u202e " + TEXT
    warehouse, batch = new_warehouse("run-1"), Batch()
    article = batch.article("o'ne", hostile, place="/in/'; DROP SCHEMA ops; --.html", title='"; SELECT 1 --')
    folder = batch.write(tmp_path / "it's [a] *folder* run_id=1")
    assert publish(warehouse, folder, "run-1", 1).loaded == 1
    assert rows(warehouse, "SELECT text, title, input_uri FROM fact_article") == [
        (hostile, article.title, article.input_uri)
    ]
    assert_sound(warehouse)


def test_an_old_version_is_unchanged_where_an_earlier_batch_met_the_current_one(tmp_path: Path):
    warehouse = new_warehouse("run-1", "run-2")
    for run_id in ("run-1", "run-2"):
        batch = Batch(run_id)
        batch.article("one", place=f"/{run_id}/one.html")
        batch.article("one", CHANGED, place=f"/{run_id}/later.html", revision=2)
        put(warehouse, tmp_path, batch)
    again = Batch("run-2", 2)
    again.article("one", place="/run-2/copy.html")
    put(warehouse, tmp_path, again)
    assert ledger(warehouse, "run-2") == {
        "run-2/one.html": ("unchanged", 1, None),
        "run-2/later.html": ("unchanged", 2, None),
        "run-2/copy.html": ("unchanged", 1, None),
    }
    assert_sound(warehouse)


def test_a_process_that_dies_while_it_publishes_leaves_all_as_it_was(tmp_path: Path):
    path, batch = tmp_path / "w.duckdb", Batch()
    with connect(path) as warehouse:
        migrate(warehouse)
        open_run(warehouse, make_run("run-1"))
        before = contents(warehouse)
    batch.article("one")
    folder = batch.write(tmp_path / "batch")
    dying = (
        "import os, sys; from pathlib import Path; from warehouse.connection import connect;"
        "from warehouse.publish import publish;"
        "publish(connect(sys.argv[1]), Path(sys.argv[2]), 'run-1', 1, lambda connection: os._exit(9))"
    )
    root = Path(__file__).parents[2]
    died = subprocess.run([sys.executable, "-c", dying, str(path), str(folder)], cwd=root, check=False)
    assert died.returncode == 9
    with connect(path) as warehouse:
        assert contents(warehouse) == before
        assert publish(warehouse, folder, "run-1", 1).loaded == 1
        assert_sound(warehouse)


def test_the_registry_wins_over_what_was_observed(tmp_path: Path):
    registered = Source("example.org", "The Example", "newspaper", "registry", "GB", "en")
    warehouse = new_warehouse("run-1", "run-2", "run-3")
    first, second, third = Batch("run-1"), Batch("run-2"), Batch("run-3")
    first.article("one")
    second.article("two", CHANGED)
    second.add(registered)
    third.article("three", CHANGED + "!")
    for batch, name in ((first, "example.org"), (second, "The Example"), (third, "The Example")):
        put(warehouse, tmp_path, batch)
        assert rows(warehouse, "SELECT name FROM dim_source") == [(name,)]


def test_entities_span_the_days_and_have_the_latest_role(tmp_path: Path):
    warehouse, early, late = new_warehouse("run-1", "run-2"), date(2023, 1, 1), date(2024, 1, 1)
    first, second = Batch("run-1"), Batch("run-2")
    first.article("one")
    second.article("two", CHANGED, published_date=early)
    second.article("three", CHANGED + "!", published_date=late)
    people = second.rows[Entity]
    second.rows[Entity] = [replace(row, role="Governor") if row.last_seen == late else row for row in people]
    put(warehouse, tmp_path, first)
    put(warehouse, tmp_path, second)
    query = "SELECT role, first_seen, last_seen FROM dim_entity WHERE name = 'Ann Lee'"
    assert rows(warehouse, query) == [("Governor", early, late)]


def test_what_only_a_duplicate_has_is_not_added(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.article("one", facts=False)
    batch.article("two")
    ids = sorted((make_id("article", "one"), make_id("article", "two")))
    put(warehouse, tmp_path, batch)
    has_facts = ids[0] == make_id("article", "two")
    assert rows(warehouse, "SELECT count(*) FROM dim_entity") == [(3 if has_facts else 0,)]
    assert rows(warehouse, "SELECT count(*) FROM dim_entity_alias") == [(3 if has_facts else 0,)]


def test_aliases_count_the_mentions_of_published_versions(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    article = batch.article("one")
    batch.article("copy")
    batch.add(EntityAlias(make_id("entity", "bridge"), "the viaduct", "text", 7))
    put(warehouse, tmp_path, batch)
    found = dict(rows(warehouse, "SELECT alias, uses FROM dim_entity_alias"))
    assert found == {"Ann Lee": 1, "City Radio": 1, "bridge": 1, "the viaduct": 0}
    assert article.source_id == "example.org"


def test_places_are_kept_up_to_date(tmp_path: Path):
    warehouse = new_warehouse("run-1", "run-2")
    for run_id, population in (("run-1", 10), ("run-2", 3_000_000_000)):
        batch = Batch(run_id)
        batch.add(
            Location(1, "Town", "city", population=population), Location(1, "Town", "city", population=population)
        )
        batch.article("one")
        put(warehouse, tmp_path, batch)
    assert rows(warehouse, "SELECT population FROM dim_location") == [(3_000_000_000,)]


def test_a_refused_batch_leaves_no_fact_but_its_ledger_and_a_rejection_a_document(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    batch.article("one")
    batch.settled("/in/same.html", "unchanged")
    batch.settled("/in/broken.html", "rejected", reason="There is no text.")
    folder = batch.write(tmp_path / "batch")
    refusal = Refusal("article", "date_share", "Too few articles have a date.")
    counts = record_refusal(warehouse, folder, "run-1", 1, refusal)
    assert (counts.rejected, counts.unchanged) == (2, 1)
    assert record_refusal(warehouse, folder, "run-1", 1, refusal) == counts, "it is recorded once"
    assert ledger(warehouse, "run-1") == {
        "in/one.html": ("rejected", None, "Too few articles have a date."),
        "/in/same.html": ("unchanged", None, None),
        "/in/broken.html": ("rejected", None, "There is no text."),
    }
    assert rows(warehouse, "SELECT input_uri, stage, rule, severity FROM ops.rejection") == [
        ("in/one.html", "article", "date_share", "critical")
    ]
    assert rows(warehouse, "SELECT count(*) FROM fact_article") == [(0,)]
    assert rows(warehouse, "SELECT count(*) FROM dim_source") == [(0,)]
    assert_sound(warehouse)


def roles(connection):
    return rows(
        connection, "SELECT role, origin, since, until, first_seen, last_seen FROM dim_entity_role ORDER BY ALL"
    )


def test_roles_told_in_texts_are_seen_over_time(tmp_path: Path):
    warehouse = new_warehouse("run-1", "run-2")
    first, second, day = Batch("run-1"), Batch("run-2"), timedelta(days=1)
    first.article("one", published_date=DAY)
    first.article("two", CHANGED, published_date=DAY + day, role="Governor")
    second.article("three", f"{TEXT} three", published_date=DAY + 2 * day)
    second.article("four", f"{TEXT} four", published_date=DAY - day, role=None)
    put(warehouse, tmp_path, first)
    put(warehouse, tmp_path, second)
    assert roles(warehouse) == [
        ("Governor", "text", None, None, DAY + day, DAY + day),
        ("Mayor", "text", None, None, DAY, DAY + 2 * day),
    ]
    assert rows(warehouse, "SELECT DISTINCT role FROM dim_entity WHERE name = 'Ann Lee'") == [("Mayor",)]
    assert_sound(warehouse)


def test_the_knowledge_base_replaces_the_roles_that_it_told(tmp_path: Path):
    warehouse, ann = new_warehouse("run-1", "run-2"), make_id("entity", "Ann Lee")
    known = [EntityRole(ann, "Senator", "knowledge", DAY, "day"), EntityRole(ann, "Judge", "knowledge")]
    known.append(EntityRole("nobody", "Judge", "knowledge"))
    later = [replace(known[0], until=DAY, until_precision="month"), replace(known[0], since=None, since_precision=None)]
    for run_id, told in (("run-1", known), ("run-2", later)):
        batch = Batch(run_id)
        batch.article(run_id, f"{TEXT} {run_id}", role=None)
        batch.add(*told, *told)
        put(warehouse, tmp_path, batch)
    assert roles(warehouse) == [
        ("Senator", "knowledge", DAY, DAY, None, None),
        ("Senator", "knowledge", None, None, None, None),
    ]
    assert_sound(warehouse)


def test_the_latest_country_that_a_text_tells_is_kept(tmp_path: Path):
    warehouse = new_warehouse("run-1", "run-2", "run-3")
    for run_id, days, country in (("run-1", 1, "GH"), ("run-2", 0, None), ("run-3", 2, "GH")):
        batch = Batch(run_id)
        batch.article(run_id, f"{TEXT} {run_id}", published_date=DAY + timedelta(days=days), country=country)
        put(warehouse, tmp_path, batch)
    assert rows(warehouse, "SELECT country_code FROM dim_entity WHERE name = 'Ann Lee'") == [("GH",)]
    assert rows(warehouse, "SELECT count(*), count(country_code) FROM fact_entity_profile") == [(3, 2)]
