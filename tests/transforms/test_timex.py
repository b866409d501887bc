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
        # Told by another day
        ("They met a week ago Tuesday.", "a week ago Tuesday", "2023-11-28"),
        ("They vote two weeks from Friday.", "two weeks from Friday", "2023-12-29"),
        ("A year ago today he won.", "A year ago today", "2022-12-10"),
        ("It snowed a week ago Friday night.", "a week ago Friday night", "2023-12-01TNI"),
        ("He left the day after Thanksgiving.", "the day after Thanksgiving", "2023-11-24"),
        ("He left the day before last Tuesday's vote.", "the day before last Tuesday", "2023-12-04"),
        ("A day after the May 3, 2019, vote he left.", "A day after the May 3, 2019", "2019-05-04"),
        ("He resigned Friday last week.", "Friday last week", "2023-12-01"),
        ("He came on Monday this week.", "Monday this week", "2023-12-04"),
        ("Talks are on Friday of next week.", "Friday of next week", "2023-12-15"),
        ("They said next week on Friday.", "next week on Friday", "2023-12-15"),
        # Told by their place in the month
        ("They voted on the first Tuesday of November.", "the first Tuesday of November", "2023-11-07"),
        ("It fell on the last Monday in May 2019.", "the last Monday in May 2019", "2019-05-27"),
        ("It is shut the first Monday of the month.", "the first Monday of the month", "XXXX-WXX-1"),
        ("It is open Monday to Friday.", "Monday to Friday", "XXXX-WXX-1"),
        # Named days
        ("The Fourth of July parade", "Fourth of July", "2023-07-04"),
        ("They drank on St. Patrick's Day 2019.", "St. Patrick's Day 2019", "2019-03-17"),
        ("It shut for Martin Luther King Jr. Day 2022.", "Martin Luther King Jr. Day 2022", "2022-01-17"),
        ("Before the Jan. 6 riot", "Jan. 6", "2021-01-06"),
        ("Since the attacks of Sept. 11", "Sept. 11", "2001-09-11"),
        # In figures, and with a time zone
        ("Published 2019/05/03 in Oslo", "2019/05/03", "2019-05-03"),
        ("Published 03-May-2019 in Oslo", "03-May-2019", "2019-05-03"),
        ("updated 7:32 a.m. ET Nov. 6, 2007", "7:32 a.m. ET Nov. 6, 2007", "2007-11-06T07:32"),
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
        "She read the Sunday Times.",
        "She wrote in The Mail on Sunday.",
        "He watched Monday Night Football.",
        "It recalls Bloody Sunday.",
        "A man in his 20s",
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


