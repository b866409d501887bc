from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.builders import DAY, NOON, TEXT, Batch, contents, new_warehouse, put, sound
from transforms.errors import WarehouseError
from transforms.ids import make_id
from transforms.records import Entity
from warehouse.decision_rows import Choice
from warehouse.decisions import decisions, merge, split, undo
from warehouse.naming import named_entity

ANN, RADIO, BRIDGE = (make_id("entity", name) for name in ("Ann Lee", "City Radio", "bridge"))
ONE, TWO, THREE = (make_id("article", key) for key in ("one", "two", "three"))
OTHER = Entity(make_id("entity", "Ann Lee (pilot)"), "Ann Lee (pilot)", "person")


def by(hours: int = 0) -> Choice:
    return Choice(NOON + timedelta(hours=hours), note="They are.")


def rows(connection, query, *parameters):
    return connection.execute(query, parameters).fetchall()


def speakers(connection):
    return dict(
        rows(connection, "SELECT article_id, w.speaker FROM who_said_what AS w JOIN statements USING (statement_id)")
    )


def facts(connection):
    return {name: held for name, held in contents(connection).items() if "fact_" in name}


def to_name(connection, named, into, hours=0, force=True):
    return merge(connection, named_entity(connection, named), named_entity(connection, into), by(hours), force)


def take_off(connection, named, *articles, other=OTHER, hours=0):
    return split(connection, named_entity(connection, named), other, articles, by(hours))


