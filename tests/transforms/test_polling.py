"""Polling: the interval follows the news, failures back off, the dead are left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.polling import DEAD_AFTER, DEAD_AFTER_FAILURES, Limits, after_deferral, after_failure, after_success
from transforms.records.monitoring import Feed

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
LIMITS = Limits(300, 86_400)
FEED = Feed("https://post.example/feed", "post.example", "feed", "The Post", "active")
HOURLY = replace(FEED, interval_seconds=3600.0)


def wait(feed: Feed) -> float:
    assert feed.next_poll_at is not None
    return (feed.next_poll_at - NOW).total_seconds()


def test_first_interval_follows_the_times_of_the_entries() -> None:
    times = [NOW - timedelta(hours=hours) for hours in range(1, 11)]
    found = after_success(FEED, NOW, LIMITS, new_count=10, entry_count=10, entry_times=times)
    assert found.interval_seconds == 1800


def test_first_interval_of_a_feed_long_silent_is_the_longest() -> None:
    found = after_success(FEED, NOW, LIMITS, new_count=1, entry_count=1, entry_times=[NOW - timedelta(days=400)])
    assert found.interval_seconds == 86_400


def test_first_interval_without_times_is_an_hour() -> None:
    future = [NOW + timedelta(days=1)]
    assert after_success(FEED, NOW, LIMITS, new_count=9, entry_times=future).interval_seconds == 3600


def test_interval_is_shorter_after_news_and_longer_after_none() -> None:
    assert after_success(HOURLY, NOW, LIMITS, new_count=1, entry_count=20).interval_seconds == 1800
    assert after_success(HOURLY, NOW, LIMITS, entry_count=20).interval_seconds == 5400


def test_shortest_interval_where_articles_may_have_been_missed() -> None:
    assert after_success(HOURLY, NOW, LIMITS, new_count=20, entry_count=20).interval_seconds == 300


def test_feed_settles_near_its_own_pace() -> None:
    """An article every two hours: between half an hour and two hours from one poll to the next."""
    feed, now, seen = replace(FEED, interval_seconds=300.0), NOW, 0
    for _ in range(200):
        published = int((now - NOW) / timedelta(hours=2))
        feed = after_success(feed, now, LIMITS, new_count=published - seen, entry_count=20)
        seen = published
        assert feed.next_poll_at is not None
        now = feed.next_poll_at
    assert feed.interval_seconds is not None
    assert 1800 <= feed.interval_seconds <= 7200


def test_feed_is_not_polled_more_often_than_it_asks() -> None:
    found = after_success(HOURLY, NOW, LIMITS, new_count=5, entry_count=20, asked_seconds=7200)
    assert wait(found) >= 7200
    assert after_success(HOURLY, NOW, LIMITS, asked_seconds=1e9).interval_seconds == 86_400, "but the setting holds"


def test_success_forgets_failures() -> None:
    found = after_success(replace(HOURLY, failure_count=3, note="Timed out."), NOW, LIMITS)
    assert (found.failure_count, found.note, found.polled_at, found.state) == (0, None, NOW, "active")


def test_failures_double_the_wait_up_to_the_longest() -> None:
    feed, waits = HOURLY, []
    for _ in range(8):
        feed = after_failure(feed, NOW, LIMITS, reason="Timed out.")
        waits.append(wait(feed) / wait(after_failure(HOURLY, NOW, LIMITS, reason="Timed out.")))
    assert waits == pytest.approx([1, 2, 4, 8, 16, 24, 24, 24])
    assert (feed.failure_count, feed.note, feed.interval_seconds) == (8, "Timed out.", 3600)


def test_retry_after_is_obeyed_for_a_week_at_the_most() -> None:
    later = NOW + timedelta(days=2)
    assert after_failure(HOURLY, NOW, LIMITS, reason="Busy.", retry_at=later).next_poll_at == later
    assert after_success(HOURLY, NOW, LIMITS, retry_at=later).next_poll_at == later
    assert wait(after_failure(HOURLY, NOW, LIMITS, reason="Busy.", retry_at=NOW - timedelta(1))) >= 3600
    years = NOW + timedelta(days=4000)
    assert after_failure(HOURLY, NOW, LIMITS, reason="Busy.", retry_at=years).next_poll_at == NOW + timedelta(days=7)


def test_feed_is_dead_after_a_week_of_failure_and_ten_in_a_row() -> None:
    feed, now = HOURLY, NOW
    while feed.state == "active":
        feed = after_failure(feed, now, LIMITS, reason="No such host.")
        now = feed.next_poll_at or now
    assert feed.failure_count >= DEAD_AFTER_FAILURES
    assert DEAD_AFTER <= now - NOW < 2 * DEAD_AFTER
    assert feed.next_poll_at is None


def test_many_failures_in_a_short_time_are_no_death() -> None:
    feed = HOURLY
    for _ in range(50):
        feed = after_failure(feed, NOW, Limits(1, 60), reason="Timed out.")
    assert feed.state == "active"


def test_gone_is_dead_at_once_unless_a_person_paused_it() -> None:
    assert after_failure(HOURLY, NOW, LIMITS, reason="Gone.", http_status=410).state == "dead"
    assert after_failure(replace(HOURLY, state="paused"), NOW, LIMITS, reason="", http_status=410).state == "paused"


def test_deferral_is_no_failure() -> None:
    until = NOW + timedelta(minutes=5)
    found = after_deferral(replace(HOURLY, failure_count=2), until, "The host asked to be left alone.")
    assert (found.next_poll_at, found.failure_count, found.interval_seconds) == (until, 2, 3600)


def test_feeds_do_not_fall_due_together_but_always_alike() -> None:
    feeds = [replace(HOURLY, feed_url=f"https://post.example/{number}") for number in range(100)]
    waits = [wait(after_success(feed, NOW, LIMITS, new_count=1, entry_count=9)) for feed in feeds]
    assert len(set(waits)) == 100
    assert 1800 <= min(waits) < 1820
    assert 1960 < max(waits) <= 1980
    assert waits == [wait(after_success(feed, NOW, LIMITS, new_count=1, entry_count=9)) for feed in feeds]


@given(
    st.one_of(st.none(), st.floats(0, 1e12)),
    st.integers(0, 5000),
    st.one_of(st.none(), st.floats(0, 1e12)),
    st.integers(0, 100),
    st.lists(st.datetimes(timezones=st.just(UTC)), max_size=12),
)
def test_interval_stays_within_the_limits(
    seconds: float | None, failures: int, asked: float | None, new_count: int, times: list[datetime]
) -> None:
    feed = replace(FEED, interval_seconds=seconds, failure_count=failures)
    found = after_success(
        feed, NOW, LIMITS, new_count=new_count, entry_count=50, entry_times=times, asked_seconds=asked
    )
    assert found.interval_seconds is not None
    assert 300 <= found.interval_seconds <= 86_400
    assert 300 <= wait(found) <= 1.1 * 86_400
    failed = after_failure(feed, NOW, LIMITS, reason="Timed out.")
    assert failed.state == "dead" or 300 <= wait(failed) <= 1.1 * 86_400
