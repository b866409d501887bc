from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from flows.registry import read_sources
from flows.settings import Settings
from flows.source_adding import Told, add
from flows.source_commands import group
from tests.flows.fetching.server import Site
from transforms.errors import DatelineError
from transforms.records import Feed
from warehouse.connection import connect
from warehouse.monitoring import feeds, save_polls

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def rss(title: str, *names: str, link: str = "", language: str = "en-gb") -> str:
    items = "".join(
        f"<item><title>{name}</title><link>{link}/{name}</link><pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate></item>"
        for name in names
    )
    told = f"<title>{title}</title><link>{link}/</link><language>{language}</language>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{told}{items}</channel></rss>'


HOME = """<html lang="en"><head><title>Home</title><meta property="og:site_name" content="The Harbour &amp; Post">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.xml">
<link rel="alternate" type="application/rss+xml" title="Top stories" href="/top.xml">
<link rel="alternate" type="application/rss+xml" title="World" href="/world.xml"></head><body>News</body></html>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.page("/", HOME)
        for name in ("top", "world"):
            site.page(f"/{name}.xml", rss(f"Harbour Post: {name}", "one", "two", link=site.url("")), headers=XML)
        yield site


XML = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def dateline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "DATELINE_ALLOWED_NETWORKS": '["127.0.0.0/8"]',
        "DATELINE_HOST_DELAY_SECONDS": "0",
        "DATELINE_FETCH_SECONDS": "5",
        "COLUMNS": "250",
    }.items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(group, list(arguments))
        if isinstance(result.exception, DatelineError):
            return 1, str(result.exception)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    return run


def table(path: Path = Path("dateline.duckdb")) -> list[tuple]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("SELECT feed_url, name, state FROM ops.feed ORDER BY feed_url").fetchall()


def test_a_home_page_gives_its_best_feed_and_shows_the_others(dateline, site):
    code, told = dateline("add", site.url("/"), "--country", "ie")
    assert code == 0
    assert f"Added: The Harbour & Post, {site.url('/top.xml')} (feed, active, IE, en), 2 articles" in told
    assert f"feed     {site.url('/world.xml')}  World" in told
    assert "comments.xml" not in told
    assert "Next: dateline monitor" in told
    (feed,) = read_sources(Path("sources.csv")).feeds()
    assert feed == Feed(
        site.url("/top.xml"), "the-harbour-post", "feed", "The Harbour & Post", "active", "IE", "en", site.url("/")
    )
    assert table() == [(site.url("/top.xml"), "The Harbour & Post", "active")]


def test_all_feeds_of_a_home_page_are_added_once(dateline, site):
    dateline("add", site.url("/world.xml"), "--name", "World News")
    code, told = dateline("add", site.url("/"), "--all")
    assert code == 0
    assert f"Monitored already: World News, {site.url('/world.xml')} (feed, active" in told
    assert [feed.feed_url for feed in read_sources(Path("sources.csv")).feeds()] == [
        site.url("/world.xml"),
        site.url("/top.xml"),
    ]
    code, told = dateline("add", site.url("/top.xml"))
    assert (code, "Next" in told) == (0, False)


def test_a_feed_that_is_named_but_cannot_be_read_is_told_and_the_next_is_taken(dateline, site):
    site.page("/top.xml", "<html><body>Moved</body></html>")
    code, told = dateline("add", site.url("/"))
    assert code == 0
    assert f"Added: The Harbour & Post, {site.url('/world.xml')}" in told
    assert f"Not added: {site.url('/top.xml')}: There is a page" in told
    assert "The site also names" not in told


def test_two_links_to_one_feed_are_added_once(dateline, site):
    site.redirect("/world.xml", site.url("/top.xml"))
    code, told = dateline("add", site.url("/"), "--all")
    assert (code, told.count("Added:")) == (0, 1)


def test_a_page_without_feeds_gives_the_news_sitemap_that_robots_names(dateline, site):
    site.page("/plain", "<html><body>News</body></html>")
    site.robots(f"User-agent: *\nSitemap: {site.url('/all.xml')}\nSitemap: {site.url('/news-1.xml')}\n")
    site.page("/news-1.xml", f"<urlset><url><loc>{site.url('/one')}</loc></url></urlset>")
    code, told = dateline("add", site.url("/plain"), "--name", "Plain News", "--language", "fr")
    assert code == 0
    assert f"Added: Plain News, {site.url('/news-1.xml')} (sitemap, active, fr), 1 article" in told
    assert f"sitemap  {site.url('/all.xml')}" in told


def test_a_page_may_be_polled_itself(dateline, site):
    assert dateline("add", site.url("/"), "--kind", "home_page")[0] == 0
    (feed,) = read_sources(Path("sources.csv")).feeds()
    assert (feed.feed_url, feed.kind, feed.name) == (site.url("/"), "home_page", "The Harbour & Post")


def test_only_permanent_redirects_are_followed_for_good(dateline, site):
    site.redirect("/old.xml", site.url("/top.xml"), status=301)
    site.redirect("/today.xml", site.url("/world.xml"), status=302)
    dateline("add", site.url("/old.xml"))
    dateline("add", site.url("/today.xml"))
    found = [feed.feed_url for feed in read_sources(Path("sources.csv")).feeds()]
    assert found == [site.url("/top.xml"), site.url("/today.xml")]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("/none",), "cannot be read: http://127.0.0.1"),
        (("/bare",), "No feed or sitemap that lists articles is found from"),
        (("/top.xml", "--kind", "sitemap"), "is a feed, not a sitemap; leave --kind out."),
        (("/top.xml", "--country", "Ireland"), "column country_code: “Ireland” is not two letters"),
        (("/private",), "robots"),
    ],
)
def test_what_cannot_be_added_is_told_in_a_sentence_and_leaves_nothing(dateline, site, arguments, told):
    site.page("/bare", "<html><body>Nothing</body></html>")
    site.robots("User-agent: *\nDisallow: /private\n")
    path, *options = arguments
    code, said = dateline("add", site.url(path), *options)
    assert code == 1
    assert told in said
    assert "\n" not in said
    assert not Path("sources.csv").exists()


@pytest.mark.parametrize("address", ["ftp://a.example/", "nowhere", "/etc/hosts", "https://"])
def test_no_address_is_told(dateline, address):
    told = f"“{address}” is no web address; give one such as https://www.example.org/."
    assert dateline("add", address) == (1, told)


def test_a_private_network_is_refused_unless_it_is_allowed(dateline, site, monkeypatch):
    monkeypatch.delenv("DATELINE_ALLOWED_NETWORKS")
    code, told = dateline("add", site.url("/"))
    assert (code, "DATELINE_ALLOWED_NETWORKS" in told, site.requests) == (1, True, [])


def test_hostile_titles_steer_nothing(dateline, site):
    site.page("/bad.xml", rss("Evil &#x1b;[31m\n [red]News", "one", link=site.url("")), headers=XML)
    code, told = dateline("add", site.url("/bad.xml"))
    assert code == 0
    assert "\x1b" not in told
    assert "[red]News" in told
    assert "[red]News" in dateline("list")[1]
    assert Path("sources.csv").read_text(encoding="utf-8").count("\n") == 2


def test_pause_resume_and_remove_change_file_and_table(dateline, site):
    dateline("add", site.url("/"), "--all")
    for command, state in (("pause", "paused"), ("resume", "active")):
        code, told = dateline(command, "the harbour & post")
        assert (code, told.count(site.url())) == (0, 2)
        assert {row[2] for row in table()} == {state}
        assert {feed.state for feed in read_sources(Path("sources.csv")).feeds()} == {state}
    assert dateline("remove", site.url("/top.xml/"))[0] == 0
    assert [(row[0], row[2]) for row in table()] == [
        (site.url("/top.xml"), "removed"),
        (site.url("/world.xml"), "active"),
    ]
    assert "1 source: 1 active" in dateline("list")[1]
    assert dateline("pause", "nobody") == (
        1, "No source has the name or address “nobody”; `dateline sources list` shows them.",
    )  # fmt: skip


def test_a_dead_source_is_shown_and_lives_when_it_is_resumed(dateline, site):
    dateline("add", site.url("/top.xml"))
    with connect(Path("dateline.duckdb")) as connection:
        (feed,) = feeds(connection)
        dead = replace(feed, state="dead", failure_count=10, note="It is gone.", polled_at=NOW)
        save_polls(connection, [dead], [], [], [])
    told = dateline("list")[1]
    assert "1 source: 1 dead" in told
    assert "It is gone." in told
    assert "2026-11-22 12:00" in told
    dateline("pause", site.url("/top.xml"))
    dateline("resume", site.url("/top.xml"))
    assert table()[0][2] == "active"
    assert "It is gone." not in dateline("list")[1]


def test_two_people_who_add_at_once_lose_nothing(dateline, site):
    names = [f"/feed-{number}.xml" for number in range(4)]
    for name in names:
        site.page(name, rss("Harbour Post", "one", link=site.url("")), headers=XML)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda name: add(Settings(), site.url(name), Told(), is_all=False), names))
    found = [feed.feed_url for feed in read_sources(Path("sources.csv")).feeds()]
    assert sorted(found) == [row[0] for row in table()] == [site.url(name) for name in names]


def test_an_edit_by_hand_is_taken_up_by_the_next_command(dateline, site):
    dateline("add", site.url("/top.xml"))
    path = Path("sources.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("active", "paused"), encoding="utf-8")
    assert "1 source: 1 paused" in dateline("list")[1]
    assert table()[0][2] == "paused"
    path.write_text(path.read_text(encoding="utf-8").replace("paused", "sleeping"), encoding="utf-8")
    assert "line 2, column state: “sleeping” is none of active, paused" in dateline("list")[1]


def test_a_file_that_is_gone_removes_nothing(dateline, site):
    dateline("add", site.url("/top.xml"))
    Path("sources.csv").rename("elsewhere.csv")
    code, told = dateline("list")
    assert code == 1
    assert "There is no sources.csv here" in told
    assert dateline("list", "--sources", "elsewhere.csv")[0] == 0
    assert "--sources elsewhere.csv" in dateline("add", site.url("/world.xml"), "--sources", "elsewhere.csv")[1]
    assert table()[0][2] == "active"


def test_an_empty_registry_says_what_to_do(dateline):
    code, told = dateline("list")
    assert (code, "add one by `dateline sources add URL`" in told) == (0, True)


def test_check_tells_what_is_there_and_loads_nothing(dateline, site):
    dateline("add", site.url("/"), "--all")
    code, told = dateline("check")
    assert code == 0
    assert told.count("2026-11-21 10:00") == 2
    assert "2 of 2 can be read; nothing was loaded." in told
    with duckdb.connect("dateline.duckdb", read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM ops.address").fetchone() == (0,)
    site.page("/world.xml", "Gone", status=404)
    code, told = dateline("check")
    assert code == 1
    assert "HTTP status 404" in told
    assert "1 of 2 can be read" in told
    assert dateline("check", site.url("/top.xml"))[0] == 0


def test_check_tells_of_robots_and_of_pages_that_are_no_feeds(dateline, site):
    Path("sources.csv").write_text(
        f"feed_url,name\n{site.url('/private.xml')},Private\n{site.url('/page')},Page\n", encoding="utf-8"
    )
    site.robots("User-agent: *\nDisallow: /private\n")
    site.page("/page", HOME)
    code, told = dateline("check")
    assert code == 1
    assert "forbid it" in told
    assert "neither feed nor sitemap" in told
