from __future__ import annotations

import gzip
import socket
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.fetching.exchange import Fetched
from flows.fetching.fetcher import Fetcher
from flows.fetching.guard import Guard
from tests.flows.fetching.fetchers import LoopbackOnly, Shelf, make_fetcher, make_settings
from tests.flows.fetching.server import Received, Site, drip, response

UNSPECIFIED = ".".join("0000")
PAGE = "<p>Grüße</p>" * 200


def rule(fetched: Fetched) -> str:
    assert fetched.refusal is not None
    assert fetched.refusal.stage == "fetch"
    assert fetched.refusal.reason.endswith(".")
    return fetched.refusal.rule


@pytest.fixture
def guarded() -> Fetcher:
    """A fetcher that may go to 127.0.0.1 only, and fails the test where it opens a socket to anything else."""
    return Fetcher(make_settings(), guard=Guard([ip_network("127.0.0.1/32")], connector=LoopbackOnly()))


def fetch(site: Site, path: str = "/", **fields: object) -> Fetched:
    return make_fetcher(**fields).fetch(site.url(path))


def test_a_page_is_fetched_with_an_honest_name(site: Site) -> None:
    site.page("/", PAGE)
    fetched = fetch(site, user_agent="Reader/1 (+mailto:desk@example.org)")
    assert fetched.refusal is None
    (exchange,) = fetched.exchanges
    assert (exchange.status, exchange.reason, exchange.content.decode()) == (200, "OK", PAGE)
    assert exchange.header("content-type") == "text/html; charset=utf-8"
    assert site.requests[-1].headers == {name.lower(): value for name, value in exchange.request_headers}
    assert site.requests[-1].headers["user-agent"] == "Reader/1 (+mailto:desk@example.org)"
    assert site.requests[-1].headers["host"] == site.host


def test_credentials_and_fragments_are_not_passed_on(site: Site) -> None:
    site.page("/", PAGE)
    fetched = make_fetcher().fetch(f"http://reader:secret@{site.host}/#top")
    assert fetched.exchanges[-1].url == site.url("/")
    assert "authorization" not in site.requests[-1].headers
    assert "secret" not in str(fetched.exchanges)


@pytest.mark.parametrize(
    ("coding", "encode"),
    [
        ("gzip", gzip.compress),
        ("br", brotli.compress),
        ("deflate", zlib.compress),
        ("br, gzip", lambda body: gzip.compress(brotli.compress(body))),
    ],
)
def test_a_content_coding_is_taken_off(site: Site, coding: str, encode) -> None:
    body = encode(PAGE.encode())
    site.page("/", body, headers={"Content-Encoding": coding})
    (exchange,) = fetch(site).exchanges
    assert (exchange.body, exchange.content.decode()) == (body, PAGE)


