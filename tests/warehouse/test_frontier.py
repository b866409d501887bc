from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.warehouse.builders import NOON, Batch, contents, new_warehouse, put
from transforms.ids import make_id
from transforms.records import Address, Capture, Feed, Origin
from warehouse.frontier import (
    Failure,
    failed,
    fetched,
    fetched_unsettled,
    known_validators,
    settle,
    settle_all,
    waiting_addresses,
    wake,
)
from warehouse.insert import insert_rows
from warehouse.monitoring import reconcile, save_polls

LATER = NOON + timedelta(hours=1)
ALPHA = Feed("https://a.example/news.xml", "a.example", "feed", "Alpha", "active", language="en")
SITEMAP = replace(ALPHA, feed_url="https://a.example/map.xml", kind="sitemap")
BETA = Feed("https://b.example/feed", "b.example", "feed", "Beta", "active", language="fr")


def add(warehouse, feed: Feed, *links: str, at=NOON, **told: str) -> None:
    addresses = [Address(link, "waiting", at, feed.source_id) for link in links]
    origins = [Origin(link, feed.feed_url, f"{link}?rss", at, **told) for link in links]
    save_polls(warehouse, [feed], [], addresses, origins)


@pytest.fixture
def warehouse():
    connection = new_warehouse("run-1")
    reconcile(connection, [ALPHA, SITEMAP, BETA])
    return connection


def waiting(warehouse, now=LATER, limit=None) -> list[str]:
    return [page.url for page in waiting_addresses(warehouse, now, limit)]


def state(warehouse, url: str) -> tuple:
    query = "SELECT state, attempt_count, next_attempt_at, reason FROM ops.address WHERE url = ?"
    return warehouse.execute(query, [url]).fetchone()


def load(warehouse, tmp_path: Path, place: str, url: str, **capture: object) -> str:
    batch = Batch()
    article = batch.article(url, place=place)
    batch.rows[Capture] = [replace(row, **capture) for row in batch.rows[Capture]]
    put(warehouse, tmp_path, batch)
    return article.article_id


def test_hosts_take_turns_and_the_oldest_goes_first(warehouse):
    add(warehouse, ALPHA, "https://a.example/3", "https://a.example/4", at=LATER)
    add(warehouse, ALPHA, "https://a.example/1", "https://a.example/2")
    add(warehouse, BETA, "https://b.example/1", at=LATER)
    one_each = ["https://a.example/1", "https://b.example/1"]
    assert waiting(warehouse, limit=2) == one_each
    assert waiting(warehouse) == [*one_each, *(f"https://a.example/{number}" for number in (2, 3, 4))]


def test_a_page_comes_with_what_the_first_feed_that_tells_it_tells(warehouse):
    add(warehouse, ALPHA, "https://a.example/1", at=LATER, title="In the feed", published_at="today")
    add(warehouse, SITEMAP, "https://a.example/1")
    (page,) = waiting_addresses(warehouse, LATER, 10)
    assert page == (
        "https://a.example/1", "https://a.example/1?rss", "a.example", "Alpha", "en", "In the feed", "today", LATER, 0,
        None,
    )  # fmt: skip


def test_an_address_that_no_feed_names_is_fetched_as_it_is(warehouse):
    insert_rows(warehouse, Address, [Address("https://c.example/", "waiting", NOON)])
    (page,) = waiting_addresses(warehouse, NOON, 10)
    assert (page.link, page.source_id, page.source_name, page.title) == ("https://c.example/", None, None, None)


def test_pages_of_paused_and_removed_feeds_wait_unless_another_names_them(warehouse):
    add(warehouse, ALPHA, "https://a.example/1", "https://a.example/2")
    add(warehouse, SITEMAP, "https://a.example/2")
    add(warehouse, BETA, "https://b.example/1")
    reconcile(warehouse, [replace(ALPHA, state="paused"), SITEMAP])
    assert waiting(warehouse) == ["https://a.example/2"]
    reconcile(warehouse, [ALPHA, SITEMAP, BETA])
    assert len(waiting(warehouse)) == 3


def test_a_failed_page_waits_and_at_last_fails_for_good(warehouse):
    url = "https://a.example/1"
    add(warehouse, ALPHA, url)
    failed(warehouse, [Failure(url, "It was busy.", LATER)])
    assert state(warehouse, url) == ("waiting", 1, LATER, "It was busy.")
    assert waiting(warehouse, NOON) == []
    assert waiting(warehouse, LATER) == [url]
    failed(warehouse, [Failure(url, "The host is left alone.", LATER, is_tried=False)])
    assert state(warehouse, url)[1] == 1
    failed(warehouse, [Failure(url, "It is gone.", None)])
    assert state(warehouse, url) == ("failed", 2, None, "It is gone.")
    assert waiting(warehouse) == []


