from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.published import UNKNOWN, Publication, find_modification, find_publication, url_witness
from transforms.records import DateWitness
from transforms.testimony import TRUST

CAPTURED_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


def find(*told: tuple[str, str] | tuple[str, str, bool], language: str | None = None) -> Publication:
    return find_publication([DateWitness(*each) for each in told], CAPTURED_AT, language)


def test_no_witness() -> None:
    assert find() == UNKNOWN == Publication(None, None, "unknown", "none", None)


def test_most_trusted_basis_wins() -> None:
    found = find(("url", "2026-03-01"), ("meta", "2026-03-02"), ("json_ld", "2026-03-03T10:00:00Z"))
    at = datetime(2026, 3, 3, 10, tzinfo=UTC)
    assert found == Publication(at, date(2026, 3, 3), "second", "json_ld", "+00:00", 1 / 3)


def test_two_others_that_agree_outvote_it() -> None:
    found = find(("json_ld", "2026-03-09"), ("meta", "2026-03-03T10:00:00Z"), ("url", "2026-03-03"))
    assert (found.day, found.basis) == (date(2026, 3, 3), "meta")


def test_instant_of_a_less_trusted_witness_of_the_same_day_is_taken() -> None:
    found = find(("json_ld", "2026-03-03"), ("meta", "2026-03-03T10:00Z"))
    assert (found.precision, found.basis) == ("minute", "meta")


def test_local_time_tells_the_day_of_an_instant_that_the_server_tells_in_utc() -> None:
    found = find(("json_ld", "2026-03-04T02:11:03Z"), ("time_element", "2026-03-03T21:11:03-05:00"))
    assert (found.day, found.timezone) == (date(2026, 3, 3), "-05:00")
    assert found.at == datetime(2026, 3, 4, 2, 11, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "day", "zone"),
    [
        ("2026-03-03 17:49:09", date(2026, 3, 3), "-08:00"),
        ("3 March 2026, 5:49 pm", date(2026, 3, 3), "-08:00"),
        ("2026-03-04 07:19:09", date(2026, 3, 4), "+05:30"),
        ("2026-03-03 17:50:09", date(2026, 3, 4), "+00:00"),
        ("2026-03-02 23:49:09", date(2026, 3, 4), "+00:00"),
        ("2026-03-04 01:49:09", date(2026, 3, 4), "+00:00"),
    ],
)
def test_clock_without_a_zone_that_shows_the_instant_tells_the_day(clock: str, day: date, zone: str) -> None:
    found = find(("json_ld", "2026-03-04T01:49:09Z"), ("time_element", clock))
    assert (found.day, found.timezone, found.basis) == (day, zone, "json_ld")
    assert found.at == datetime(2026, 3, 4, 1, 49, 9, tzinfo=UTC)


def test_clock_at_a_full_quarter_proves_no_zone() -> None:
    found = find(("json_ld", "2026-03-04T01:30:00Z"), ("time_element", "2026-03-03 17:30"))
    assert (found.day, found.timezone) == (date(2026, 3, 4), "+00:00")


def test_time_without_a_zone_is_a_day_only() -> None:
    assert find(("meta", "2026-03-03T10:00:00")) == Publication(None, date(2026, 3, 3), "day", "meta", None, 1.0)


def test_modification_is_never_a_publication() -> None:
    assert find(("json_ld", "2026-03-03T10:00:00Z", True)) == UNKNOWN


@pytest.mark.parametrize("value", ["2026-06-03", "2026-06-03T00:00:00Z", "1512-01-01"])
def test_implausible_times_are_not_heard(value: str) -> None:
    assert find(("json_ld", value)) == UNKNOWN
    assert find(("json_ld", value), ("url", "2026-03-03")).basis == "url"


def test_of_an_instant_after_the_capture_the_day_alone_is_heard() -> None:
    found = find(("json_ld", "2026-06-01T18:00:00Z"))
    assert (found.at, found.day, found.precision) == (None, date(2026, 6, 1), "day")


def test_published_is_not_what_is_told_of_the_modification_too() -> None:
    changed, first = "2026-03-09T10:00:00Z", "2026-03-03T10:00:00Z"
    assert find(("meta", changed, True), ("meta", changed), ("meta", first)).day == date(2026, 3, 3)
    assert find(("meta", changed, True), ("meta", changed)).day == date(2026, 3, 9), "never changed since"
    teaser = find(("time_element", changed, True), ("time_element", changed), ("time_element", first))
    assert teaser.day == date(2026, 3, 9), "of another story"


@pytest.mark.parametrize(
    "value", ["2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01 00:00", "2026-03-01T00:00:00+01:00"]
)
def test_what_a_system_fills_in_gives_way_to_another_day(value: str) -> None:
    assert find(("json_ld", value), ("url", "2026-03-03")).day == date(2026, 3, 3)
    assert find(("json_ld", value)).day == date.fromisoformat(value[:10]), "it is told, and by nothing else"


@pytest.mark.parametrize("value", ["2026-01-01T09:30:00Z", "2026-03-01", "2026-03-02T00:00:00Z"])
def test_first_day_of_a_month_stands_where_nothing_is_filled_in(value: str) -> None:
    assert find(("json_ld", value), ("url", "2026-03-03")).day == date.fromisoformat(value[:10])


@pytest.mark.parametrize("value", ["1970-01-01", "1970-01-01T00:00:00Z", "1969-12-31T19:00:00-05:00"])
def test_a_clock_that_was_never_set_tells_nothing(value: str) -> None:
    assert find(("json_ld", value)) == UNKNOWN


