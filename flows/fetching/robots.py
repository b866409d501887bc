"""robots.txt (RFC 9309): what a host allows us to fetch, and how often.

One copy an origin is kept for a day, between runs too. No robots.txt (4xx, more than five redirects): everything is
allowed. One that cannot be read (5xx, 429, broken off) allows nothing for now, unless an old copy is at hand; it is
asked for again with the next address, and a host that goes on failing is left alone as `flows.fetching.hosts` has it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from protego import Protego

from flows.fetching.client import REDIRECTS, Answer
from flows.fetching.deadline import Deadline
from flows.fetching.hosts import utc_now
from flows.fetching.refusals import refused
from flows.fetching.target import Target
from transforms.errors import Rejected
from transforms.records import Host

FRESH = timedelta(days=1)
MOST_BYTES = 512_000
MOST_REDIRECTS = 5
_PRODUCT_TOKEN = re.compile(r"[A-Za-z_-]+")


@dataclass(slots=True)
class _Copy:
    """The robots.txt of an origin; `lock` is held by whoever fetches it."""

    row: Host
    rules: Protego | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Robots:
    """The robots.txt files of all origins, safe to be used by many threads.

    Args:
        ask: fetches a target in its host's turn, at most so many bytes of it, within a deadline.
        user_agent: its product token (RFC 9309, 2.2.1) is whom the rules are for.
        known: what earlier runs remember.
        now: the clock; its answers are time zone aware.
    """

    def __init__(
        self,
        ask: Callable[[Target, int, Deadline], Answer],
        user_agent: str,
        known: Iterable[Host] = (),
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        token = _PRODUCT_TOKEN.match(user_agent)
        self._token = token.group() if token else user_agent
        self._ask = ask
        self._now = now
        self._lock = threading.Lock()
        self._copies = {row.host: _Copy(row) for row in known}

    def check(self, target: Target, deadline: Deadline) -> float:
        """Return the crawl delay in seconds that a target's robots.txt asks of us; 0 where it asks for none.

        Raises:
            Rejected: `robots_disallowed`, `robots_unreachable`, or why the host cannot be asked at all
                (`connection_failed` and the like).
        """
        rules = self._rules(target, deadline)
        if not rules.can_fetch(target.url, self._token):
            raise refused("robots_disallowed", f"The robots.txt of {target.origin} disallows this address.")
        return rules.crawl_delay(self._token) or 0.0

    def sitemaps(self, target: Target, deadline: Deadline) -> tuple[str, ...]:
        """Return the addresses of the sitemaps that a target's robots.txt names.

        Raises:
            Rejected: as `check`, but for `robots_disallowed`.
        """
        return tuple(dict.fromkeys(self._rules(target, deadline).sitemaps))

    def rows(self) -> tuple[Host, ...]:
        """Return what is worth being remembered until the next run, blocks aside."""
        with self._lock:
            return tuple(copy.row for copy in self._copies.values())

    def _rules(self, target: Target, deadline: Deadline) -> Protego:
        with self._lock:
            copy = self._copies.setdefault(target.origin, _Copy(Host(target.origin)))
        # A turn is waited for with this lock held, but whoever has a turn waits for no lock of this kind.
        with ExitStack() as held:
            with deadline.paused():
                held.enter_context(copy.lock)
            if not self._is_fresh(copy.row):
                self._renew(copy, target, deadline)
            if copy.rules is None:
                copy.rules = Protego.parse(copy.row.robots or "")
            return copy.rules

    def _is_fresh(self, row: Host) -> bool:
        return _tells(row.robots_status) and row.robots_at is not None and self._now() - row.robots_at < FRESH

    def _renew(self, copy: _Copy, target: Target, deadline: Deadline) -> None:
        answer = self._follow(target.robots, deadline)
        status = answer.exchange.status
        is_readable = answer.flaw is None or answer.flaw.rule == "too_large"
        if _tells(status) and (is_readable or status >= 300):
            text = answer.exchange.content[:MOST_BYTES].decode("utf-8-sig", "replace") if status == 200 else None
            copy.row = Host(target.origin, text, status, self._now())
            copy.rules = None
        elif not _tells(copy.row.robots_status):
            raise _unreachable(target, str(answer.flaw or f"its HTTP status is {status}."))

    def _follow(self, target: Target, deadline: Deadline) -> Answer:
        answer = self._ask(target, MOST_BYTES, deadline)
        for _ in range(MOST_REDIRECTS):
            if answer.exchange.status not in REDIRECTS:
                break
            try:
                target = target.redirected(answer.exchange.header("location"))
                answer = self._ask(target, MOST_BYTES, deadline)
            except Rejected as refusal:
                raise _unreachable(target, str(refusal)) from refusal
        return answer


def _unreachable(target: Target, why: str) -> Rejected:
    return refused("robots_unreachable", f"The robots.txt of {target.origin} cannot be read for now: {why}")


def _tells(status: int | None) -> bool:
    """Tell whether an HTTP status says what the rules are, were it that there are none."""
    return status is not None and status < 500 and status != 429
