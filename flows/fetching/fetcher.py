"""The fetcher: an address in, what it came to out; redirects, robots, politeness, limits and the archive between.

Nothing that a server does raises: every failure is a refusal of the stage `fetch` with one of the rules
`bad_address`, `host_unknown`, `address_refused`, `connection_failed`, `tls_failed`, `timed_out`, `bad_response`,
`too_large`, `incomplete`, `bad_encoding`, `bad_redirect`, `redirect_loop`, `too_many_redirects`, `robots_disallowed`,
`robots_unreachable`, `host_blocked`, or `http_<status>`.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from flows.fetching.client import REDIRECTS, Answer, Client
from flows.fetching.deadline import Deadline
from flows.fetching.exchange import Exchange, Fetched, Headers
from flows.fetching.guard import Guard
from flows.fetching.hosts import Hosts, utc_now
from flows.fetching.refusals import refused
from flows.fetching.robots import Robots
from flows.fetching.target import Target, parse_target
from flows.fetching.visits import Visits
from flows.settings import Settings
from transforms.errors import Rejected
from transforms.records import Host


class Archive(Protocol):
    """What keeps everything that went over the wire."""

    def write(self, address: str, exchange: Exchange, is_last: bool) -> str:
        """Keep an exchange of the fetch of an address, told whether it is what the fetch came to; return its place."""


@dataclass(slots=True)
class _Journey:
    """A fetch on its way."""

    conditions: Headers
    deadline: Deadline
    target: Target | None = None
    exchanges: list[Exchange] = field(default_factory=list)


class Fetcher:
    """What fetches addresses; safe to be used by many threads.

    Args:
        settings: user agent, networks that are allowed, limits and delays.
        known: what earlier runs remember of hosts.
        archive: what keeps every exchange, robots.txt too, before a fetch returns.
        guard: what connects; default: to public addresses and the settings' networks only.
        now: the clock; its answers are time zone aware.
        sleep: what waits for a host's turn, in seconds.
    """

    def __init__(
        self,
        settings: Settings,
        known: Iterable[Host] = (),
        archive: Archive | None = None,
        guard: Guard | None = None,
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        known = tuple(known)
        self._settings = settings
        self._archive = archive
        self._hosts = Hosts(settings.host_delay_seconds, known, now, sleep)
        client = Client(settings.user_agent, guard or Guard(settings.allowed_networks), now)
        self._visits = Visits(client, self._hosts, now)
        self._robots = Robots(self._ask_robots, settings.user_agent, known, now)

    def fetch(self, url: str, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Fetch an address; a conditional request where a validator of the copy at hand is given.

        The time limit counts what is done on the wire, redirects and robots.txt with it, and not the wait for turns.

        Raises:
            OSError: the archive cannot be written.
        """
        journey = _Journey(_conditions(etag, last_modified), Deadline(self._settings.fetch_seconds))
        refusal, retry_at = None, None
        try:
            self._travel(journey, url)
        except Rejected as caught:
            refusal = refused(caught.rule, caught.reason)  # without the frames, and so the bodies, of a traceback
            if journey.target is not None:
                retry_at = self._hosts.blocked_until(journey.target.netloc)
        place = self._keep(url, journey.exchanges)
        return Fetched(url, tuple(journey.exchanges), refusal, retry_at, place)

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """Return the addresses of the sitemaps that the robots.txt of an address's host names, as it writes them.

        Raises:
            Rejected: robots.txt cannot be read.
            OSError: the archive cannot be written.
        """
        return self._robots.sitemaps(parse_target(url), Deadline(self._settings.fetch_seconds))

    def known_hosts(self) -> tuple[Host, ...]:
        """Return what is to be remembered of hosts: those known before and those asked since."""
        return tuple(
            dataclasses.replace(row, blocked_until=self._hosts.blocked_until(row.host.partition("://")[2]))
            for row in self._robots.rows()
        )

    def _travel(self, journey: _Journey, url: str) -> None:
        target = parse_target(url)
        seen = {target}
        while True:
            answer = self._visit(target, journey)
            if answer.exchange.status not in REDIRECTS:
                return _refuse_unread(answer, journey)
            target = target.redirected(answer.exchange.header("location"))
            if target in seen:
                raise refused("redirect_loop", f"The redirects lead back to {target.url}.")
            if len(seen) > self._settings.max_redirects:
                raise refused("too_many_redirects", f"There are more than {self._settings.max_redirects} redirects.")
            seen.add(target)

    def _visit(self, target: Target, journey: _Journey) -> Answer:
        journey.target = target
        crawl_delay_seconds = self._robots.check(target, journey.deadline)
        limit = self._settings.max_document_bytes
        answer = self._visits.ask(target, limit, journey.deadline, journey.conditions, crawl_delay_seconds)
        journey.exchanges.append(answer.exchange)
        return answer

    def _ask_robots(self, target: Target, limit: int, deadline: Deadline) -> Answer:
        answer = self._visits.ask(target, limit, deadline)
        if self._archive is not None:
            self._archive.write(target.url, answer.exchange, is_last=False)
        return answer

    def _keep(self, url: str, exchanges: list[Exchange]) -> str | None:
        place = None
        if self._archive is not None:
            for number, exchange in enumerate(exchanges, start=1):
                place = self._archive.write(url, exchange, is_last=number == len(exchanges))
        return place


def _conditions(etag: str | None, last_modified: str | None) -> Headers:
    given = (("If-None-Match", etag), ("If-Modified-Since", last_modified))
    return tuple((name, value) for name, value in given if value)


def _refuse_unread(answer: Answer, journey: _Journey) -> None:
    status = answer.exchange.status
    if status == 304 and journey.conditions:
        return
    if status != 200:
        raise refused(f"http_{status}", f"{answer.exchange.url} is answered with the HTTP status {status}.")
    if answer.flaw is not None:
        raise answer.flaw
