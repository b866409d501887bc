from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetching.retry_after import LONGEST, retry_time

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@given(st.integers(min_value=0, max_value=10**30))
def test_seconds_count_up_to_a_day(seconds: int) -> None:
    assert retry_time(f" {seconds} ", NOW) == NOW + timedelta(seconds=min(seconds, 86_400))


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)))
def test_a_date_counts_between_now_and_a_day(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert retry_time(format_datetime(moment, usegmt=True), NOW) == min(max(moment, NOW), NOW + LONGEST)


@given(st.text(max_size=60) | st.from_regex(r"\w{3}, \d+ \w{3} \d+ \d+:\d+:\d+ [-+]?\w+"))
def test_whatever_else_says_nothing_or_a_moment_within_a_day(value: str) -> None:
    moment = retry_time(value, NOW)
    assert moment is None or NOW <= moment <= NOW + LONGEST


@pytest.mark.parametrize("value", [None, "", "soon", "-5", "1.5", "9" * 5000 + "x"])
def test_nothing_said(value: str | None) -> None:
    assert retry_time(value, NOW) is None


def test_five_thousand_digits_are_a_day() -> None:
    assert retry_time("9" * 5000, NOW) == NOW + LONGEST
    assert retry_time("0" * 5000 + "7", NOW) == NOW + timedelta(seconds=7)