def test_two_headers_of_content_coding_are_one_list(site: Site) -> None:
    body = gzip.compress(brotli.compress(b"x"))
    site.raw("/", b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Encoding: gzip\r\n\r\n" + body)
    assert fetch(site).exchanges[-1].content == b"x"


def test_an_old_server_is_understood(site: Site) -> None:
    site.raw("/", b"HTTP/1.0 200\r\n\r\n" + PAGE.encode())
    (exchange,) = fetch(site).exchanges
    assert (exchange.reason, exchange.content.decode()) == ("", PAGE)


def test_a_chunked_page_is_put_together(site: Site) -> None:
    site.raw("/", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    assert fetch(site).exchanges[-1].body == b"abcde"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_kept(site: Site, status: int) -> None:
    site.redirect("/old/page", "../new?a=ä", status)
    site.page("/new?a=%C3%A4", PAGE)
    fetched = fetch(site, "/old/page")
    assert fetched.refusal is None
    assert [exchange.status for exchange in fetched.exchanges] == [status, 200]
    assert fetched.exchanges[-1].url == site.url("/new?a=%C3%A4")


def test_of_what_a_redirect_says_only_so_much_is_read(site: Site) -> None:
    site.page("/old", bytes(3_000_000), 301, {"Location": "/new"})
    site.page("/new", PAGE)
    fetched = fetch(site, "/old")
    assert fetched.refusal is None
    assert (len(fetched.exchanges[0].body), fetched.exchanges[0].truncated) == (1_000_000, "length")


def test_a_redirect_loop_is_refused(site: Site) -> None:
    site.redirect("/a", "/b")
    site.redirect("/b", "/a#again")
    fetched = fetch(site, "/a")
    assert rule(fetched) == "redirect_loop"
    assert len(fetched.exchanges) == 2


def test_a_chain_of_redirects_may_be_so_long_and_no_longer(site: Site) -> None:
    for number in range(6):
        site.redirect(f"/{number}", f"/{number + 1}")
    site.page("/6", PAGE)
    assert fetch(site, "/0", max_redirects=6).refusal is None
    fetched = fetch(site, "/0", max_redirects=5)
    assert rule(fetched) == "too_many_redirects"
    assert len(fetched.exchanges) == 6


@pytest.mark.parametrize("location", ["ftp://example.org/", "javascript:alert(1)", "http://a:99999/", ""])
def test_a_redirect_to_no_web_address_is_refused(site: Site, location: str) -> None:
    site.redirect("/", location)
    assert rule(fetch(site)) == "bad_redirect"


@pytest.mark.parametrize(
    "host",
    ["10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", UNSPECIFIED, "2130706434", "0x7f000002", "0x7f.2"],
)
def test_a_redirect_to_an_address_that_is_not_public_is_refused(site: Site, guarded: Fetcher, host: str) -> None:
    site.redirect("/", f"http://{host}/latest/meta-data")
    fetched = guarded.fetch(site.url("/"))
    assert rule(fetched) == "address_refused"
    assert [exchange.status for exchange in fetched.exchanges] == [301]


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "example.org", "http://", "http://a\x00b/", "http://exa mple/", ""]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    fetched = make_fetcher().fetch(url)
    assert (rule(fetched), fetched.exchanges) == ("bad_address", ())


@pytest.mark.parametrize("status", [204, 304, 401, 404, 410, 451, 500])
def test_an_error_status_is_a_refusal_with_its_exchange(site: Site, status: int) -> None:
    site.page("/", "" if status in (204, 304) else "Sorry", status=status)
    fetched = fetch(site)
    assert rule(fetched) == f"http_{status}"
    assert fetched.exchanges[-1].status == status
    assert fetched.retry_at is None


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_keeps_everybody_away_from_the_host(site: Site, status: int) -> None:
    site.page("/busy", status=status, headers={"Retry-After": "120"})
    site.page("/", PAGE)
    fetcher = make_fetcher()
    fetched = fetcher.fetch(site.url("/busy"))
    assert rule(fetched) == f"http_{status}"
    assert fetched.retry_at is not None
    assert timedelta(seconds=110) < fetched.retry_at - datetime.now(UTC) <= timedelta(seconds=120)
    asked = site.paths()
    later = fetcher.fetch(site.url("/"))
    assert (rule(later), later.retry_at, later.exchanges) == ("host_blocked", fetched.retry_at, ())
    next_run = make_fetcher(fetcher.known_hosts()).fetch(site.url("/"))
    assert (rule(next_run), next_run.retry_at) == ("host_blocked", fetched.retry_at)
    assert site.paths() == asked


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "0"}, {"Retry-After": "soon"}])
def test_a_host_that_is_overloaded_again_and_again_is_left_alone(site: Site, headers: dict[str, str]) -> None:
    site.page("/", status=503, headers=headers)
    fetcher = make_fetcher()
    fetched = [fetcher.fetch(site.url("/")) for _ in range(4)]
    assert [rule(each) for each in fetched] == ["http_503"] * 3 + ["host_blocked"]
    assert [each.retry_at is None for each in fetched] == [True, True, False, False]


