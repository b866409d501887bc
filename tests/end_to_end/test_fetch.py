"""What the ledger says when servers misbehave: real runs over real servers on loopback, each with its fault."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import brotli
import pytest

from tests.end_to_end.conftest import Dateline
from tests.end_to_end.test_run import FIRST, SECOND, article, rows
from tests.flows.fetching.server import Site, drip, response

pytestmark = pytest.mark.xdist_group("prefect")
MANY = 200_000
HTML = {"Content-Type": "text/html"}
SETTINGS = {
    "DATELINE_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
    "DATELINE_HOST_DELAY_SECONDS": "0.01",
    "DATELINE_FETCH_SECONDS": "3",
    "DATELINE_MAX_DOCUMENT_BYTES": str(MANY),
}


def story(site: Site, text: str = FIRST) -> str:
    """A page whose canonical address is that which it is fetched from."""
    return article(text).replace("https://news.example/port", site.url("/page"))


def zipped(body: bytes, coding: str = "gzip") -> bytes:
    return response(200, HTML | {"Content-Encoding": coding}, body)


def _good(site: Site) -> None:
    site.page("/page", story(site))


def _loop(site: Site) -> None:
    site.redirect("/page", "/there")
    site.redirect("/there", "/page")


def _private(site: Site) -> None:
    site.redirect("/page", "http://10.0.0.1/")


def _link_local(site: Site) -> None:
    site.redirect("/page", "http://169.254.169.254/latest/meta-data/")


def _mapped(site: Site) -> None:
    site.redirect("/page", "http://[::ffff:10.0.0.1]/")


def _busy(site: Site) -> None:
    site.page("/page", status=429, headers={"Retry-After": "3600"})


def _down(site: Site) -> None:
    site.page("/page", status=503)


def _slow(site: Site) -> None:
    site.raw("/page", lambda _: drip(response(200, HTML, b"x" * 1000), 0.2))


def _endless(site: Site) -> None:
    site.raw(
        "/page", lambda _: [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *repeat(b"<p>x</p>" * 1000, 100)]
    )


def _short(site: Site) -> None:
    site.raw("/page", response(200, HTML | {"Content-Length": "9999"}, story(site).encode()))


def _wrong_charset(site: Site) -> None:
    site.page(
        "/page",
        story(site, f"{FIRST} “¿Café?” the mayor asked."),
        headers={"Content-Type": "text/html; charset=cp1251"},
    )


def _gzip_bomb(site: Site) -> None:
    site.raw("/page", zipped(gzip.compress(bytes(50 * MANY))))


def _brotli_bomb(site: Site) -> None:
    site.raw("/page", zipped(brotli.compress(bytes(50 * MANY)), "br"))


def _truncated_gzip(site: Site) -> None:
    site.raw("/page", zipped(gzip.compress(story(site).encode())[:-20]))


def _disallowed(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /page")
    _good(site)


def _picture(site: Site) -> None:
    site.page("/page", b"\x89PNG\r\n\x1a\n" + bytes(100), headers={"Content-Type": "image/png"})


def _no_http(site: Site) -> None:
    site.raw("/page", b"SSH-2.0-OpenSSH_9.6\r\n")


# What the ledger says of each: outcome, and stage and rule of the rejection.
CASES: dict[Callable[[Site], None], tuple[str, str | None, str | None]] = {
    _good: ("loaded", None, None),
    _wrong_charset: ("loaded", None, None),
    _loop: ("rejected", "fetch", "redirect_loop"),
    _private: ("rejected", "fetch", "address_refused"),
    _link_local: ("rejected", "fetch", "address_refused"),
    _mapped: ("rejected", "fetch", "address_refused"),
    _busy: ("rejected", "fetch", "http_429"),
    _down: ("rejected", "fetch", "http_503"),
    _slow: ("rejected", "fetch", "timed_out"),
    _endless: ("rejected", "fetch", "too_large"),
    _short: ("rejected", "fetch", "incomplete"),
    _gzip_bomb: ("rejected", "fetch", "too_large"),
    _brotli_bomb: ("rejected", "fetch", "too_large"),
    _truncated_gzip: ("rejected", "fetch", "bad_encoding"),
    _disallowed: ("rejected", "fetch", "robots_disallowed"),
    _picture: ("rejected", "raw_document", "unknown_format"),
    _no_http: ("rejected", "fetch", "bad_response"),
}


@pytest.fixture
def fetching(dateline: Dateline) -> Dateline:
    return replace(dateline, environment=dateline.environment | SETTINGS)


@pytest.fixture
def sites() -> Iterator[dict[str, Site]]:
    """A site a case, by its address, set up for it."""
    with ExitStack() as stack:
        made = {}
        for set_up in CASES:
            site = stack.enter_context(Site())
            set_up(site)
            made[site.url("/page")] = site
        yield made


def test_the_ledger_tells_what_became_of_every_address(fetching: Dateline, sites: dict[str, Site]) -> None:
    done = fetching("run", *sites)
    assert done.returncode == 0, done.stderr
    told = rows(
        fetching,
        "SELECT d.input_uri, d.outcome, r.stage, r.rule "
        "FROM ops.document AS d LEFT JOIN ops.rejection AS r USING (capture_id)",
    )
    assert sorted(told) == sorted((url, *case) for url, case in zip(sites, CASES.values(), strict=True))
    assert not any(reason is None for (reason,) in rows(fetching, "SELECT reason FROM ops.rejection"))
    assert all("é" in text for (text,) in rows(fetching, "SELECT text FROM fact_article WHERE text ILIKE '%caf%'"))


def test_what_was_refused_is_fetched_again_on_replay(fetching: Dateline) -> None:
    with Site() as site:
        _down(site)
        assert fetching("run", site.url("/page")).returncode == 0
        _good(site)
        done = fetching("rejected", "--replay")
        assert done.returncode == 0, done.stderr
        assert rows(fetching, "SELECT url FROM fact_article") == [(site.url("/page"),)]
    assert rows(fetching, "SELECT count(*) FROM ops.rejection WHERE replayed_at IS NULL") == [(0,)]


def test_a_feed_loads_its_pages_once_and_keeps_all_origins(fetching: Dateline) -> None:
    with Site() as site:
        for name, tail, text in (("one", "", FIRST), ("two", "?utm_source=rss", SECOND)):
            site.page(f"/{name}{tail}", article(text, name).replace("https://news.example/port", site.url(f"/{name}")))
        links = [site.url("/one"), site.url("/two?utm_source=rss")]
        items = "".join(f"<item><link>{link}</link><guid isPermaLink='false'>same</guid></item>" for link in links)
        for path in ("/rss", "/other.rss"):
            site.page(
                path, f"<rss version='2.0'><channel>{items}</channel></rss>", headers={"Content-Type": "text/xml"}
            )
        for _ in range(2):
            done = fetching("run", site.url("/rss"), site.url("/other.rss"))
            assert done.returncode == 0, done.stderr
        assert site.paths().count("/one") == 1
        keys = [site.url(path).replace("http:", "https:") for path in ("/one", "/two")]
    assert rows(fetching, "SELECT count(*) FROM fact_article") == [(2,)]
    assert rows(fetching, "SELECT url, count(*) FROM ops.origin GROUP BY 1 ORDER BY 1") == [(key, 2) for key in keys]


def test_what_was_fetched_is_derived_again_without_the_network(fetching: Dateline) -> None:
    with Site() as site:
        _good(site)
        assert fetching("run", site.url("/page")).returncode == 0
    again = fetching("reprocess", "--keep", "before.duckdb")
    assert again.returncode == 0, again.stderr
    told = fetching("diff", "before.duckdb", "dateline.duckdb")
    assert "The facts are the same." in told.stdout
    refused = fetching("snapshot", "before.duckdb")
    assert (refused.returncode, "is there already" in refused.stderr) == (1, True)


def test_monitor_polls_politely_and_loads_what_is_new(fetching: Dateline) -> None:
    with Site() as site:
        site.page("/page", story(site))
        item = f"<item><link>{site.url('/page')}</link></item>"
        feed = f"<rss version='2.0'><channel><title>The Port</title>{item}</channel></rss>"
        site.page("/rss", feed, headers={"Content-Type": "text/xml"}, etag='"1"')
        (fetching.folder / "sources.csv").write_text(f"feed_url,name,country_code\n{site.url('/rss')},The Port,GB\n")
        first = fetching("monitor")
        assert first.returncode == 0, first.stderr
        _due(fetching)
        second = fetching("monitor")
        assert second.returncode == 0, second.stderr
        assert [(each.path, each.headers.get("if-none-match")) for each in site.requests] == [
            ("/robots.txt", None), ("/rss", None), ("/page", None), ("/rss", '"1"')
        ]  # fmt: skip
    assert rows(fetching, "SELECT outcome, new_count FROM ops.poll ORDER BY polled_at") == [
        ("new", 1),
        ("not_modified", 0),
    ]
    assert rows(fetching, "SELECT name, country_code FROM dim_source") == [("The Port", "GB")]
    assert rows(fetching, "SELECT state FROM ops.address") == [("settled",)]


def test_standard_input_is_kept_and_loaded(fetching: Dateline) -> None:
    done = fetching("run", "-", input=json.dumps({"text": FIRST, "title": "Port"}) + "\n")
    assert done.returncode == 0, done.stderr
    ((place,),) = rows(fetching, "SELECT place FROM ops.capture")
    assert (
        Path(str(place).partition("#")[0]).parent == fetching.warehouse.with_name("dateline.duckdb.captures") / "stdin"
    )
    assert rows(fetching, "SELECT title FROM fact_article") == [("Port",)]


def _due(dateline: Dateline) -> None:
    import duckdb

    with duckdb.connect(str(dateline.warehouse)) as connection:
        connection.execute("UPDATE ops.feed SET next_poll_at = NULL")
