"""Polling: when an address is looked at again, by how often it brought something new and how often it failed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from transforms.records.monitoring import Feed

# Halved when something is new, half as long again when nothing is: with articles that come at random the interval
# settles where 63 polls of 100 find nothing new, that is at about half the mean gap between two articles.
_FASTER, _SLOWER = 0.5, 1.5
# First guess, where the entries tell no times.
_FIRST_SECONDS = 3600.0
# Gaps between the newest entries from which the first guess is made.
_NEWEST = 10
# Share of the interval by which a feed falls due later than it would, so that not all fall due together.
_JITTER = 0.1
# A feed is dead after both: a week of failures, and so many of them in a row.
DEAD_AFTER = timedelta(days=7)
DEAD_AFTER_FAILURES = 10
_GONE = 410
# A server that asks for more is obeyed for so long: nobody would notice that a feed is lost for years.
_LONGEST_RETRY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Limits:
    """Least and most time between two polls of a feed, in seconds."""

    shortest_seconds: float
    longest_seconds: float

    def held(self, seconds: float) -> float:
        """Return `seconds` within the limits."""
        return max(self.shortest_seconds, min(seconds, self.longest_seconds))


def after_success(
    feed: Feed,
    now: datetime,
    limits: Limits,
    *,
    new_count: int = 0,
    entry_count: int = 0,
    entry_times: Iterable[datetime] = (),
    asked_seconds: float | None = None,
    retry_at: datetime | None = None,
) -> Feed:
    """Return the feed after an answer that could be read, a 304 among them, which brought `new_count` articles.

    Multiplicative increase and decrease towards the rate of change, with no model of it, as crawlers estimate it
    where all they see is whether something changed (Cho and Garcia-Molina, "Estimating frequency of change", ACM TOIT
    3(3), 2003, doi:10.1145/857166.857170). The first interval is half the mean gap of the newest entries. Where all
    entries of a later poll are new, some may have been missed: the shortest interval follows.

    Args:
        feed: as it was.
        now: time of the poll, aware.
        limits: least and most time between two polls; they hold against all but `retry_at`.
        new_count: articles that no poll had found before.
        entry_count: articles that it lists.
        entry_times: when its entries were published, aware, in any order.
        asked_seconds: least time between two polls that the feed asks for (`Listing.interval_seconds`).
        retry_at: not before then, as the server asks (Retry-After).
    """
    if feed.interval_seconds is None:
        seconds = _first_seconds(now, entry_times)
    elif new_count and new_count == entry_count:
        seconds = limits.shortest_seconds
    else:
        seconds = feed.interval_seconds * (_FASTER if new_count else _SLOWER)
    seconds = limits.held(max(seconds, asked_seconds or 0))
    due = _due(feed.feed_url, now, seconds, retry_at)
    return replace(feed, interval_seconds=seconds, polled_at=now, next_poll_at=due, failure_count=0, note=None)


def after_failure(
    feed: Feed,
    now: datetime,
    limits: Limits,
    *,
    reason: str,
    http_status: int | None = None,
    retry_at: datetime | None = None,
) -> Feed:
    """Return the feed after a poll that failed: the wait doubles with each failure in a row, up to the longest.

    It is dead when the server says that it is gone for good (410), or when it failed at least `DEAD_AFTER_FAILURES`
    times in a row and has been waited for since the first for `DEAD_AFTER` or more.

    Args:
        feed: as it was.
        now: time of the poll, aware.
        limits: least and most time between two polls; they hold against all but `retry_at`.
        reason: why it failed, one sentence.
        http_status: HTTP status of the answer, None where there was none.
        retry_at: not before then, as the server asks (Retry-After).
    """
    count = feed.failure_count + 1
    failed = replace(feed, polled_at=now, failure_count=count, note=reason)
    if http_status == _GONE or _is_dead(feed, count, limits):
        return replace(failed, state="dead" if feed.state == "active" else feed.state, next_poll_at=None)
    return replace(failed, next_poll_at=_due(feed.feed_url, now, _wait(feed, count, limits), retry_at))


def after_deferral(feed: Feed, until: datetime, reason: str) -> Feed:
    """Return the feed where it was not asked at all, because its host is left alone until then: that is no failure."""
    return replace(feed, next_poll_at=until, note=reason)


def _first_seconds(now: datetime, entry_times: Iterable[datetime]) -> float:
    """Return half the mean gap between the newest entries, the one since the last of them counted in."""
    newest = sorted((time for time in entry_times if time <= now), reverse=True)[:_NEWEST]
    return _FASTER * (now - newest[-1]).total_seconds() / len(newest) if newest else _FIRST_SECONDS


def _wait(feed: Feed, count: int, limits: Limits) -> float:
    """Return the seconds to wait after the failure of that number in a row."""
    doubled = limits.held(feed.interval_seconds or 0) * 2.0 ** min(count - 1, 64)
    return limits.held(doubled)


def _is_dead(feed: Feed, count: int, limits: Limits) -> bool:
    """Tell whether the waits between the failures so far, each kept at the least, come to a week and ten failures."""
    waited = sum(_wait(feed, each, limits) for each in range(1, count))
    return count >= DEAD_AFTER_FAILURES and waited >= DEAD_AFTER.total_seconds()


def _due(feed_url: str, now: datetime, seconds: float, retry_at: datetime | None) -> datetime:
    """Return when the feed is due, spread by its address; not before the server wants it, within a week."""
    share = int.from_bytes(hashlib.sha256(feed_url.encode("utf-8", "replace")).digest()[:4], "big") / 2**32
    due = now + timedelta(seconds=seconds * (1 + _JITTER * share))
    return max(due, min(retry_at, now + _LONGEST_RETRY)) if retry_at else due
