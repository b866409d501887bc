from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.builders import DAY, NOON, TEXT, Batch, new_warehouse, put
from transforms.errors import WarehouseError
from transforms.ids import make_id
from transforms.records import Entity, EntityAlias, EntityRole, Source
from warehouse.decision_rows import Choice
from warehouse.decisions import merge
from warehouse.entities import dossier, list_entities
from warehouse.insert import insert_rows
from warehouse.naming import articles_named, articles_of_source, named_entity

ANN, RADIO = make_id("entity", "Ann Lee"), make_id("entity", "City Radio")


@pytest.fixture
def warehouse(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    connection, batch = new_warehouse("run-1"), Batch()
    for number, key in enumerate(("one", "two", "three")):
        batch.article(key, f"{TEXT} {key}", published_date=DAY + timedelta(days=number), role=f"Mayor of {key}")
    batch.add(Source("example.org", "The Example", "newspaper", "registry"))
    batch.add(EntityRole(ANN, "Prime Minister", "knowledge", date(2022, 1, 1), "year", date(2024, 5, 31), "month"))
    put(connection, tmp_path, batch)
    return connection


def add(connection, name, kind="person", **changes):
    entity = Entity(make_id("entity", name, kind), name, kind, **changes)
    insert_rows(connection, Entity, [entity])
    return entity.entity_id


def names(connection, *words, limit=10):
    return [row.name for row in list_entities(connection, words, limit)[0]]


def test_entities_are_listed_by_how_often_they_are_mentioned(warehouse):
    add(warehouse, "Nobody")
    found, count = list_entities(warehouse, [], 2)
    assert (len(found), count) == (2, 4)
    assert found[0][1:] == ("Ann Lee", "person", "Mayor of three", None, None, 3, 3, None)
    assert names(warehouse)[-1] == "Nobody"


def test_all_words_are_looked_for_in_the_name_or_in_an_alias(warehouse):
    add(warehouse, "José Peña")
    insert_rows(warehouse, EntityAlias, [EntityAlias(ANN, "the Lee woman", "text", 1)])
    assert names(warehouse, "pena", "JOSÉ") == ["José Peña"]
    assert names(warehouse, "woman") == ["Ann Lee"]
    assert names(warehouse, "woman", "Ann") == []
    assert names(warehouse, "'%_") == []


@pytest.mark.parametrize("named", ["Ann Lee", "  ann LEE ", ANN, ANN[:8]])
def test_an_entity_is_named_by_name_or_id(warehouse, named):
    assert named_entity(warehouse, named).entity_id == ANN


def test_an_alias_names_where_no_name_does(warehouse):
    insert_rows(warehouse, EntityAlias, [EntityAlias(ANN, "City Radio", "text", 1), EntityAlias(ANN, "Lee", "text", 1)])
    assert named_entity(warehouse, "lee").entity_id == ANN
    assert named_entity(warehouse, "city radio").entity_id == RADIO


def test_a_name_of_several_tells_them(warehouse):
    other = add(warehouse, "Ann Lee", "organization", role="Choir")
    with pytest.raises(WarehouseError, match="may be one of 2, so give an id") as error:
        named_entity(warehouse, "Ann Lee")
    assert f"{other} Ann Lee (organization, Choir)" in str(error.value)
    assert f"{ANN} Ann Lee (person, Mayor of three)" in str(error.value)


def test_a_name_of_several_that_were_merged_is_of_one(warehouse):
    other = add(warehouse, "Ann Lee", "organization")
    merge(warehouse, named_entity(warehouse, other), named_entity(warehouse, ANN), Choice(NOON), force=True)
    assert named_entity(warehouse, "Ann Lee").entity_id == ANN


def test_many_candidates_are_counted(warehouse):
    for number in range(12):
        insert_rows(warehouse, Entity, [Entity(f"e-{number}", "Smith", "person")])
    with pytest.raises(WarehouseError, match=r"may be one of 12, .*; and 2 more\."):
        named_entity(warehouse, "Smith")


def test_an_unknown_name_says_what_to_do(warehouse):
    with pytest.raises(WarehouseError, match="There is no entity “x”; find it with `dateline entities list"):
        named_entity(warehouse, "x")


def test_a_dossier_follows_merges(warehouse):
    merge(warehouse, named_entity(warehouse, RADIO), named_entity(warehouse, ANN), Choice(NOON), force=True)
    told = dossier(warehouse, ANN, 2)
    assert (told.entity.name, told.members, told.article_count) == ("Ann Lee", ["City Radio"], 3)
    assert told.aliases == [("Ann Lee", 3), ("City Radio", 3)]
    assert [(row.outlet, row.mention_count, row.statement_count) for row in told.articles] == [
        ("The Example", 2, 1)
    ] * 2
    assert [row.published_date for row in told.articles] == [DAY + timedelta(days=2), DAY + timedelta(days=1)]


def test_roles_over_time_are_those_of_texts_and_of_the_knowledge_base(warehouse):
    told = [(row.role, row.origin, row.since or row.first_seen) for row in dossier(warehouse, ANN, 1).roles]
    assert told == [
        ("Prime Minister", "knowledge", date(2022, 1, 1)),
        ("Mayor of three", "text", DAY + timedelta(days=2)),
        ("Mayor of two", "text", DAY + timedelta(days=1)),
        ("Mayor of one", "text", DAY),
    ]


def test_articles_are_named_by_id_address_or_input(warehouse):
    one = make_id("article", "one")
    assert articles_named(warehouse, one) == [one]
    assert articles_named(warehouse, "https://example.org/one") == [one]
    assert articles_named(warehouse, "in/one.html") == [one]
    with pytest.raises(WarehouseError, match="There is no article “nowhere”"):
        articles_named(warehouse, "nowhere")


@pytest.mark.parametrize("named", ["example.org", "the example"])
def test_articles_of_an_outlet_are_those_that_mention_the_entity(warehouse, named):
    assert len(articles_of_source(warehouse, named, named_entity(warehouse, "Ann Lee"))) == 3
    add(warehouse, "Nobody")
    with pytest.raises(WarehouseError, match="mentions Nobody"):
        articles_of_source(warehouse, named, named_entity(warehouse, "Nobody"))