@pytest.fixture
def warehouse(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    connection, batch = new_warehouse("run-1", "run-2"), Batch()
    for number, key in enumerate(("one", "two", "three")):
        batch.article(key, f"{TEXT} {key}", published_date=DAY + timedelta(days=number), role=f"Mayor of {key}")
    put(connection, tmp_path, batch)
    return connection


def test_a_merge_is_followed_by_views_and_changes_no_fact(warehouse):
    before = facts(warehouse)
    to_name(warehouse, "Ann Lee", "City Radio")
    assert set(speakers(warehouse).values()) == {"City Radio"}
    assert rows(warehouse, "SELECT DISTINCT speaker_entity_id FROM statements") == [(RADIO,)]
    assert rows(warehouse, "SELECT count(*) FROM mentions WHERE entity = 'City Radio'") == [(6,)]
    assert rows(warehouse, "SELECT name, article_count, merged_into_name FROM entities ORDER BY name")[:2] == [
        ("Ann Lee", 0, "City Radio"),
        ("City Radio", 3, None),
    ]
    assert facts(warehouse) == before
    assert sound(warehouse) == []


def test_a_chain_of_merges_ends_at_its_last(warehouse):
    to_name(warehouse, "Ann Lee", "City Radio")
    second = to_name(warehouse, "City Radio", "bridge", hours=1)
    assert rows(warehouse, "SELECT DISTINCT merged_into FROM dim_entity WHERE merged_into IS NOT NULL") == [(BRIDGE,)]
    assert set(speakers(warehouse).values()) == {"bridge"}
    assert sound(warehouse) == []
    undo(warehouse, second, by(2))
    assert set(speakers(warehouse).values()) == {"City Radio"}
    assert sound(warehouse) == []


def test_a_merge_into_what_was_merged_goes_to_the_end_of_the_chain(warehouse):
    to_name(warehouse, "City Radio", "bridge")
    to_name(warehouse, "Ann Lee", "City Radio", hours=1)
    assert set(speakers(warehouse).values()) == {"bridge"}


@pytest.mark.parametrize(
    ("done", "asked"),
    [
        ([], ("Ann Lee", "Ann Lee")),
        ([("Ann Lee", "City Radio")], ("City Radio", "Ann Lee")),
        ([("Ann Lee", "City Radio"), ("City Radio", "bridge")], ("bridge", "Ann Lee")),
    ],
)
def test_a_cycle_is_refused(warehouse, done, asked):
    for hours, (named, into) in enumerate(done):
        to_name(warehouse, named, into, hours)
    before = contents(warehouse)
    with pytest.raises(WarehouseError, match="are one already"):
        to_name(warehouse, *asked, hours=9)
    assert contents(warehouse) == before


def test_what_was_merged_is_not_merged_again(warehouse):
    to_name(warehouse, "Ann Lee", "City Radio")
    with pytest.raises(WarehouseError, match="was merged before; undo"):
        to_name(warehouse, "Ann Lee", "bridge", hours=1)


def test_different_kinds_are_merged_only_by_force(warehouse):
    with pytest.raises(WarehouseError, match=r"of kind person and City Radio of kind organization; .*--force"):
        to_name(warehouse, "Ann Lee", "City Radio", force=False)
    to_name(warehouse, "Ann Lee", "City Radio", force=True)


def test_a_split_takes_the_mentions_of_its_articles_alone(warehouse):
    before = facts(warehouse)
    take_off(warehouse, "Ann Lee", TWO)
    assert speakers(warehouse) == {ONE: "Ann Lee", TWO: "Ann Lee (pilot)", THREE: "Ann Lee"}
    assert rows(warehouse, "SELECT article_id FROM mentions WHERE entity_id = ?", OTHER.entity_id) == [(TWO,)]
    assert rows(warehouse, "SELECT article_count, statement_count FROM entities WHERE name = 'Ann Lee'") == [(2, 2)]
    assert facts(warehouse) == before
    assert sound(warehouse) == []


def test_a_split_takes_along_what_its_articles_tell(warehouse):
    told = "SELECT role, first_seen, last_seen FROM dim_entity WHERE name = ?"
    roles = "SELECT r.role FROM dim_entity_role AS r JOIN dim_entity USING (entity_id) WHERE name = ? ORDER BY r.role"
    decision = take_off(warehouse, "Ann Lee", THREE)
    day = timedelta(days=1)
    assert rows(warehouse, told, "Ann Lee") == [("Mayor of two", DAY, DAY + day)]
    assert rows(warehouse, roles, "Ann Lee") == [("Mayor of one",), ("Mayor of two",)]
    assert rows(warehouse, told, "Ann Lee (pilot)") == [("Mayor of three", DAY + 2 * day, DAY + 2 * day)]
    undo(warehouse, decision, by(1))
    assert rows(warehouse, told, "Ann Lee") == [("Mayor of three", DAY, DAY + 2 * day)]
    assert rows(warehouse, roles, "Ann Lee") == [("Mayor of one",), ("Mayor of three",), ("Mayor of two",)]
    assert rows(warehouse, told, "Ann Lee (pilot)") == [(None, None, None)]
    assert rows(warehouse, roles, "Ann Lee (pilot)") == []


@pytest.mark.parametrize("known", ["wikidata_id = 'Q1'", "kind = 'group'"])
def test_a_split_leaves_the_country_that_is_known_otherwise(warehouse, known):
    warehouse.execute(f"UPDATE dim_entity SET country_code = 'GH', {known} WHERE name = 'Ann Lee'")
    countries = "SELECT name, country_code FROM dim_entity WHERE name LIKE 'Ann%' ORDER BY name"
    decision = take_off(warehouse, "Ann Lee", THREE)
    assert rows(warehouse, countries) == [("Ann Lee", "GH"), ("Ann Lee (pilot)", None)]
    undo(warehouse, decision, by(1))
    assert rows(warehouse, countries) == [("Ann Lee", "GH"), ("Ann Lee (pilot)", None)]


def test_the_latest_split_of_an_article_holds(warehouse):
    third = Entity(make_id("entity", "Ann Lee (judge)"), "Ann Lee (judge)", "person")
    take_off(warehouse, "Ann Lee", ONE, TWO)
    second = take_off(warehouse, "Ann Lee (pilot)", TWO, other=third, hours=1)
    assert speakers(warehouse) == {ONE: "Ann Lee (pilot)", TWO: "Ann Lee (judge)", THREE: "Ann Lee"}
    assert rows(warehouse, "SELECT role FROM dim_entity WHERE name LIKE 'Ann%' ORDER BY name") == [
        ("Mayor of three",), ("Mayor of two",), ("Mayor of one",),
    ]  # fmt: skip
    undo(warehouse, second, by(2))
    assert speakers(warehouse)[TWO] == "Ann Lee (pilot)"
    assert sound(warehouse) == []


def test_what_was_split_off_can_be_merged(warehouse):
    take_off(warehouse, "Ann Lee", TWO)
    to_name(warehouse, "Ann Lee (pilot)", "bridge", hours=1)
    assert speakers(warehouse)[TWO] == "bridge"
    assert sound(warehouse) == []


def test_a_split_of_what_others_were_merged_into_takes_their_mentions(warehouse):
    to_name(warehouse, "Ann Lee", "City Radio")
    take_off(warehouse, "City Radio", ONE, hours=1)
    assert speakers(warehouse) == {ONE: "Ann Lee (pilot)", TWO: "City Radio", THREE: "City Radio"}


def test_a_split_that_changes_nothing_is_refused(warehouse):
    before = contents(warehouse)
    same = Entity(ANN, "Ann Lee", "person")
    with pytest.raises(WarehouseError, match="give a name that tells the two apart"):
        take_off(warehouse, "Ann Lee", ONE, other=same)
    with pytest.raises(WarehouseError, match="is not mentioned in nowhere"):
        take_off(warehouse, "Ann Lee", ONE, "nowhere")
    with pytest.raises(WarehouseError, match="is not mentioned in any article given"):
        take_off(warehouse, "Ann Lee")
    assert contents(warehouse) == before


def test_a_decision_can_be_undone_once_and_taken_again(warehouse):
    first = to_name(warehouse, "Ann Lee", "City Radio")
    undo(warehouse, first, by(1))
    assert set(speakers(warehouse).values()) == {"Ann Lee"}
    with pytest.raises(WarehouseError, match="was undone before"):
        undo(warehouse, first, by(2))
    with pytest.raises(WarehouseError, match="There is no decision “x”"):
        undo(warehouse, "x", by(2))
    assert to_name(warehouse, "Ann Lee", "City Radio", hours=3) == first
    assert set(speakers(warehouse).values()) == {"City Radio"}
    assert rows(warehouse, "SELECT count(*), count(reverted_at) FROM ops.entity_decision") == [(2, 1)]
    assert sound(warehouse) == []


def test_decisions_are_listed_with_what_holds_first(warehouse):
    undone = take_off(warehouse, "Ann Lee", ONE, TWO)
    undo(warehouse, undone, by(1))
    to_name(warehouse, "Ann Lee", "City Radio", hours=2)
    held, reverted = decisions(warehouse)
    assert (held.action, held.entity, held.other, held.article_count, held.note) == (
        "merge", "Ann Lee", "City Radio", 0, "They are.",
    )  # fmt: skip
    assert (reverted.action, reverted.decision_id, reverted.reverted_at) == ("split", undone, NOON + timedelta(hours=1))


def test_decisions_are_kept_through_new_revisions(warehouse, tmp_path: Path):
    take_off(warehouse, "Ann Lee", TWO)
    to_name(warehouse, "City Radio", "bridge", hours=1)
    batch = Batch("run-2")
    batch.article("two", f"{TEXT} two, changed", role="Governor", published_date=DAY + timedelta(days=9))
    assert put(warehouse, tmp_path, batch).revised == 1
    assert speakers(warehouse)[TWO] == "Ann Lee (pilot)"
    assert rows(warehouse, "SELECT name, role, last_seen FROM dim_entity WHERE name LIKE 'Ann%' ORDER BY name") == [
        ("Ann Lee", "Mayor of three", DAY + timedelta(days=2)),
        ("Ann Lee (pilot)", "Governor", DAY + timedelta(days=9)),
    ]
    assert rows(warehouse, "SELECT count(*) FROM mentions WHERE entity = 'City Radio'") == [(0,)]
    assert sound(warehouse) == []