@pytest.mark.parametrize(
    ("text", "surface", "first", "last", "grain"),
    [
        ("It was vetoed on Friday.", "Friday", date(2023, 12, 8), date(2023, 12, 8), "day"),
        ("It will be put to the vote on Friday.", "Friday", date(2023, 12, 15), date(2023, 12, 15), "day"),
        ("They met last week.", "last week", date(2023, 11, 27), date(2023, 12, 3), "week"),
        ("Back in November, he slammed the plan.", "November", date(2023, 11, 1), date(2023, 11, 30), "month"),
        ("Earlier today, he spoke.", "Earlier today", SUNDAY, SUNDAY, "day"),
        ("Profit fell in the third quarter.", "the third quarter", date(2023, 7, 1), date(2023, 9, 30), "quarter"),
        ("The attack of October 7 was a shock.", "October 7", date(2023, 10, 7), date(2023, 10, 7), "day"),
    ],
)
def test_expressions_have_interval_and_grain(text: str, surface: str, first: date, last: date, grain: str) -> None:
    found = only(text)
    assert (found.surface, found.value_from, found.value_to, found.grain) == (surface, first, last, grain)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("Talks resume Tuesday in Doha.", "2023-12-12"),
        ("The trial resumes on Monday.", "2023-12-11"),
        ("Voters go to the polls on Tuesday.", "2023-12-12"),
        ("The deadline is Friday.", "2023-12-15"),
        ("The deadline was Friday.", "2023-12-08"),
        ("The new rules come into force on Friday.", "2023-12-15"),
        ("“I'll see you Monday,” he said.", "2023-12-11"),
        ("The storm, which is expected to hit on Tuesday, has killed ten.", "2023-12-12"),
        ("The storm that hit on Tuesday is expected to move north.", "2023-12-05"),
        ("Rain is forecast for Wednesday.", "2023-12-13"),
        ("The curfew lasted until Saturday morning.", "2023-12-09TMO"),
        ("It was not announced until Friday.", "2023-12-08"),
        ("It won't be known until Friday.", "2023-12-15"),
        ("Until Friday, he refused to speak.", "2023-12-08"),
        ("The company announced plans Friday to close two plants.", "2023-12-08"),
        ("The company plans to close two plants on Friday.", "2023-12-15"),
        ("Prices rose more than expected Friday.", "2023-12-08"),
        ("The game was delayed due to bad weather on Friday.", "2023-12-08"),
        ("He was due to appear in court on Friday.", "2023-12-15"),
        ("The sides agreed to meet again on Thursday.", "2023-12-14"),
        ("The firm agreed to buy its rival on Friday.", "2023-12-08"),
        ("She could not be reached for comment Friday.", "2023-12-08"),
        ("He said so following Friday's talks.", "2023-12-08"),
        ("Elections were held on February 8.", "2023-02-08"),
        ("Elections are to be held on February 8.", "2024-02-08"),
        ("A vigil planned for Friday was canceled.", "2023-12-08"),
        ("A vigil scheduled for Tuesday was postponed.", "2023-12-12"),
        ("They are likely to sell as soon as trading opened Monday.", "2023-12-11"),
        ("They sold as soon as trading opened Monday.", "2023-12-04"),
        ("The toll has risen since January 20.", "2023-01-20"),
        ("Prices have risen since year-end.", "2022-12-31"),
        ("The exhibition opened in January.", "2023-01"),
        ("The exhibition opens in January.", "2024-01"),
    ],
)
def test_tense_tells_past_from_future(text: str, timex: str) -> None:
    assert find_dates(text, SUNDAY)[0].timex == timex


@pytest.mark.parametrize(
    ("text", "timexes"),
    [
        ("It ran from September 23 to October 8, 2019.", ["2019-09-23", "2019-10-08"]),
        ("It ran from December 30 to January 2, 2020.", ["2019-12-30", "2020-01-02"]),
        ("The fair runs from Friday to Monday.", ["2023-12-08", "2023-12-11"]),
        ("It happened between 4 and 11 May.", ["2023-05-04", "2023-05-11"]),
        ("It ran from December 1 to 4.", ["2023-12-01", "2023-12-04"]),
        ("It rained on Friday (October 6).", ["2023-10-06", "2023-10-06"]),
        ("It rained on 6 October, Friday.", ["2023-10-06", "2023-10-06"]),
        ("It rained on the night of October 7.", ["2023-10-07TNI"]),
        ("It was the worst attack since 9/11.", ["2001-09-11"]),
        ("Flights leave on Monday and Tuesday nights.", ["XXXX-WXX-1TNI", "XXXX-WXX-2TNI"]),
        ("They march each July.", ["XXXX-07"]),
        ("Prices fell over the summer.", ["2023-SU"]),
        ("He came on December 5 at 1:00 in the afternoon.", ["2023-12-05T13:00"]),
        ("He came on December 5. In the evening he left.", ["2023-12-05", "2023-12-05TEV"]),
        ("He likes to walk in the evening.", []),
        ("Debt rose by year-end.", ["2023-12-31"]),
        ("It will close around year-end.", ["2023-12"]),
        ("Today, nearly all towns have one.", ["PRESENT_REF"]),
        ("Today is a holiday.", ["2023-12-10"]),
        ("He came on December 5, at 9 in the morning.", ["2023-12-05", "2023-12-05T09:00"]),
        ("Ten were hurt in clashes on Friday, and two died overnight.", ["2023-12-08", "2023-12-08TNI"]),
        ("Sales rose in the last half of 2019.", ["2019-H2"]),
        ("Sales rose in 3Q 2019.", ["2019-Q3"]),
        ("Sales rose in FY 2019.", ["2019"]),
        ("It takes two to three weeks.", ["PXW"]),
        ("It will be known in the coming weeks.", ["PXW"]),
        ("Losses for the quarter ended Sept. 29 grew.", ["P1Q", "2023-09-29"]),
        ("It rained on March 3, 2020. He left the day before.", ["2020-03-03", "2020-03-02"]),
        ("It rained on March 3, 2020. Earlier in the day it was dry.", ["2020-03-03", "2020-03-03"]),
        ("It rose on October 12, 2019, the day before the crash.", ["2019-10-12", "2019-10-12"]),
        ("It rose on Friday.\n\nBrokers sold in the morning.", ["2023-12-08", "2023-12-08TMO"]),
        ("It rose on Friday.\n\nBrokers like walks in the morning.", ["2023-12-08"]),
        ("It blew up on Friday.\n\nPolice came at 5 p.m.", ["2023-12-08", "2023-12-08T17:00"]),
        ("It blew up on Friday.\n\nThe shop sells\n\ntoys at 5 p.m.", ["2023-12-08", "XXXX-XX-XXT17:00"]),
        ("It blew up on Friday. He was seen at 6 a.m. ten days before.",
         ["2023-12-08", "XXXX-XX-XXT06:00", "P10D"]),
        ("They serve noon to 10 p.m. Monday-Saturday.", ["XXXX-WXX-1"]),
        ("The road is shut from 9 p.m. Friday to Monday.", ["2023-12-08T21:00", "2023-12-11"]),
        ("It closed Thursday. He was shot last October. It was crossed out that same day.",
         ["2023-12-07", "2023-10", "XXXX-XX-XX"]),
    ],
)  # fmt: skip
def test_more_expressions(text: str, timexes: list[str]) -> None:
    assert [found.timex for found in find_dates(text, SUNDAY)] == timexes