def test_a_refusal_keeps_no_page_in_memory(site: Site) -> None:
    site.page("/", "Sorry", status=404)
    refusal = fetch(site).refusal
    assert refusal is not None
    assert (refusal.__traceback__, refusal.__cause__) == (None, None)


def test_a_conditional_request_that_finds_nothing_new_is_no_refusal(site: Site) -> None:
    site.page("/", PAGE, etag='"1"', last_modified="Sat, 21 Nov 2026 10:00:00 GMT")
    fetcher = make_fetcher()
    for validators in ({"etag": '"1"'}, {"last_modified": "Sat, 21 Nov 2026 10:00:00 GMT"}):
        fetched = fetcher.fetch(site.url("/"), **validators)
        assert (fetched.refusal, fetched.exchanges[-1].status, fetched.exchanges[-1].content) == (None, 304, b"")
    assert fetcher.fetch(site.url("/"), etag='"2"').exchanges[-1].status == 200


def test_a_slow_drip_of_the_body_is_given_up(site: Site) -> None:
    site.raw("/", lambda _: drip(response(200, {}, b"x" * 1000), 0.05, 40))
    fetched = fetch(site, fetch_seconds=0.4)
    assert rule(fetched) == "timed_out"
    (exchange,) = fetched.exchanges
    assert exchange.truncated == "time"
    assert 0 < len(exchange.body) < 1000


def test_a_slow_drip_of_the_headers_is_given_up(site: Site) -> None:
    site.raw("/", lambda _: drip(response(200, {"X": "x" * 1000}), 0.02))
    fetched = fetch(site, fetch_seconds=0.4)
    assert (rule(fetched), fetched.exchanges) == ("timed_out", ())


def test_the_time_limit_is_one_for_all_redirects(site: Site) -> None:
    for number in range(8):
        answer = response(301, {"Location": f"/{number + 1}"})
        site.raw(f"/{number}", lambda _, answer=answer: drip(answer, 0.1, len(answer) // 2))
    assert rule(fetch(site, "/0", fetch_seconds=0.5)) == "timed_out"


def test_waiting_for_a_turn_does_not_count(site: Site) -> None:
    site.page("/", PAGE)
    assert fetch(site, fetch_seconds=0.5, host_delay_seconds=0.7).refusal is None


def test_a_server_that_never_shakes_hands_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        fetched = make_fetcher(fetch_seconds=0.3).fetch(f"https://127.0.0.1:{silent.getsockname()[1]}/")
    assert rule(fetched) == "timed_out"


def test_an_endless_body_is_given_up(site: Site) -> None:
    def endless(_: Received) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            yield b"x" * 65_536

    site.raw("/", endless)
    fetched = fetch(site, max_document_bytes=300_000)
    assert rule(fetched) == "too_large"
    assert (len(fetched.exchanges[-1].body), fetched.exchanges[-1].truncated) == (300_000, "length")


def test_a_page_of_just_the_limit_is_taken(site: Site) -> None:
    site.page("/", b"x" * 1000)
    assert fetch(site, max_document_bytes=1000).refusal is None
    assert rule(fetch(site, max_document_bytes=999)) == "too_large"


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_bomb_is_given_up(site: Site, coding: str) -> None:
    body = {"gzip": gzip.compress, "br": brotli.compress}[coding](bytes(5_000_000))
    site.page("/", body, headers={"Content-Encoding": coding})
    fetched = fetch(site, max_document_bytes=1_000_000)
    assert rule(fetched) == "too_large"
    assert (fetched.exchanges[-1].body, len(fetched.exchanges[-1].content)) == (body, 1_000_000)
    assert fetched.exchanges[-1].truncated is None


def test_a_body_shorter_than_announced_is_incomplete(site: Site) -> None:
    site.raw("/", response(200, {"Content-Length": "1000"}, b"x" * 600))
    fetched = fetch(site)
    assert rule(fetched) == "incomplete"
    assert (len(fetched.exchanges[-1].body), fetched.exchanges[-1].truncated) == (600, "disconnect")


def test_a_chunked_body_that_breaks_off_is_incomplete(site: Site) -> None:
    site.raw("/", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")
    assert rule(fetch(site)) == "incomplete"


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", gzip.compress(b"x" * 999)[:-9]), ("gzip", b"<p>plain"), ("br", b"\xff" * 9), ("zstd", b"x")],
)
def test_a_body_that_is_not_coded_as_said_is_refused_and_kept(site: Site, coding: str, body: bytes) -> None:
    site.page("/", body, headers={"Content-Encoding": coding})
    fetched = fetch(site)
    assert rule(fetched) == "bad_encoding"
    assert fetched.exchanges[-1].body == body


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x16\x03\x01\x02\x00garbage\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"x" * 50_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        response(200, {"X": "x" * 200_000}),
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 30_000 + b"\r\n",
    ],
    ids=["nothing", "TLS", "SSH", "a long line", "two lengths", "huge header", "many headers"],
)
def test_what_is_no_http_is_refused(site: Site, answer: bytes) -> None:
    site.raw("/", answer)
    fetched = fetch(site)
    assert (rule(fetched), fetched.exchanges) == ("bad_response", ())
    assert fetched.refusal is not None
    assert len(fetched.refusal.reason) <= 400


