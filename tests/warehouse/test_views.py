from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.warehouse.builders import DAY, NOON, TEXT, Batch, Validation, new_warehouse, put
from transforms.ids import make_id
from transforms.records import Source, StatementRelay
from warehouse.sql_files import sql_names, views_in_order


@pytest.fixture
def warehouse(tmp_path: Path):
    connection, batch = new_warehouse("run-1"), Batch()
    batch.article("one", TEXT.replace("Mayor speaks", "Mayor spoke"), agency="wire.example")
    batch.article("one", TEXT, place="/in/later.html", revision=2, agency="wire.example")
    batch.add(
        Source("example.org", "The Example", "newspaper", "registry", "GB"),
        Source("wire.example", "The Wire", "agency", "registry"),
    )
    outer = make_id("entity", "Ann Lee")
    batch.rows[StatementRelay] += [
        replace(relay, hop=2, relayer_entity_id=outer, relayer_text="Ann Lee", char_start=0, char_end=7)
        for relay in batch.rows[StatementRelay]
    ]
    batch.settled("/in/broken.html", "rejected", reason="There is no text.")
    for number, unexpected in ((1, 1), (2, 3)):
        batch.add(
            Validation("run-1", number, "article", "date_is_told", "expect_x", "row", "warning", 10, unexpected,
                       False, NOON, None)
        )  # fmt: skip
    put(connection, tmp_path, batch)
    return connection


def rows(connection, query):
    return connection.execute(query).fetchall()


def test_articles_are_the_current_revisions_with_names(warehouse):
    found = rows(warehouse, "SELECT revision, outlet, outlet_country, agency, title, statement_count FROM articles")
    assert found == [(2, "The Example", "GB", "The Wire", "Mayor speaks", 1)]


def test_statements_are_of_current_revisions_with_names_and_chain(warehouse):
    found = rows(warehouse, "SELECT revision, speaker, speaker_role, relays, relay_count, outlet FROM statements")
    assert found == [(2, "Ann Lee", "Mayor", "City Radio → Ann Lee", 2, "The Example")]


def test_who_said_what(warehouse):
    query = "SELECT speaker, content, said_date, relays, outlet, published_date FROM who_said_what"
    content = "The bridge is safe, We checked."
    assert rows(warehouse, query) == [("Ann Lee", content, DAY, "City Radio → Ann Lee", "The Example", DAY)]


def test_who_said_what_leaves_out_the_unknown_and_the_unsaid(warehouse):
    warehouse.execute("UPDATE fact_statement SET is_negated = true")
    assert rows(warehouse, "FROM who_said_what") == []
    warehouse.execute("UPDATE fact_statement SET is_negated = false, speaker_entity_id = NULL, speaker_text = NULL")
    assert rows(warehouse, "FROM who_said_what") == []
    assert rows(warehouse, "SELECT speaker, relay_count FROM statements") == [(None, 2)]


def test_a_speaker_who_is_no_entity_has_the_words_of_the_text(warehouse):
    warehouse.execute("UPDATE fact_statement SET speaker_entity_id = NULL, speaker_text = 'an official'")
    assert rows(warehouse, "SELECT speaker, speaker_role FROM who_said_what") == [("an official", "Mayor")]


def test_a_statement_without_relay_has_no_chain(warehouse):
    warehouse.execute("DELETE FROM fact_statement_relay")
    assert rows(warehouse, "SELECT relays, relay_count FROM statements") == [(None, 0)]


def test_data_quality_adds_the_batches_up_and_tells_the_outcomes(warehouse):
    query = "SELECT suite, rule, evaluated, unexpected, share, success FROM data_quality ORDER BY suite, rule"
    assert rows(warehouse, query) == [
        ("article", "date_is_told", 20, 4, 0.2, False),
        ("ledger", "loaded", 3, 1, 1 / 3, None),
        ("ledger", "rejected", 3, 1, 1 / 3, None),
        ("ledger", "revised", 3, 1, 1 / 3, None),
    ]


def test_a_suite_that_looked_at_nothing_has_no_share(warehouse):
    warehouse.execute("UPDATE ops.validation SET evaluated = 0, unexpected = 0")
    assert rows(warehouse, "SELECT share FROM data_quality WHERE suite = 'article'") == [(None,)]


def test_views_join_each_fact_once(warehouse):
    (counted,) = rows(warehouse, "SELECT count(*), count(DISTINCT statement_id) FROM statements")
    assert counted == (1, 1)


def test_articles_tell_owner_agreement_and_paywall(tmp_path: Path):
    connection, batch = new_warehouse("run-1"), Batch()
    batch.article("one", published_agreement=0.5, is_accessible_for_free=False)
    batch.add(Source("example.org", "The Example", "newspaper", "registry", owner="Example Group"))
    put(connection, tmp_path, batch)
    found = rows(connection, "SELECT owner, agreement, is_accessible_for_free FROM articles")
    assert found == [("Example Group", 0.5, False)]


def test_every_view_is_laid_after_those_that_it_selects_from():
    order = list(views_in_order())
    assert sorted(order) == list(sql_names("views"))
    assert order.index("entity_splits") < order.index("statements") < order.index("who_said_what")