def test_what_follows_a_dateline_is_counted_from_its_day() -> None:
    text = "OSLO, December 8 (NTB) - The king died today."
    blocks = (Block("dateline", 0, 25), Block("body", 25, len(text)))
    dateline, today = find_dates(text, SUNDAY, blocks)
    assert (dateline.timex, dateline.basis) == ("2023-12-08", "published")
    assert (today.timex, today.basis) == ("2023-12-08", "dateline")


def test_dateline_far_from_publication_is_not_counted_from() -> None:
    text = "OSLO, November 8 (NTB) - The king died today."
    blocks = (Block("dateline", 0, 25), Block("body", 25, len(text)))
    assert find_dates(text, SUNDAY, blocks)[1].timex == "2023-12-10"


@pytest.mark.parametrize(("line", "day"), [("Monday, December 11, 2023", "2023-12-10"), ("May 7, 2015", "2023-12-09")])
def test_what_follows_a_line_of_its_date_is_counted_from_it(line: str, day: str) -> None:
    text = f"{line}\nYesterday, the king died."
    blocks = (Block("byline", 0, len(line)), Block("body", len(line) + 1, len(text)))
    assert find_dates(text, SUNDAY, blocks)[1].timex == day


@pytest.mark.parametrize(
    ("anchor", "timex"),
    [(date(2025, 12, 10), "2023-10-07"), (SUNDAY, "2023-10-07"), (date(2022, 12, 10), "2022-10-07")],
)
def test_a_day_known_by_its_event_is_not_counted_from_publication(anchor: date, timex: str) -> None:
    assert find_dates("since the Oct. 7 attack on Israel", anchor)[0].timex == timex
    assert find_dates("It rained on Oct. 7.", anchor)[0].timex == f"{anchor.year}-10-07"


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
    "couple", "and", "a", "Q3", "early", "mid-", "12/31/99", "\n", "from", "to", "open", "since", "p.m.",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS)), st.none() | st.dates())
def test_any_words_of_time(words: list[str], anchor: date | None) -> None:
    check(" ".join(words), anchor)


@pytest.mark.parametrize(
    "piece",
    [
        "1,111",
        "a ",
        "May ",
        "1-1-",
        "the ",
        "last ",
        "Friday, ",
        "12 ",
        "\n",
        "twenty-",
        "the day before ",
        "a week ago ",
    ],
)
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