def test_a_refused_connection_is_told_and_after_three_the_host_is_left_alone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    fetcher = make_fetcher()
    assert [rule(fetcher.fetch(url)) for _ in range(4)] == ["connection_failed"] * 3 + ["host_blocked"]
    (host,) = fetcher.known_hosts()
    assert (host.robots_status, host.blocked_until) == (None, fetcher.fetch(url).retry_at)


def test_a_secure_connection_to_a_server_without_is_told(site: Site) -> None:
    site.page("/", PAGE)
    assert rule(make_fetcher().fetch(f"https://{site.host}/")) == "tls_failed"


def test_everything_is_archived_before_the_fetch_returns(site: Site) -> None:
    site.robots("User-agent: *\nAllow: /")
    site.redirect("/old", "/new")
    site.page("/new", PAGE, status=404)
    shelf = Shelf()
    fetched = make_fetcher(archive=shelf).fetch(site.url("/old"))
    assert [(url, exchange.url, is_last) for url, exchange, is_last in shelf.kept] == [
        (site.url("/robots.txt"), site.url("/robots.txt"), False),
        (site.url("/old"), site.url("/old"), False),
        (site.url("/old"), site.url("/new"), True),
    ]
    assert fetched.place == "shelf#3"


def test_the_archive_keeps_what_led_to_a_refusal(site: Site) -> None:
    site.redirect("/", "http://10.0.0.1/")
    shelf = Shelf()
    fetched = make_fetcher(archive=shelf).fetch(site.url("/"))
    assert fetched.place == f"shelf#{len(shelf.kept)}"
    assert shelf.kept[-1][2]


SCRAPS = [
    b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 \r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 101 Switching\r\n\r\n",
    b"HTTP/1.0 999\r\n", b"Location: ", b"http://[", b"//127.0.0.2/", b"Content-Length: 5\r\n",
    b"Content-Length: -1\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"Retry-After: 1e9\r\n", b"5\r\nhello\r\n",
    b"0\r\n\r\n", b"\r\n", b"\r\n\r\n",
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(SCRAPS) | st.binary(max_size=4), max_size=12))
def test_nothing_that_a_server_sends_raises(site: Site, guarded: Fetcher, scraps: list[bytes]) -> None:
    site.raw("/", b"".join(scraps))
    fetched = guarded.fetch(site.url("/"))
    assert fetched.refusal is None or fetched.refusal.stage == "fetch"
