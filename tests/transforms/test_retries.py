from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.retries import LONGEST_DELAY, MAX_ATTEMPTS, Retry, retry

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_delay_grows_until_the_last_try():
    delays = [retry("timed_out", tried, NOW).at for tried in range(MAX_ATTEMPTS)]
    assert delays == [NOW + timedelta(minutes=minutes) for minutes in (15, 60, 240, 960)] + [None]


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410, 451, 501])
def test_statuses_that_last_are_not_tried_again(status):
    assert retry(f"http_{status}", 0, NOW) == Retry(None, True)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_statuses_that_pass_are_tried_again(status):
    assert retry(f"http_{status}", 0, NOW).at == NOW + timedelta(minutes=15)


@pytest.mark.parametrize("rule", ["robots_disallowed", "address_refused", "too_large", "bad_encoding"])
def test_rules_that_last_are_not_tried_again(rule):
    assert retry(rule, 0, NOW) == Retry(None, True)


def test_a_host_that_is_left_alone_costs_its_pages_no_try():
    assert retry("host_blocked", 99, NOW, NOW + timedelta(hours=3)) == Retry(NOW + timedelta(hours=3), False)
    assert retry("host_blocked", 0, NOW).at == NOW + timedelta(minutes=15)


def test_what_the_server_asks_is_kept_up_to_a_week():
    assert retry("http_429", 0, NOW, NOW + timedelta(hours=5)).at == NOW + timedelta(hours=5)
    assert retry("http_503", 0, NOW, NOW + timedelta(seconds=1)).at == NOW + timedelta(minutes=15)
    assert retry("http_503", 0, NOW, datetime.max.replace(tzinfo=UTC)).at == NOW + timedelta(days=7)


@given(st.text() | st.from_regex(r"http_\d+", fullmatch=True), st.integers(0, 10_000), st.none() | st.datetimes())
def test_every_failure_is_decided_within_bounds(rule, tried, asked):
    decided = retry(rule, tried, NOW, asked and asked.replace(tzinfo=UTC)).at
    assert decided is None or NOW < decided <= NOW + LONGEST_DELAY