def test_agreement_is_the_share_of_the_bases_that_tell_the_day() -> None:
    assert find(("json_ld", "2026-03-03"), ("meta", "2026-03-03"), ("url", "2026-03-04")).agreement == 2 / 3
    assert find(("json_ld", "2026-03-03"), ("json_ld", "2026-03-04")).agreement == 1.0, "one basis"
    assert find(("meta", "2026-03")).agreement is None
    assert find(("json_ld", "2026-03-04T02:11:03Z"), ("meta", "2026-03-03T21:11:03-05:00")).agreement == 1.0


def test_a_day_ahead_of_the_capture_is_a_time_zone() -> None:
    assert find(("json_ld", "2026-06-02")).day == date(2026, 6, 2)


@pytest.mark.parametrize(("value", "precision"), [("2026", "year"), ("2026-03", "month")])
def test_month_or_year_alone_makes_up_no_day(value: str, precision: str) -> None:
    assert find(("meta", value)) == Publication(None, None, precision, "meta", None)
    assert find(("meta", value), ("url", "2026-03-03")).basis == "url"


def test_language_tells_the_order_of_day_and_month() -> None:
    assert find(("time_element", "03/04/2026"), language="de-CH").day == date(2026, 4, 3)
    assert find(("time_element", "03/04/2026"), language="en-US") == UNKNOWN
    assert find(("time_element", "03/04/2026")) == UNKNOWN


def test_modification_is_the_latest_that_is_not_before_the_publication() -> None:
    witnesses = [
        DateWitness("json_ld", "2026-03-03T10:00:00Z"),
        DateWitness("json_ld", "2026-03-03T11:00:00Z", True),
        DateWitness("meta", "2026-03-03T12:00:00Z", True),
    ]
    published = find_publication(witnesses, CAPTURED_AT)
    assert find_modification(witnesses, CAPTURED_AT, published) == datetime(2026, 3, 3, 12, tzinfo=UTC)
    earlier = [witnesses[0], DateWitness("meta", "2026-03-02T12:00:00Z", True)]
    assert find_modification(earlier, CAPTURED_AT, published) is None


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://a.example/2026/03/04/new-ferry", "2026-03-04"),
        ("https://a.example/news/2026-3-4/x", "2026-03-04"),
        ("https://a.example/20260304-new-ferry.html", "2026-03-04"),
        ("https://a.example/world/2026/mar/04/new-ferry", "04 mar 2026"),
    ],
)
def test_url_day(url: str, value: str) -> None:
    assert url_witness(url) == DateWitness("url", value)


@pytest.mark.parametrize(
    "url",
    [None, "", "https://a.example/2026/03/", "https://a.example/id-120260304999", "https://a.example/x?d=2026-03-04"],
)
def test_url_without_a_day(url: str | None) -> None:
    assert url_witness(url) is None


DAYS = st.dates(date(1960, 1, 1), date(2027, 1, 1)).map(date.isoformat)
ZONES = st.integers(-24, 28).map(lambda halves: timezone(timedelta(minutes=30 * halves)))
INSTANTS = st.datetimes(datetime(1969, 12, 1), datetime(2027, 1, 1), timezones=ZONES).map(datetime.isoformat)
CLOCKS = st.datetimes(datetime(2026, 5, 28), datetime(2026, 6, 4)).map(datetime.isoformat)
PARTS = st.sampled_from(["2024", "2025", "2026-05", "1970", "2026"])
WITNESSES = st.lists(
    st.builds(DateWitness, st.sampled_from(TRUST), DAYS | INSTANTS | CLOCKS | PARTS | st.text(), st.booleans()),
    max_size=6,
)


@given(WITNESSES)
def test_nothing_is_published_or_modified_after_its_capture(witnesses: list[DateWitness]) -> None:
    found = find_publication(witnesses, CAPTURED_AT)
    modified = find_modification(witnesses, CAPTURED_AT, found)
    assert found.at is None or found.at <= CAPTURED_AT
    assert found.day is None or found.day <= (CAPTURED_AT + timedelta(hours=14)).date()
    assert modified is None or modified <= CAPTURED_AT
    assert None in (modified, found.at) or modified >= found.at


@given(WITNESSES)
def test_a_publication_is_told_by_a_witness_of_its_basis(witnesses: list[DateWitness]) -> None:
    found = find_publication(witnesses, CAPTURED_AT)
    bases = {witness.basis for witness in witnesses if not witness.is_modified}
    assert found.basis in bases or found == UNKNOWN
    assert (found.day is None) == (found.precision in ("month", "year", "unknown"))
    assert found.at is None or found.at.date() == found.day
    assert found.at is None or found.timezone


@given(WITNESSES)
def test_modifications_alone_publish_nothing(witnesses: list[DateWitness]) -> None:
    changes = [replace(witness, is_modified=True) for witness in witnesses]
    assert find_publication(changes, CAPTURED_AT) == UNKNOWN


@given(st.lists(st.builds(DateWitness, st.sampled_from(TRUST), PARTS), min_size=1))
def test_no_day_is_made_up_of_months_and_years(witnesses: list[DateWitness]) -> None:
    found = find_publication(witnesses, CAPTURED_AT)
    assert (found.day, found.at, found.agreement) == (None, None, None)


@given(WITNESSES)
def test_agreement_is_a_share_that_its_own_basis_is_of(witnesses: list[DateWitness]) -> None:
    found = find_publication(witnesses, CAPTURED_AT)
    assert (found.agreement is None) == (found.day is None)
    assert found.agreement is None or 0 < found.agreement <= 1
