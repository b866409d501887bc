from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.warehouse.builders import NOON, contents, new_warehouse
from transforms.records import Address, Feed, Host, Origin, Poll
from warehouse.monitoring import (
    due_feeds,
    feeds,
    hosts,
    last_polls,
    new_addresses,
    reconcile,
    resume,
    save_hosts,
    save_polls,
)

LATER = NOON + timedelta(hours=1)
NEWS = Feed("https://a.example/news.xml", "a.example", "feed", "Alpha", "active", "GB", "en", "https://a.example/")
WORLD = replace(NEWS, feed_url="https://a.example/world.xml")
BETA = Feed("https://b.example/map.xml", "b.example", "sitemap", "Beta", "paused")


def polled(feed: Feed, **changes: object) -> Feed:
    return replace(
        feed, etag='"1"', content_sha256="0" * 64, interval_seconds=900.0, polled_at=NOON, next_poll_at=LATER, **changes
    )


def poll(feed: Feed, outcome: str = "new") -> Poll:
    return Poll("run-1", feed.feed_url, NOON, outcome, 200, entry_count=3)


def found(*names: str) -> list[Address]:
    return [Address(f"https://a.example/{name}", "waiting", NOON, "a.example") for name in names]


def named(feed: Feed, *names: str, **told: str) -> list[Origin]:
    links = [f"https://a.example/{name}" for name in names]
    return [Origin(link, feed.feed_url, f"{link}?from=feed", NOON, **told) for link in links]


@pytest.fixture
def warehouse():
    connection = new_warehouse("run-1")
    reconcile(connection, [NEWS, WORLD, BETA])
    return connection


def count(warehouse, table: str) -> int:
    return warehouse.execute(f"SELECT count(*) FROM ops.{table}").fetchone()[0]


def by_url(warehouse) -> dict[str, Feed]:
    return {feed.feed_url: feed for feed in feeds(warehouse)}


def test_the_file_makes_the_table():
    connection = new_warehouse()
    assert reconcile(connection, [BETA, NEWS]) == ((NEWS.feed_url, BETA.feed_url), (), ())
    assert feeds(connection) == [NEWS, BETA]
    before = contents(connection)
    assert reconcile(connection, [NEWS, BETA]) == ((), (), ())
    assert contents(connection) == before


def test_what_a_person_sets_comes_from_the_file_and_what_polling_remembers_is_kept(warehouse):
    save_polls(warehouse, [polled(NEWS, failure_count=2, note="Slow.")], [poll(NEWS, "failed")], [], [])
    edited = replace(NEWS, name="The Alpha", country_code=None, language="fr", state="paused", source_id="alpha")
    assert reconcile(warehouse, [edited, WORLD, BETA]).changed == (NEWS.feed_url,)
    assert by_url(warehouse)[NEWS.feed_url] == polled(edited, failure_count=2, note="Slow.")


def test_a_row_gone_is_removed_and_one_back_begins_anew_but_keeps_its_interval(warehouse):
    save_polls(warehouse, [polled(NEWS, failure_count=2, note="Slow.")], [poll(NEWS)], [], [])
    assert reconcile(warehouse, [WORLD]).removed == (NEWS.feed_url, BETA.feed_url)
    assert reconcile(warehouse, [WORLD]).removed == ()
    assert by_url(warehouse)[NEWS.feed_url].state == "removed"
    assert by_url(warehouse)[NEWS.feed_url].etag == '"1"'
    assert reconcile(warehouse, [WORLD, NEWS]).changed == (NEWS.feed_url,)
    assert by_url(warehouse)[NEWS.feed_url] == replace(NEWS, interval_seconds=900.0, polled_at=NOON)


def test_a_dead_feed_stays_dead_until_it_is_resumed(warehouse):
    save_polls(warehouse, [polled(NEWS, state="dead", failure_count=9, note="Gone.")], [poll(NEWS, "failed")], [], [])
    for state in ("active", "paused", "active"):
        assert reconcile(warehouse, [replace(NEWS, state=state), WORLD, BETA]).changed == ()
        assert by_url(warehouse)[NEWS.feed_url].state == "dead"
    resume(warehouse, [NEWS.feed_url])
    resumed = by_url(warehouse)[NEWS.feed_url]
    assert (resumed.state, resumed.failure_count, resumed.note, resumed.next_poll_at) == ("active", 0, None, None)
    assert resumed.etag == '"1"'


def test_a_feed_of_another_kind_is_read_in_full_again(warehouse):
    save_polls(warehouse, [polled(NEWS)], [poll(NEWS)], [], [])
    reconcile(warehouse, [replace(NEWS, kind="sitemap"), WORLD, BETA])
    changed = by_url(warehouse)[NEWS.feed_url]
    assert (changed.etag, changed.content_sha256, changed.next_poll_at) == (None, None, None)
    assert changed.interval_seconds == 900