def test_a_run_that_died_between_fetching_and_loading_is_taken_up(warehouse, tmp_path: Path):
    first, second = "https://a.example/1", "https://a.example/2"
    add(warehouse, ALPHA, first, second, title="Told")
    failed(warehouse, [Failure(first, "It was busy.", NOON)])
    fetched(warehouse, {first: "/captures/1.warc.gz#10", second: "/captures/1.warc.gz#990"})
    assert state(warehouse, first) == ("fetched", 2, NOON, None)
    assert waiting(warehouse) == []
    assert settle_all(warehouse) == 0
    unsettled = fetched_unsettled(warehouse)
    assert [(page.url, page.place, page.title) for page in unsettled] == [
        (first, "/captures/1.warc.gz#10", "Told"),
        (second, "/captures/1.warc.gz#990", "Told"),
    ]
    load(warehouse, tmp_path, "/captures/1.warc.gz#10", first)
    assert [page.url for page in fetched_unsettled(warehouse)] == [second]
    assert settle(warehouse, ["/captures/1.warc.gz#990"]) == 0
    assert settle(warehouse, ["/captures/1.warc.gz#990", "/captures/1.warc.gz#10"]) == 1
    assert settle(warehouse, []) == 0
    assert state(warehouse, first)[0] == "settled"
    add(warehouse, SITEMAP, first)
    assert waiting(warehouse) == []


def test_settled_pages_are_not_fetched_or_failed_again(warehouse, tmp_path: Path):
    url = "https://a.example/1"
    add(warehouse, ALPHA, url)
    fetched(warehouse, {url: "/captures/1.warc.gz#10"})
    load(warehouse, tmp_path, "/captures/1.warc.gz#10", url)
    assert settle_all(warehouse) == 1
    before = contents(warehouse)
    fetched(warehouse, {url: "/captures/2.warc.gz#0"})
    failed(warehouse, [Failure(url, "It is gone.", None)])
    assert contents(warehouse) == before


def test_a_page_that_was_changed_waits_again_once_for_each_change(warehouse, tmp_path: Path):
    url, place = "https://a.example/1", "/captures/1.warc.gz#10"
    add(warehouse, ALPHA, url)
    fetched(warehouse, {url: place})
    assert wake(warehouse, {url: LATER}, LATER) == 0
    load(warehouse, tmp_path, place, url)
    settle_all(warehouse)
    soon, then = NOON + timedelta(minutes=5), NOON + timedelta(hours=5)
    assert wake(warehouse, {url: NOON, "https://a.example/unknown": soon}, then) == 0
    assert wake(warehouse, {url: then}, LATER) == 0
    assert wake(warehouse, {url: soon}, soon) == 1
    assert state(warehouse, url) == ("waiting", 0, NOON + timedelta(hours=1), None)
    assert waiting(warehouse, soon) == []
    assert waiting(warehouse, LATER) == [url]
    fetched(warehouse, {url: place})
    assert [page.url for page in fetched_unsettled(warehouse)] == []
    assert settle_all(warehouse) == 1
    assert wake(warehouse, {url: soon}, then) == 0
    assert wake(warehouse, {url: then}, then) == 1
    assert state(warehouse, url) == ("waiting", 0, then, None)
    assert wake(warehouse, {}, then) == 0


def test_nothing_given_changes_nothing(warehouse):
    before = contents(warehouse)
    fetched(warehouse, {})
    failed(warehouse, [])
    assert known_validators(warehouse, []) == {}
    assert contents(warehouse) == before


def test_an_article_is_loaded_once_and_all_its_origins_are_kept(warehouse, tmp_path: Path):
    url, place = "https://a.example/1", "/captures/1.warc.gz#10"
    add(warehouse, ALPHA, url, title="As the feed has it", published_at="Fri, 8 Dec 2023")
    add(warehouse, SITEMAP, url)
    fetched(warehouse, {url: place})
    article_id = load(warehouse, tmp_path, place, url)
    query = "SELECT article_id, outlet, feed_url, feed_outlet, feed_title, link FROM origins ORDER BY feed_url DESC"
    assert warehouse.execute(query).fetchall() == [
        (article_id, "example.org", ALPHA.feed_url, "Alpha", "As the feed has it", f"{url}?rss"),
        (article_id, "example.org", SITEMAP.feed_url, "Alpha", None, f"{url}?rss"),
    ]


def test_validators_are_of_the_latest_full_capture(warehouse):
    def capture(number: int, status: int, headers: dict[str, str] | None, url: str = "https://a.example/1") -> Capture:
        told = None if headers is None else json.dumps(headers)
        at = NOON + timedelta(minutes=number)
        return Capture(make_id("capture", number), url, f"/c.warc#{number}", "0" * 64, 4, told, None, at, url, status)

    rows = [
        capture(1, 200, {"ETag": '"old"'}),
        capture(2, 200, {"etag": '"new"', "Last-Modified": "Fri, 08 Dec 2023 12:00:00 GMT"}),
        capture(3, 404, {"ETag": '"error"'}),
        capture(4, 200, {"Server": "x"}, "https://a.example/2"),
        capture(5, 200, None, "https://a.example/3"),
    ]
    insert_rows(warehouse, Capture, rows)
    known = known_validators(warehouse, [f"https://a.example/{number}" for number in range(5)])
    assert known == {"https://a.example/1": ('"new"', "Fri, 08 Dec 2023 12:00:00 GMT", "/c.warc#2")}
