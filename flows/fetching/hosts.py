"""Politeness: one connection a host at a time, a pause after each, and none to a host that wants to be left alone.

A host is what the header Host names (http and https of it are one). All that fetch share one `Hosts`, so however many
feeds a host has, it sees the pace of one patient reader.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from flows.fetching.refusals import refused
from transforms.records import Host

LONGEST_CRAWL_DELAY = 60.0
FAILURES_BEFORE_BACK_OFF = 3
SHORTEST_BACK_OFF = timedelta(minutes=5)
LONGEST_BACK_OFF = timedelta(days=1)


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class _Pace:
    """What is known of one host's pace; `turn` is held by whoever talks to the host."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    ended_at: datetime | None = None
    blocked_until: datetime | None = None
    failure_count: int = 0


class Hosts:
    """The turns of all hosts, safe to be used by many threads.

    Args:
        delay_seconds: least time between the end of a request to a host and the start of the next.
        known: what earlier runs remember.
        now: the clock; its answers are time zone aware.
        sleep: what waits, in seconds.
    """

    def __init__(
        self,
        delay_seconds: float,
        known: Iterable[Host] = (),
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._delay_seconds = delay_seconds
        self._now = now
        self._sleep = sleep
        self._lock = threading.Lock()
        self._paces: dict[str, _Pace] = {}
        for row in known:
            if row.blocked_until is not None:
                self.block(row.host.partition("://")[2], row.blocked_until)

    @contextmanager
    def turn(self, netloc: str, crawl_delay_seconds: float = 0.0) -> Iterator[None]:
        """Hold the host's turn; wait for it, and for the pause after the request before.

        Nobody may wait for another host's turn inside.

        Args:
            netloc: host and port as the header Host has them.
            crawl_delay_seconds: what its robots.txt asks for; it counts for a minute at the most.

        Raises:
            Rejected: `host_blocked`.
        """
        pace = self._pace(netloc)
        delay = timedelta(seconds=max(self._delay_seconds, min(crawl_delay_seconds, LONGEST_CRAWL_DELAY)))
        with pace.turn:
            self._refuse_blocked(netloc)
            self._wait(pace, delay)
            try:
                yield
            finally:
                pace.ended_at = self._now()

    def block(self, netloc: str, until: datetime) -> None:
        """Leave a host alone until then; a block that lasts longer stays."""
        pace = self._pace(netloc)
        pace.blocked_until = until if pace.blocked_until is None else max(until, pace.blocked_until)

    def blocked_until(self, netloc: str) -> datetime | None:
        """Return until when a host is left alone, None where it is not."""
        until = self._pace(netloc).blocked_until
        return until if until is not None and until > self._now() else None

    def succeeded(self, netloc: str) -> None:
        """Forget the failures of a host."""
        self._pace(netloc).failure_count = 0

    def failed(self, netloc: str) -> None:
        """Count a failure in a row; from the third on the host is left alone, each time twice as long."""
        pace = self._pace(netloc)
        pace.failure_count += 1
        doublings = pace.failure_count - FAILURES_BEFORE_BACK_OFF
        if doublings >= 0:
            self.block(netloc, self._now() + min(LONGEST_BACK_OFF, SHORTEST_BACK_OFF * 2 ** min(doublings, 16)))

    def _pace(self, netloc: str) -> _Pace:
        with self._lock:
            return self._paces.setdefault(netloc, _Pace())

    def _refuse_blocked(self, netloc: str) -> None:
        until = self.blocked_until(netloc)
        if until is not None:
            raise refused("host_blocked", f"{netloc} is left alone until {until:%Y-%m-%d %H:%M} UTC.")

    def _wait(self, pace: _Pace, delay: timedelta) -> None:
        if pace.ended_at is None:
            return
        left = pace.ended_at + delay - self._now()
        if left > timedelta(0):
            # A clock that is set back makes nobody wait longer than the delay.
            self._sleep(min(left, delay).total_seconds())
