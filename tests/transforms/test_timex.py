"""Time expressions: tables of examples, properties of any text, and the seed documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.records import Block
from transforms.records.statements import DATE_BASES, GRAINS
from transforms.timex import DateSpan, find_dates
from transforms.timex.holidays import easter, holiday_date

SUNDAY = date(2023, 12, 10)
SEEDS = Path(__file__).parents[3] / "shared" / "seed-documents"


def only(text: str, anchor: date | None = SUNDAY) -> DateSpan:
    (found,) = find_dates(text, anchor)
    return found


@pytest.mark.parametrize(
    ("text", "surface", "timex"),
    [
        # Explicit
        ("It was signed on 3 May 2019.", "3 May 2019", "2019-05-03"),
        ("It was signed May 3, 2019, in Oslo.", "May 3, 2019", "2019-05-03"),
        ("It was signed on the 3rd of May, 2019.", "the 3rd of May, 2019", "2019-05-03"),
        ("It was signed Friday, May 3, 2019.", "Friday, May 3, 2019", "2019-05-03"),
        ("Published 2019-05-03 in Oslo", "2019-05-03", "2019-05-03"),
        ("Published 5/3/2019 in Oslo", "5/3/2019", "2019-05-03"),
        ("Published 13/5/2019 in Oslo", "13/5/2019", "2019-05-13"),
        ("Published 3.5.2019 in Oslo", "3.5.2019", "2019-05-03"),
        ("The talks ran Dec. 7-9.", "Dec. 7-9", "2023-12-07/2023-12-09"),
        ("It began in May 2019.", "May 2019", "2019-05"),
        ("It began in 2014.", "2014", "2014"),
        ("It began in the 1990s.", "the 1990s", "199"),
        ("It began in the late '80s.", "the late '80s", "198"),
        ("Built in the 19th century.", "the 19th century", "18"),
        ("Sales fell in the third quarter of 2020.", "the third quarter of 2020", "2020-Q3"),
        ("Sales fell in Q2 2021.", "Q2 2021", "2021-Q2"),
        ("Sales fell in the first half of 2021.", "the first half of 2021", "2021-H1"),
        ("It opened in the summer of 2012.", "the summer of 2012", "2012-SU"),
        ("They married on Christmas Eve 2019.", "Christmas Eve 2019", "2019-12-24"),
        ("Since the Sept. 11 attacks", "Sept. 11", "2001-09-11"),
        # Counted from the publication day
        ("which was vetoed on Friday.", "Friday", "2023-12-08"),
        ("They will meet on Friday.", "Friday", "2023-12-15"),
        ("The vote, which is scheduled for Tuesday,", "Tuesday", "2023-12-12"),
        ("The minister said Tuesday that talks failed.", "Tuesday", "2023-12-05"),
        ("He spoke on Sunday.", "Sunday", "2023-12-10"),
        ("He spoke last Sunday.", "last Sunday", "2023-12-03"),
        ("He speaks next Sunday.", "next Sunday", "2023-12-17"),
        ("He spoke Friday night.", "Friday night", "2023-12-08TNI"),
        ("He spoke at 5:30 p.m. on Friday.", "5:30 p.m. on Friday", "2023-12-08T17:30"),
        ("Earlier today, he spoke.", "Earlier today", "2023-12-10"),
        ("He spoke yesterday.", "yesterday", "2023-12-09"),
        ("He will speak tomorrow.", "tomorrow", "2023-12-11"),
        ("He spoke last night.", "last night", "2023-12-09TNI"),
        ("He spoke this morning.", "this morning", "2023-12-10TMO"),
        ("The operation on October 7 was a shock.", "October 7", "2023-10-07"),
        ("The law takes effect on January 15.", "January 15", "2024-01-15"),
        ("He was killed on March 3.", "March 3", "2023-03-03"),
        ("Back in November, Putin slammed the plan.", "November", "2023-11"),
        ("He will retire in March.", "March", "2024-03"),
        ("He resigned last March.", "last March", "2023-03"),
        ("He resigned in March last year.", "March last year", "2022-03"),
        ("He came last week.", "last week", "2023-W48"),
        ("He came earlier this month.", "earlier this month", "2023-12"),
        ("He comes next year.", "next year", "2024"),
        ("He came over the weekend.", "the weekend", "2023-W49-WE"),
        ("He came last summer.", "last summer", "2023-SU"),
        ("He came two years ago.", "two years ago", "2021"),
        ("He came about three weeks ago.", "about three weeks ago", "2023-W46"),
        ("He came 10 days ago.", "10 days ago", "2023-11-30"),
        ("Profit fell in the third quarter.", "the third quarter", "2023-Q3"),
        ("He left at Thanksgiving.", "Thanksgiving", "2023-11-23"),
        # No day of the calendar
        ("It lasted two years.", "two years", "P2Y"),
        ("It lasted several months.", "several months", "PXM"),
        ("a five-year plan", "five-year", "P5Y"),
        ("They meet every day.", "every day", "P1D"),
        ("They meet on Fridays.", "on Fridays", "XXXX-WXX-5"),
        ("He is now free.", "now", "PRESENT_REF"),
        ("It is stronger than today.", "today", "PRESENT_REF"),
        ("I still own it, as it is today.", "today", "PRESENT_REF"),
        ("The house still stands today.", "today", "PRESENT_REF"),
        ("More are at work today than ever before.", "today", "PRESENT_REF"),
        ("The bill is still expected today.", "today", "2023-12-10"),
        ("He recently left.", "recently", "PAST_REF"),
        ("He left two hours ago.", "two hours ago", "PT2H"),
    ],
)
def test_expressions(text: str, surface: str, timex: str) -> None:
    found = only(text)
    assert (found.surface, found.timex) == (surface, timex)


@pytest.mark.parametrize(
    ("text", "timexes"),
    [
        ("They met on April 24 and 25.", ["2023-04-24", "2023-04-25"]),
        ("They met on April 24, 25 and 26 in Oslo.", ["2023-04-24", "2023-04-25", "2023-04-26"]),
        ("On April 24 and 25 people died.", ["2023-04-24"]),
        ("On April 24 and 3.", ["2023-04-24"]),
    ],
)
def test_days_named_besides(text: str, timexes: list[str]) -> None:
    assert [found.timex for found in find_dates(text, SUNDAY)] == timexes


@pytest.mark.parametrize(
    "text",
    [
        "May I ask?",
        "April Ludgate and June Osborne spoke.",
        "They march on.",
        "about 2,000 people",
        "some 1900 troops",
        "$1999",
        "A 6-year-old boy, 37 years old",
        "three-quarters of the food",
        "Sun, a maker of computers,",
        "Corinthians 9:25",
        "the second man",
        "more than half a century on",
        "They read USA Today.",
        "30 February 2020",
        "2019-13-45",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert find_dates(text, SUNDAY) == ()


def test_days_named_before_are_counted_from() -> None:
    found = find_dates("It rained on March 3, 2020. The next day it snowed. Two days later it froze.", SUNDAY)
    assert [span.timex for span in found] == ["2020-03-03", "2020-03-04", "2020-03-06"]
    assert [span.basis for span in found] == ["explicit", "context", "context"]


def test_a_stretch_has_its_days() -> None:
    found = only("Prices rose over the past two months.")
    assert (found.timex, found.value_from, found.value_to) == ("P2M", date(2023, 10, 10), SUNDAY)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("on Friday", "XXXX-WXX-5"),
        ("in November", "XXXX-11"),
        ("on October 7", "XXXX-10-07"),
        ("last week", "XXXX-WXX"),
        ("yesterday", "XXXX-XX-XX"),
        ("last year", "XXXX"),
    ],
)
def test_without_an_anchor_relative_ones_have_no_days(text: str, timex: str) -> None:
    found = only(text, None)
    assert (found.timex, found.value_from, found.value_to, found.basis) == (timex, None, None, "none")


def test_without_an_anchor_explicit_ones_keep_their_days() -> None:
    assert only("in May 2019", None).value_to == date(2019, 5, 31)


def test_an_expression_does_not_reach_over_a_paragraph() -> None:
    text = "It was Friday\n\nMay 3, 2019 was fine"
    blocks = (Block("body", 0, 13), Block("body", 15, len(text)))
    assert all(span.char_end <= 13 or span.char_start >= 15 for span in find_dates(text, SUNDAY, blocks))


def check(text: str, anchor: date | None) -> None:
    end = 0
    for span in find_dates(text, anchor):
        assert end <= span.char_start < span.char_end
        assert text[span.char_start : span.char_end] == span.surface
        assert (span.value_from is None) == (span.value_to is None)
        if span.value_from and span.value_to:
            assert span.value_from <= span.value_to
        assert span.grain in GRAINS and span.basis in DATE_BASES
        end = span.char_end


@given(st.text(), st.none() | st.dates())
def test_any_text(text: str, anchor: date | None) -> None:
    check(text, anchor)


WORDS = (
    "Friday", "Sunday", "May", "March", "Oct.", "October", "7", "31", "2014", "0000", "1999", "99", "last", "next",
    "this", "the", "week", "weekend", "month", "quarter", "year", "decade", "century", "two", "thousand", "9999",
    "years", "days", "hours", "ago", "later", "earlier", "before", "after", "third", "first", "half", "of", "in",
    "on", "will", "was", "summer", "Thanksgiving", "Easter", "a.m.", "5:30", "noon", "today", "tomorrow",
    "yesterday", "that", "day", "every", "'90s", "20th", "-", ",", ".", "/", ":", "past", "few", "several",
    "couple", "and", "a", "Q3", "early", "mid-", "12/31/99", "\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS)), st.none() | st.dates())
def test_any_words_of_time(words: list[str], anchor: date | None) -> None:
    check(" ".join(words), anchor)


@pytest.mark.parametrize("piece", ["1,111", "a ", "May ", "1-1-", "the ", "last ", "Friday, ", "12 ", "\n", "twenty-"])
def test_hostile_repetition_ends(piece: str) -> None:
    check(piece * 5_000, SUNDAY)


@pytest.mark.parametrize(("year", "day"), [(2000, (4, 23)), (2019, (4, 21)), (2024, (3, 31)), (2038, (4, 25))])
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("name", "day"),
    [("Memorial Day", (5, 27)), ("Labor Day", (9, 2)), ("Good Friday", (3, 29)), ("New Year’s Eve", (12, 31))],
)
def test_holidays_of_2024(name: str, day: tuple[int, int]) -> None:
    assert holiday_date(name, 2024) == date(2024, *day)


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed documents are not part of the repository")
def test_seed_documents() -> None:
    first, second = (find_dates(path.read_text(encoding="utf-8"), SUNDAY) for path in sorted(SEEDS.glob("*.txt")))
    of_first = {span.surface: span for span in first}
    assert of_first["October 7"].value_from == date(2023, 10, 7)
    assert of_first["Earlier today"].value_from == SUNDAY
    assert of_first["November"].timex == "2023-11"
    assert {span.surface: span.value_from for span in second}["Friday"] == date(2023, 12, 8)