def test_active_feeds_are_due_in_turn(warehouse):
    save_polls(warehouse, [polled(NEWS)], [poll(NEWS)], [], [])
    assert [feed.feed_url for feed in due_feeds(warehouse, NOON)] == [WORLD.feed_url]
    assert [feed.feed_url for feed in due_feeds(warehouse, LATER)] == [WORLD.feed_url, NEWS.feed_url]


def test_a_page_that_two_feeds_name_is_one_address_with_two_origins(warehouse):
    addresses, origins = found("one", "one", "two"), [*named(NEWS, "one", "two"), *named(WORLD, "one")]
    counts = save_polls(warehouse, [polled(NEWS), polled(WORLD)], [poll(NEWS), poll(WORLD)], addresses, origins)
    assert counts == {NEWS.feed_url: 2, WORLD.feed_url: 1}
    assert (count(warehouse, "address"), count(warehouse, "origin")) == (2, 3)


def test_known_pages_are_left_alone_and_later_origins_are_added(warehouse):
    save_polls(warehouse, [polled(NEWS)], [poll(NEWS)], found("one"), named(NEWS, "one", title="First"))
    warehouse.execute("UPDATE ops.address SET state = 'settled'")
    again = [*named(NEWS, "one", title="Retitled"), *named(WORLD, "one", "two")]
    counts = save_polls(warehouse, [polled(NEWS), polled(WORLD)], [poll(NEWS), poll(WORLD)], found("one", "two"), again)
    assert counts == {NEWS.feed_url: 0, WORLD.feed_url: 1}
    states = warehouse.execute("SELECT url, state FROM ops.address ORDER BY url").fetchall()
    assert states == [("https://a.example/one", "settled"), ("https://a.example/two", "waiting")]
    assert warehouse.execute("SELECT title FROM ops.origin WHERE title IS NOT NULL").fetchall() == [("First",)]
    assert count(warehouse, "origin") == 3


def test_one_guid_on_all_items_collapses_nothing(warehouse):
    names = [f"page-{number}" for number in range(50)]
    counts = save_polls(warehouse, [polled(NEWS)], [poll(NEWS)], found(*names), named(NEWS, *names, guid="same"))
    assert counts == {NEWS.feed_url: 50}
    assert (count(warehouse, "address"), count(warehouse, "origin")) == (50, 50)


def test_polls_tell_whether_there_was_anything_new(warehouse):
    save_polls(warehouse, [polled(NEWS)], [poll(NEWS, "nothing_new")], found("one"), named(NEWS, "one"))
    later = [replace(poll(NEWS), polled_at=LATER), replace(poll(WORLD, "not_modified"), polled_at=LATER)]
    save_polls(warehouse, [polled(NEWS), polled(WORLD)], later, found("one"), named(NEWS, "one"))
    told = warehouse.execute("SELECT outcome, new_count FROM ops.poll ORDER BY polled_at, feed_url").fetchall()
    assert told == [("new", 1), ("nothing_new", 0), ("not_modified", 0)]
    latest = replace(poll(NEWS, "nothing_new"), polled_at=LATER)
    assert last_polls(warehouse)[NEWS.feed_url] == latest


def test_a_poll_does_not_undo_what_a_person_did_meanwhile(warehouse):
    reconcile(warehouse, [replace(NEWS, state="paused", name="Mine"), BETA])
    save_polls(warehouse, [polled(NEWS, state="dead"), polled(WORLD)], [poll(NEWS), poll(WORLD)], [], [])
    known = by_url(warehouse)
    assert (known[NEWS.feed_url].state, known[NEWS.feed_url].name) == ("paused", "Mine")
    assert (known[WORLD.feed_url].state, known[WORLD.feed_url].etag) == ("removed", '"1"')


def test_polls_are_saved_whole_or_not_at_all(warehouse):
    before = contents(warehouse)
    with pytest.raises(ValueError, match=r"ops\.poll"):
        save_polls(warehouse, [polled(NEWS)], [replace(poll(NEWS), run_id=None)], found("one"), named(NEWS, "one"))
    assert contents(warehouse) == before


def test_new_addresses(warehouse):
    save_polls(warehouse, [polled(NEWS)], [poll(NEWS)], found("one"), named(NEWS, "one"))
    asked = ["https://a.example/one", "https://a.example/two", "https://a.example/two"]
    assert new_addresses(warehouse, asked) == {"https://a.example/two"}
    assert new_addresses(warehouse, []) == set()


def test_hosts_are_remembered(warehouse):
    first = Host("https://a.example", "User-agent: *", 200, NOON, None)
    save_hosts(warehouse, [first, Host("https://b.example")])
    save_hosts(warehouse, [replace(first, robots=None, robots_status=404, blocked_until=LATER)])
    assert hosts(warehouse) == [
        Host("https://a.example", None, 404, NOON, LATER),
        Host("https://b.example"),
    ]
