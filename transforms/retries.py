"""Retries: whether a page that could not be fetched is asked for again, and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

MAX_ATTEMPTS = 5
FIRST_DELAY = timedelta(minutes=15)
GROWTH = 4
# A server that asks for more is asked again all the same: else one header could make a page wait for ever.
LONGEST_DELAY = timedelta(days=7)
# Client errors that pass: Request Timeout, Misdirected Request, Locked, Too Early, Too Many Requests (RFC 9110, 4918,
# 8470, 6585); and what a server answers that does not know the method or the version.
_PASSING = frozenset({408, 421, 423, 425, 429})
_LASTING = frozenset({501, 505})
# The host is left alone, so that the page was not asked for: no fault of the page.
_UNTRIED_RULES = frozenset({"host_blocked"})
# What another try would meet again. A rule that is not here is tried anew: that costs a few requests, not the page.
_LASTING_RULES = frozenset(
    {
        "address_refused", "bad_address", "bad_encoding", "bad_redirect", "redirect_loop", "robots_disallowed",
        "too_large", "too_many_redirects",
    }
)  # fmt: skip


class Retry(NamedTuple):
    """What becomes of a page that could not be fetched.

    Attributes:
        at: not to be asked for before then; None: never again.
        is_tried: whether it was asked for at all, so that the try counts.
    """

    at: datetime | None
    is_tried: bool


def retry(rule: str, attempt_count: int, now: datetime, asked: datetime | None = None) -> Retry:
    """Return whether and when a page is asked for again: after 15 minutes, 1, 4 and 16 hours, five times in all.

    Args:
        rule: rule of the stage `fetch` that the fetch broke, such as `timed_out` or `http_404`.
        attempt_count: fetches tried before this one.
        now: when the fetch failed.
        asked: not before then, as the server asks (Retry-After); kept up to a week.
    """
    if rule in _UNTRIED_RULES:
        return Retry(_at(now, FIRST_DELAY, asked), False)
    if is_lasting(rule) or attempt_count + 1 >= MAX_ATTEMPTS:
        return Retry(None, True)
    return Retry(_at(now, FIRST_DELAY * GROWTH**attempt_count, asked), True)


def is_lasting(rule: str) -> bool:
    """Tell whether a page that failed by this rule would fail by it again."""
    status = rule.removeprefix("http_")
    if status == rule or not status.isdecimal():
        return rule in _LASTING_RULES
    return int(status) in _LASTING or (int(status) < 500 and int(status) not in _PASSING)


def _at(now: datetime, delay: timedelta, asked: datetime | None) -> datetime:
    return min(max(now + delay, asked or now), now + LONGEST_DELAY)
