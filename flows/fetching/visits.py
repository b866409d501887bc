"""Visits: requests in their hosts' turns, and what the answers tell of the hosts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime

from flows.fetching.client import Answer, Client
from flows.fetching.deadline import Deadline
from flows.fetching.exchange import Exchange, Headers
from flows.fetching.hosts import Hosts
from flows.fetching.retry_after import retry_time
from flows.fetching.target import Target
from transforms.errors import Rejected

_OVERLOADED = (429, 503)
_HOST_FAILURES = ("host_unknown", "connection_failed", "tls_failed", "timed_out")


class Visits:
    """What asks servers politely; safe to be used by many threads.

    Args:
        client: what asks.
        hosts: whose turn it is.
        now: the clock; its answers are time zone aware.
    """

    def __init__(self, client: Client, hosts: Hosts, now: Callable[[], datetime]) -> None:
        self._client = client
        self._hosts = hosts
        self._now = now

    def ask(
        self, target: Target, limit: int, deadline: Deadline, conditions: Headers = (), crawl_delay_seconds: float = 0.0
    ) -> Answer:
        """Send a GET request as `Client.ask` does, when it is the host's turn; the wait puts the deadline off.

        Raises:
            Rejected: `host_blocked`, or why there is no answer.
        """
        with ExitStack() as held:
            with deadline.paused():
                held.enter_context(self._hosts.turn(target.netloc, crawl_delay_seconds))
            try:
                answer = self._client.ask(target, conditions, limit, deadline)
            except Rejected as refusal:
                self._conclude(target, refusal.rule in _HOST_FAILURES)
                raise
            self._note(target, answer)
            return answer

    def _note(self, target: Target, answer: Answer) -> None:
        is_overloaded = answer.exchange.status in _OVERLOADED
        if is_overloaded:
            self._leave_alone(target, answer.exchange)
        self._conclude(target, is_overloaded or (answer.flaw is not None and answer.flaw.rule in _HOST_FAILURES))

    def _leave_alone(self, target: Target, exchange: Exchange) -> None:
        until = retry_time(exchange.header("retry-after"), self._now())
        if until is not None:
            self._hosts.block(target.netloc, until)

    def _conclude(self, target: Target, is_failure: bool) -> None:
        if is_failure:
            self._hosts.failed(target.netloc)
        else:
            self._hosts.succeeded(target.netloc)
