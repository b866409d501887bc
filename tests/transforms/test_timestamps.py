from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.timestamps import Timestamp, is_date, parse_timestamp

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-04", "2026/3/4", "2026.03.04", "20260304", "4 March 2026", "4th Mar. 2026", "March 4, 2026",
        "Wed, 04 Mar 2026", "Published on March 4th, 2026", "04.03.2026", "2026年3月4日", "2026年 03月 04日（水）",
        "2026년 3월 4일", "公開日：2026年3月4日",
        "4. März 2026", "le 4 mars 2026", "mercredi, 4 mars 2026",
        "4 de marzo de 2026", "4 de março de 2026", "4 marzo 2026", "4 maart 2026", "4 marca 2026", "4 марта 2026",
        "4-Mar-2026",
    ],
)  # fmt: skip
def test_day(value: str) -> None:
    assert parse_timestamp(value) == Timestamp(DAY, None, "day")


@pytest.mark.parametrize(
    "value", ["2026-03-04T10:15:00", "2026-03-04 10:15", "4 March 2026, 10:15 am", "04.03.2026 10:15"]
)
def test_time_of_day_without_a_zone_is_a_clock_but_no_instant(value: str) -> None:
    assert parse_timestamp(value) == Timestamp(DAY, None, "day", clock=datetime(2026, 3, 4, 10, 15))


def test_time_that_no_clock_shows_leaves_the_day() -> None:
    assert parse_timestamp("2026-03-04 45:12") == Timestamp(DAY, None, "day")


@pytest.mark.parametrize(
    ("value", "precision", "zone", "hour"),
    [
        ("2026-03-04T10:15:00Z", "second", "+00:00", 10),
        ("2026-03-04T10:15Z", "minute", "+00:00", 10),
        ("2026-03-04T10:15:00.123+02:00", "second", "+02:00", 8),
        ("2026-03-04T10:15:00-0500", "second", "-05:00", 15),
        ("20260304T101500Z", "second", "+00:00", 10),
        ("Wed, 04 Mar 2026 10:15:00 GMT", "second", "GMT", 10),
        ("March 4, 2026 10:15 am EST", "minute", "EST", 15),
        ("March 4, 2026 at 12:15 a.m. UTC", "minute", "UTC", 0),
    ],
)
def test_instant(value: str, precision: str, zone: str, hour: int) -> None:
    stamp = parse_timestamp(value)
    assert stamp is not None
    assert (stamp.day, stamp.precision, stamp.zone) == (DAY, precision, zone)
    assert stamp.at is not None
    assert stamp.at.astimezone(UTC) == datetime(2026, 3, 4, hour, 15, tzinfo=UTC)


def test_zone_of_several_meanings_tells_no_instant() -> None:
    assert parse_timestamp("Wed Mar 04 10:15:00 CEST 2026") == Timestamp(
        DAY, None, "day", clock=datetime(2026, 3, 4, 10, 15)
    )


def test_unix_seconds_and_milliseconds() -> None:
    at = datetime(2026, 3, 4, 10, 15, tzinfo=UTC)
    assert parse_timestamp("1772619300") == Timestamp(DAY, at, "second", "+00:00") == parse_timestamp("1772619300000")


@pytest.mark.parametrize(("value", "precision"), [("2026", "year"), ("2026-03", "month")])
def test_year_or_month_makes_up_no_day(value: str, precision: str) -> None:
    assert parse_timestamp(value) == Timestamp(None, None, precision)


def test_numeric_date_is_read_only_where_its_order_is_known() -> None:
    assert parse_timestamp("03/04/2026") is None
    assert parse_timestamp("03/04/2026", is_day_first=True) == Timestamp(date(2026, 4, 3), None, "day")
    assert parse_timestamp("13/03/2026") == Timestamp(date(2026, 3, 13), None, "day")
    assert parse_timestamp("03/13/2026") == Timestamp(date(2026, 3, 13), None, "day")


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2026-02-30", "2026-13-01", "0000", "10:15", "2026-03-04T10:15+99:00", "-", "²0²6"]
)
def test_no_date(value: str) -> None:
    stamp = parse_timestamp(value)
    assert stamp is None or stamp.at is None


@given(st.text(max_size=60))
def test_any_text_is_a_timestamp_or_none(value: str) -> None:
    stamp = parse_timestamp(value)
    assert stamp is None or (stamp.at is None) == (stamp.precision not in ("second", "minute"))


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0)),
    st.integers(-14 * 60, 14 * 60),
)
def test_iso_round_trip(naive: datetime, minutes: int) -> None:
    at = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    stamp = parse_timestamp(at.isoformat())
    assert stamp is not None
    assert (stamp.at, stamp.day, stamp.precision) == (at, at.date(), "second")


@pytest.mark.parametrize(
    ("line", "expected"),
    [("14 January 2026", True), ("Wednesday, 14 January 2026, 10:30 am", True), ("The 14 January 2026 talks", False),
     ("January", False), ("", False)],
)  # fmt: skip
def test_line_that_is_a_date(line: str, expected: bool) -> None:
    assert is_date(line) == expected
