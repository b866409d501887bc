from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from flows.fetching.exchange import Fetched
from flows.fetching.fetcher import Fetcher
from tests.flows.fetching.fetchers import make_fetcher, make_settings
from tests.flows.fetching.server import Received, Site, response
from transforms.errors import Rejected
from transforms.records import Host


def fetch(site: Site, path: str = "/", **fields: object) -> Fetched:
    return make_fetcher(**fields).fetch(site.url(path))


def rule(fetched: Fetched) -> str | None:
    return None if fetched.refusal is None else fetched.refusal.rule


@pytest.fixture(autouse=True)
def pages(site: Site) -> None:
    site.page("/", "Front")
    site.page("/private/page", "Private")


def test_what_is_disallowed_is_not_asked_for(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /private/\n")
    fetcher = make_fetcher()
    assert rule(fetcher.fetch(site.url("/private/page"))) == "robots_disallowed"
    assert rule(fetcher.fetch(site.url("/"))) is None
    assert site.paths() == ["/robots.txt", "/"]


def test_rules_for_our_product_token_come_first(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /\n\nUser-agent: DATELINE\nDisallow: /private\n")
    assert rule(fetch(site)) is None
    assert rule(fetch(site, "/private/page")) == "robots_disallowed"
    assert rule(fetch(site, user_agent="Another/2.0 (like Dateline)")) == "robots_disallowed"


def test_a_redirect_is_followed_only_where_it_is_allowed(site: Site, other_site: Site) -> None:
    other_site.robots("User-agent: *\nDisallow: /")
    site.redirect("/moved", other_site.url("/"))
    assert rule(fetch(site, "/moved")) == "robots_disallowed"
    assert other_site.paths() == ["/robots.txt"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_no_robots_txt_allows_everything(site: Site, status: int) -> None:
    site.robots("User-agent: *\nDisallow: /", status)
    assert rule(fetch(site)) is None


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_robots_txt_that_fails_allows_nothing_for_now(site: Site, status: int) -> None:
    site.robots("", status)
    fetcher = make_fetcher()
    assert rule(fetcher.fetch(site.url("/"))) == "robots_unreachable"
    site.robots("")
    assert rule(fetcher.fetch(site.url("/"))) is None


def test_a_robots_txt_that_asks_to_wait_is_waited_for(site: Site) -> None:
    site.page("/robots.txt", status=503, headers={"Retry-After": "60"})
    fetched = fetch(site)
    assert rule(fetched) == "robots_unreachable"
    assert fetched.retry_at is not None


def test_a_robots_txt_that_breaks_off_allows_nothing_for_now(site: Site) -> None:
    site.raw("/robots.txt", response(200, {"Content-Length": "99"}, b"User-agent: *\n"))
    assert rule(fetch(site)) == "robots_unreachable"


def test_redirects_of_robots_txt_are_followed_to_other_hosts(site: Site, other_site: Site) -> None:
    site.redirect("/robots.txt", other_site.url("/rules"))
    other_site.page("/rules", "User-agent: *\nDisallow: /private")
    assert rule(fetch(site, "/private/page")) == "robots_disallowed"


def test_a_robots_txt_that_redirects_for_ever_is_none(site: Site) -> None:
    site.redirect("/robots.txt", "/robots.txt")
    assert rule(fetch(site)) is None
    assert site.paths() == ["/robots.txt"] * 6 + ["/"]


def test_a_robots_txt_that_redirects_to_a_private_address_is_not_followed(site: Site) -> None:
    site.redirect("/robots.txt", "http://10.0.0.1/robots.txt")
    assert rule(fetch(site)) == "robots_unreachable"


def test_no_more_than_half_a_mebibyte_is_read(site: Site) -> None:
    def long(_: Received) -> list[bytes]:
        rules = b"User-agent: *\nDisallow: /private\n" + b"# filling\n" * 100_000
        return [response(200, {}, rules + b"Disallow: /\n")]

    site.raw("/robots.txt", long)
    fetcher = make_fetcher()
    assert rule(fetcher.fetch(site.url("/"))) is None
    assert rule(fetcher.fetch(site.url("/private/page"))) == "robots_disallowed"
    (host,) = fetcher.known_hosts()
    assert host.robots is not None
    assert len(host.robots) == 512_000


def test_a_compressed_robots_txt_is_read(site: Site) -> None:
    body = gzip.compress(b"\xef\xbb\xbfUser-agent: *\nDisallow: /private")
    site.page("/robots.txt", body, headers={"Content-Encoding": "gzip"})
    assert rule(fetch(site, "/private/page")) == "robots_disallowed"


def test_it_is_asked_for_once_a_day_over_all_runs(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /private")
    first = make_fetcher()
    assert rule(first.fetch(site.url("/private/page"))) == "robots_disallowed"
    known = first.known_hosts()
    assert [(host.host, host.robots_status) for host in known] == [(f"http://{site.host}", 200)]

    next_day = datetime.now(UTC) + timedelta(hours=25)
    assert rule(make_fetcher(known).fetch(site.url("/private/page"))) == "robots_disallowed"
    assert site.paths() == ["/robots.txt"]
    site.robots("")
    assert rule(Fetcher(make_settings(), known, now=lambda: next_day).fetch(site.url("/private/page"))) is None
    assert site.paths() == ["/robots.txt", "/robots.txt", "/private/page"]


def test_an_old_copy_serves_while_the_server_fails(site: Site) -> None:
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    known = [Host(f"http://{site.host}", "User-agent: *\nDisallow: /private", 200, long_ago)]
    site.robots("", 500)
    fetcher = make_fetcher(known)
    assert rule(fetcher.fetch(site.url("/private/page"))) == "robots_disallowed"
    assert rule(fetcher.fetch(site.url("/"))) is None
    assert fetcher.known_hosts() == tuple(known)


def test_crawl_delay_is_kept(site: Site) -> None:
    site.robots("User-agent: *\nCrawl-delay: 0.2")
    fetcher = make_fetcher()
    for _ in range(3):
        fetcher.fetch(site.url("/"))
    times = [request.began_at for request in site.requests]
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(times))


def test_sitemaps_are_told(site: Site) -> None:
    site.robots("Sitemap: https://example.org/news.xml\nSitemap: /local.xml\nSitemap: https://example.org/news.xml")
    fetcher = make_fetcher()
    assert fetcher.sitemaps(site.url("/any")) == ("https://example.org/news.xml", "/local.xml")
    site.robots("", 500)
    with pytest.raises(Rejected, match=r"robots\.txt"):
        make_fetcher().sitemaps(site.url("/any"))
