from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.polls import Look, concluded_feed, look_at, poll_of
from tests.flows.fetching.fetchers import make_fetcher
from tests.flows.fetching.server import Site
from transforms.polling import Limits
from transforms.records import Feed

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LIMITS = Limits(300, 86_400)
XML = {"Content-Type": "text/xml"}


@pytest.fixture
def site():
    with Site() as site:
        yield site


def feed(site: Site, path: str = "/feed", **fields: object) -> Feed:
    return replace(Feed(site.url(path), "example.org", "feed", "Example", "active"), **fields)  # type: ignore[arg-type]


def look(*feeds: Feed) -> list[Look]:
    return look_at(feeds, make_fetcher(), 4)


def rss(*links: str, guid: str = "") -> str:
    items = "".join(f"<item><link>{link}</link>{guid}</item>" for link in links)
    return f"<rss version='2.0'><channel><title>Example</title>{items}</channel></rss>"


def links(of: Look) -> list[str]:
    return [finding.link for finding in of.findings]


def test_a_feed_gives_its_pages_and_its_validators(site: Site) -> None:
    site.page("/feed", rss("http://a.example/1", "http://a.example/2"), headers=XML, etag='"x"', last_modified="then")
    (seen,) = look(feed(site))
    assert links(seen) == ["http://a.example/1", "http://a.example/2"]
    after = concluded_feed(seen, 2, NOW, LIMITS)
    assert (after.etag, after.last_modified, after.failure_count) == ('"x"', "then", 0)
    (again,) = look(after)
    assert again.is_unchanged
    assert poll_of(again, "run", NOW).outcome == "not_modified"
    assert concluded_feed(again, 0, NOW, LIMITS).etag == '"x"'


def test_ten_thousand_items_and_one_guid_on_all(site: Site) -> None:
    given = [f"http://a.example/{number}" for number in range(10_000)]
    site.page("/feed", rss(*given, guid="<guid isPermaLink='false'>same</guid>"), headers=XML)
    (seen,) = look(feed(site))
    assert links(seen) == given


def test_utf_16_and_a_wrong_content_type(site: Site) -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?>{rss("http://a.example/é")}'
    site.page("/feed", text.encode("utf-16"), headers={"Content-Type": "text/html"})
    assert links(look(feed(site))[0]) == ["http://a.example/é"]


def test_html_instead_of_a_feed_is_a_failure_that_backs_off(site: Site) -> None:
    site.page("/feed", "<html><body><p>We have moved.</p></body></html>")
    (seen,) = look(feed(site))
    poll, after = poll_of(seen, "run", NOW), concluded_feed(seen, 0, NOW, LIMITS)
    assert (poll.outcome, poll.http_status, poll.rule) == ("failed", 200, "not_a_feed")
    assert (seen.is_page, after.failure_count) == (True, 1)
    assert after.next_poll_at and after.next_poll_at > NOW
    assert "page" in str(after.note)


def test_what_the_server_says_is_obeyed(site: Site) -> None:
    site.page("/feed", status=503, headers={"Retry-After": "7200"})
    seen, other = look(feed(site), feed(site, "/other"))
    after = concluded_feed(seen, 0, datetime.now(UTC), LIMITS)
    assert after.next_poll_at and after.next_poll_at > datetime.now(UTC) + timedelta(seconds=7000)
    # Its neighbour on the same host is not asked, and that is no failure of it.
    assert poll_of(other, "run", NOW).outcome == "deferred"
    assert concluded_feed(other, 0, NOW, LIMITS).failure_count == 0
    assert site.paths() == ["/robots.txt", "/feed"]


def test_the_sitemaps_of_an_index_are_read(site: Site) -> None:
    index = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/one.xml", "/gone.xml"))
    site.page("/map.xml", f"<sitemapindex>{index}</sitemapindex>", headers=XML, etag='"x"')
    site.page("/one.xml", "<urlset><url><loc>http://a.example/1</loc></url></urlset>", headers=XML)
    (seen,) = look(feed(site, "/map.xml", kind="sitemap"))
    assert links(seen) == ["http://a.example/1"]
    assert "404" in str(poll_of(seen, "run", NOW).reason)
    # An index that is as it was may name sitemaps that are not.
    assert concluded_feed(seen, 1, NOW, LIMITS).etag is None


def test_a_home_page_leads_to_its_feeds(site: Site) -> None:
    link = "<link rel='alternate' type='application/rss+xml' href='/feed'>"
    site.page("/", f"<html><head>{link}</head><body></body></html>")
    site.page("/feed", rss("http://a.example/1"), headers=XML)
    assert links(look(feed(site, "/", kind="home_page"))[0]) == ["http://a.example/1"]


def test_a_home_page_that_leads_nowhere_is_refused(site: Site) -> None:
    site.page("/", "<html><body><p>Nothing here.</p></body></html>")
    (seen,) = look(feed(site, "/", kind="home_page"))
    assert seen.refusal and seen.refusal.rule == "no_listing"


def test_a_feed_that_robots_disallow_is_not_asked_for(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /feed")
    (seen,) = look(feed(site))
    assert poll_of(seen, "run", NOW).rule == "robots_disallowed"
    assert site.paths() == ["/robots.txt"]
