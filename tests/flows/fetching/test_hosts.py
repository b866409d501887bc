from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from flows.fetching.hosts import Hosts
from transforms.errors import Rejected
from transforms.records import Host

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Clock:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = NOON
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_hosts(clock: Clock) -> Callable[..., Hosts]:
    return lambda known=(): Hosts(2, known, clock.now, clock.sleep)


def test_the_pause_begins_when_a_request_ends(clock: Clock, make_hosts: Callable[..., Hosts]) -> None:
    hosts = make_hosts()
    with hosts.turn("a"):
        clock.time += timedelta(seconds=30)
    clock.time += timedelta(seconds=0.5)
    with hosts.turn("a"):
        pass
    assert clock.slept == [1.5]


def test_hosts_do_not_wait_for_one_another(clock: Clock, make_hosts: Callable[..., Hosts]) -> None:
    hosts = make_hosts()
    with hosts.turn("a"), hosts.turn("b"):
        pass
    assert clock.slept == []


@pytest.mark.parametrize(("crawl_delay", "expected"), [(0.0, 2), (1, 2), (7, 7), (86_400, 60)])
def test_the_crawl_delay_counts_up_to_a_minute(
    clock: Clock, make_hosts: Callable[..., Hosts], crawl_delay: float, expected: float
) -> None:
    hosts = make_hosts()
    for _ in range(2):
        with hosts.turn("a", crawl_delay):
            pass
    assert clock.slept == [expected]


def test_a_clock_that_is_set_back_makes_nobody_wait_for_long(clock: Clock, make_hosts: Callable[..., Hosts]) -> None:
    hosts = make_hosts()
    with hosts.turn("a"):
        pass
    clock.time -= timedelta(days=1)
    with hosts.turn("a"):
        pass
    assert clock.slept == [2]


def test_a_host_that_is_blocked_gives_no_turn_until_then(clock: Clock, make_hosts: Callable[..., Hosts]) -> None:
    hosts = make_hosts([Host("https://a:8443", blocked_until=NOON + timedelta(hours=1)), Host("https://b")])
    hosts.block("a:8443", NOON + timedelta(minutes=1))
    with pytest.raises(Rejected) as raised, hosts.turn("a:8443"):
        pass
    assert raised.value.rule == "host_blocked"
    assert hosts.blocked_until("a:8443") == NOON + timedelta(hours=1)
    with hosts.turn("b"):
        clock.time += timedelta(hours=1)
    with hosts.turn("a:8443"):
        assert hosts.blocked_until("a:8443") is None


def test_failures_in_a_row_block_for_longer_and_longer(make_hosts: Callable[..., Hosts]) -> None:
    hosts = make_hosts()
    blocks = []
    for _ in range(40):
        hosts.failed("a")
        blocks.append(hosts.blocked_until("a"))
    assert blocks[:5] == [None, None, *(NOON + timedelta(minutes=minutes) for minutes in (5, 10, 20))]
    assert blocks[-1] == NOON + timedelta(days=1)


def test_a_success_forgets_failures(make_hosts: Callable[..., Hosts]) -> None:
    hosts = make_hosts()
    for _ in range(5):
        hosts.failed("a")
        hosts.failed("a")
        hosts.succeeded("a")
    assert hosts.blocked_until("a") is None


def test_a_turn_is_given_back_when_a_request_fails(make_hosts: Callable[..., Hosts]) -> None:
    hosts = make_hosts()
    with pytest.raises(OSError, match="gone"), hosts.turn("a"):
        raise OSError("gone")
    with hosts.turn("a"):
        pass


def test_one_at_a_time_however_many_threads_want_a_turn() -> None:
    hosts = Hosts(0.001)
    inside: list[int] = []
    seen: list[int] = []

    def visit() -> None:
        for _ in range(10):
            with hosts.turn("a"):
                inside.append(1)
                seen.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert seen == [1] * 80
