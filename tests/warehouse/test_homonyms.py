from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from tests.warehouse.builders import DAY, NOON, TEXT, Batch, new_warehouse, put, sound
from transforms.ids import make_id
from transforms.records import Entity, EntityRole
from warehouse.decision_rows import Choice
from warehouse.decisions import decisions, merge, split, undo
from warehouse.naming import named_entity

ANN = make_id("entity", "Ann Lee")
RUNS = [f"run-{number}" for number in range(1, 22)]


def rows(connection, query, *parameters):
    return connection.execute(query, parameters).fetchall()


def publish_all(folder: Path, told, known: bool = False):
    """Return a warehouse of articles, each of which tells a country of Ann Lee, or none; the key gives its day."""
    warehouse = new_warehouse(*RUNS)
    for run_id, (key, country) in zip(RUNS, told, strict=False):
        add(warehouse, folder, key, country, run_id, known)
    return warehouse


def add(warehouse, folder, key, country, run_id, known=False, text=""):
    batch = Batch(run_id)
    role = f"Mayor of a town in {country}" if country else None
    day = DAY + timedelta(days=ord(key[0]))
    batch.article(key, f"{TEXT} {key}{text}", role=role, country=country, published_date=day)
    if known:
        batch.add(EntityRole(ANN, "Mayor", "knowledge"))
    put(warehouse, folder, batch)


def partition(warehouse):
    """Return by article the id, name and country of whom it calls Ann Lee."""
    query = """SELECT DISTINCT url, entity_id, e.name, e.country_code
               FROM mentions JOIN dim_entity AS e USING (entity_id) WHERE surface = 'Ann Lee'"""
    return {url.rsplit("/", 1)[-1]: tuple(rest) for url, *rest in rows(warehouse, query)}


def names(warehouse):
    return {key: name for key, (_, name, _) in partition(warehouse).items()}


def test_two_people_of_a_name_are_kept_apart(tmp_path: Path):
    warehouse = publish_all(tmp_path, [("a", "GH"), ("b", "US"), ("c", None), ("d", "GH")])
    assert names(warehouse) == {"a": "Ann Lee (GH)", "b": "Ann Lee (US)", "c": "Ann Lee", "d": "Ann Lee (GH)"}
    query = "SELECT name, role, country_code, first_seen FROM dim_entity WHERE name LIKE 'Ann%' ORDER BY name"
    days = [DAY + timedelta(days=ord(key)) for key in "abc"]
    assert rows(warehouse, query) == [
        ("Ann Lee", None, None, days[2]),
        ("Ann Lee (GH)", "Mayor of a town in GH", "GH", days[0]),
        ("Ann Lee (US)", "Mayor of a town in US", "US", days[1]),
    ]
    assert rows(warehouse, "SELECT DISTINCT entity_id FROM fact_mention WHERE surface = 'Ann Lee'") == [(ANN,)]
    assert rows(warehouse, "SELECT DISTINCT origin, action FROM ops.entity_decision") == [("rule", "split")]
    assert sound(warehouse) == []


def test_one_country_is_one_person(tmp_path: Path):
    warehouse = publish_all(tmp_path, [("a", "GH"), ("b", None), ("c", "GH")])
    assert set(names(warehouse).values()) == {"Ann Lee"}
    assert rows(warehouse, "FROM ops.entity_decision") == []
    assert rows(warehouse, "SELECT country_code FROM dim_entity WHERE name = 'Ann Lee'") == [("GH",)]


def test_the_order_of_articles_does_not_matter(tmp_path: Path):
    told = [("a", "GH"), ("b", "US"), ("c", None)]
    found = [partition(publish_all(tmp_path / str(number), order)) for number, order in enumerate(permutations(told))]
    assert all(each == found[0] for each in found)
    assert len(set(found[0].values())) == 3


def test_homonyms_within_one_batch(tmp_path: Path):
    warehouse, batch = new_warehouse("run-1"), Batch()
    for key, country in (("a", "GH"), ("b", "US"), ("c", None)):
        batch.article(key, f"{TEXT} {key}", country=country)
    put(warehouse, tmp_path, batch)
    assert names(warehouse) == {"a": "Ann Lee (GH)", "b": "Ann Lee (US)", "c": "Ann Lee"}


def test_a_country_told_by_few_of_many_articles_splits_nothing(tmp_path: Path):
    told = [("a", "US"), *((f"{letter}", "GH") for letter in "bcdefghij")]
    warehouse = publish_all(tmp_path, told)
    assert names(warehouse)["a"] == "Ann Lee (US)"
    add(warehouse, tmp_path, "k", "GH", RUNS[20])
    assert set(names(warehouse).values()) == {"Ann Lee"}
    assert rows(warehouse, "SELECT DISTINCT reverted_by FROM ops.entity_decision") == [("rule",)]
    assert rows(warehouse, "SELECT role FROM dim_entity WHERE entity_id = ?", ANN) == [("Mayor of a town in GH",)]
    assert sound(warehouse) == []


