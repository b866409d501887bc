from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice, pairwise

import pytest

from flows.fetching.exchange import Exchange
from flows.fetching.pool import Request, fetch_all
from tests.flows.fetching.fetchers import make_fetcher
from tests.flows.fetching.server import Site


@pytest.fixture
def sites() -> Iterator[list[Site]]:
    with ExitStack() as stack:
        sites = [stack.enter_context(Site()) for _ in range(5)]
        for site in sites:
            for number in range(6):
                site.page(f"/{number}", f"Page {number}")
        yield sites


def test_every_address_is_fetched_once_in_the_order_of_its_host(sites: list[Site]) -> None:
    requests = [Request(site.url(f"/{number}")) for site in sites for number in range(6)]
    requests.append(Request("no address"))
    found = list(fetch_all(requests, make_fetcher(), workers=3))
    assert sorted(fetched.url for fetched in found) == sorted(request.url for request in requests)
    assert [fetched.url for fetched in found if fetched.refusal] == ["no address"]
    for site in sites:
        assert site.paths() == ["/robots.txt", *(f"/{number}" for number in range(6))]
        assert site.most_connections == 1


def test_one_host_with_many_addresses_keeps_its_pace_whoever_asks(site: Site) -> None:
    for number in range(4):
        site.page(f"/feed{number}", "x")
    fetcher = make_fetcher(host_delay_seconds=0.05)
    requests = [Request(site.url(f"/feed{number}")) for number in range(4)]
    threads = [threading.Thread(target=lambda: list(fetch_all(requests, fetcher, 4))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    times = [request.began_at for request in site.requests]
    assert len(times) == 9
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(times))
    assert site.most_connections == 1


def test_validators_go_along(site: Site) -> None:
    site.page("/", "x", etag='"1"')
    (fetched,) = fetch_all([Request(site.url("/"), '"1"')], make_fetcher(), 2)
    assert fetched.exchanges[-1].status == 304


def test_hosts_that_send_one_another_around_do_not_lock_up(site: Site, other_site: Site) -> None:
    for number in range(10):
        site.redirect(f"/{number}", other_site.url(f"/{number}/there"))
        other_site.redirect(f"/{number}", site.url(f"/{number}/there"))
        site.page(f"/{number}/there", "x")
        other_site.page(f"/{number}/there", "x")
    requests = [Request(one.url(f"/{number}")) for number in range(10) for one in (site, other_site)]
    found = list(fetch_all(requests, make_fetcher(host_delay_seconds=0.001), 8))
    assert [fetched.refusal for fetched in found] == [None] * 20
    assert (site.most_connections, other_site.most_connections) == (1, 1)


def test_nothing_is_fetched_far_ahead_of_the_reader_and_closing_stops(sites: list[Site]) -> None:
    requests = [Request(site.url(f"/{number}")) for site in sites for number in range(6)]
    results = fetch_all(requests, make_fetcher(), workers=2)
    assert len(list(islice(results, 3))) == 3
    results.close()
    assert sum(len(site.paths()) - 1 for site in sites if site.paths()) <= 3 + 2 * 2
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fetch")]


def test_no_request_is_no_result() -> None:
    assert list(fetch_all([], make_fetcher(), 4)) == []


def test_an_archive_that_cannot_write_stops_everything(sites: list[Site]) -> None:
    class Full:
        def write(self, address: str, exchange: Exchange, is_last: bool) -> str:
            raise OSError("No space left on device")

    requests = [Request(site.url("/0")) for site in sites]
    with pytest.raises(OSError, match="No space"):
        list(fetch_all(requests, make_fetcher(archive=Full()), 2))