def test_a_person_of_the_knowledge_base_is_one(tmp_path: Path):
    warehouse = publish_all(tmp_path, [("a", "GH"), ("b", "US")], known=True)
    assert set(names(warehouse).values()) == {"Ann Lee"}


def test_a_person_of_wikidata_is_one(tmp_path: Path):
    warehouse = publish_all(tmp_path, [("a", "GH")])
    warehouse.execute("UPDATE dim_entity SET wikidata_id = 'Q1' WHERE name = 'Ann Lee'")
    add(warehouse, tmp_path, "b", "US", RUNS[5])
    assert set(names(warehouse).values()) == {"Ann Lee"}


def test_only_people_are_split(tmp_path: Path):
    warehouse = new_warehouse(*RUNS)
    for number, country in enumerate(("GH", "US")):
        batch = Batch(RUNS[number])
        batch.article(country, f"{TEXT} {country}", country=country)
        batch.rows[Entity] = [replace(entity, kind="organization") for entity in batch.rows[Entity]]
        put(warehouse, tmp_path, batch)
    assert rows(warehouse, "FROM ops.entity_decision") == []


def test_a_country_without_a_role_splits_nothing(tmp_path: Path):
    warehouse = publish_all(tmp_path, [("a", "GH")])
    batch = Batch("run-9")
    batch.article("b", f"{TEXT} b", role=None, country="US")
    put(warehouse, tmp_path, batch)
    assert set(names(warehouse).values()) == {"Ann Lee"}


def test_what_a_person_undid_is_not_done_again(tmp_path: Path):
    warehouse = publish_all(tmp_path, [("a", "GH"), ("b", "US")])
    american = next(decision for decision in decisions(warehouse) if decision.other == "Ann Lee (US)")
    undo(warehouse, american.decision_id, Choice(NOON))
    add(warehouse, tmp_path, "c", "US", RUNS[5])
    add(warehouse, tmp_path, "d", "GH", RUNS[6])
    assert names(warehouse) == {"a": "Ann Lee (GH)", "b": "Ann Lee", "c": "Ann Lee", "d": "Ann Lee (GH)"}


def test_what_a_person_split_is_left_and_tells_nothing(tmp_path: Path):
    warehouse = publish_all(tmp_path, [("a", "GH"), ("b", "GH")])
    other = Entity(make_id("entity", "Ann Lee (pilot)"), "Ann Lee (pilot)", "person")
    (article_id,) = next(iter(rows(warehouse, "SELECT article_id FROM articles WHERE url LIKE '%/a'")))
    split(warehouse, named_entity(warehouse, "Ann Lee"), other, [article_id], Choice(NOON))
    add(warehouse, tmp_path, "a", "US", RUNS[5], text=" again")
    assert names(warehouse) == {"a": "Ann Lee (pilot)", "b": "Ann Lee"}


def test_those_kept_apart_can_be_merged(tmp_path: Path):
    warehouse = publish_all(tmp_path, [("a", "GH"), ("b", "US")])
    for hours, country in enumerate(("GH", "US")):
        one, all_ = named_entity(warehouse, f"Ann Lee ({country})"), named_entity(warehouse, "Ann Lee")
        merge(warehouse, one, all_, Choice(NOON + timedelta(hours=hours)))
    add(warehouse, tmp_path, "c", "US", RUNS[5])
    assert set(names(warehouse).values()) == {"Ann Lee"}
    assert sound(warehouse) == []


def test_an_article_that_tells_another_country_when_revised_moves(tmp_path: Path):
    warehouse = publish_all(tmp_path, [("a", "GH"), ("b", "US")])
    add(warehouse, tmp_path, "b", "GH", RUNS[5], text=" corrected")
    assert set(names(warehouse).values()) == {"Ann Lee"}
    assert sound(warehouse) == []


def test_a_batch_that_is_refused_decides_nothing(tmp_path: Path):
    warehouse = publish_all(tmp_path, [("a", "GH")])

    def refuse(_):
        raise RuntimeError

    batch = Batch("run-9")
    batch.article("b", f"{TEXT} b", country="US")
    with pytest.raises(RuntimeError):
        put(warehouse, tmp_path, batch, refuse)
    assert rows(warehouse, "FROM ops.entity_decision") == []
    assert rows(warehouse, "SELECT count(*) FROM dim_entity WHERE name LIKE 'Ann%'") == [(1,)]
