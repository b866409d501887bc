"""Days of the calendar, with their year or without, in words or figures, and holidays."""

from __future__ import annotations

import re
from datetime import date
from re import Match

from transforms.timex.calendar import MONTH_PATTERN, make_date, month_number
from transforms.timex.clock import time_of
from transforms.timex.holidays import HOLIDAY_PATTERN, holiday_date
from transforms.timex.nearness import nearest_day, nearest_of
from transforms.timex.patterns import BEFORE_DAY, BEHIND_DAY, DAY_OF_MONTH, FOUR_DIGITS, STEPS, WEEKDAY, YEAR
from transforms.timex.ranges import year_of_range
from transforms.timex.spans import Context, Rule, direction
from transforms.timex.value import Value, day_value, week_value

# Days that news names without their year by what happened on them: "the Sept. 11 attacks", "the Jan. 6 riot".
_KNOWN_DAYS = (
    (date(2001, 9, 11), re.compile(r"\s(?:terror|attacks?\b|hijack)")),
    (
        date(2021, 1, 6),
        re.compile(r"\s(?:(?:U\.S\.\s)?Capitol|riot|insurrection|attacks?\b|(?:[Ss]elect\s)?[Cc]ommittee)"),
    ),
    (date(2023, 10, 7), re.compile(r"\s(?:Hamas(?:-led)?\s)?(?:terror|attacks?\b|massacres?\b|assault|onslaught)")),
)
_ATTACKS_OF = re.compile(r"\b(?:attacks?|massacre|riot|insurrection)\sof\s$")
_ATTACKS_DAY = _KNOWN_DAYS[0][0]


def _month_day(match: Match[str], context: Context) -> Value | None:
    month, day = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    if make_date(2000, month, day) is None:
        return None
    found, basis = _day_of_year(match, month, day, context)
    if found is None:
        return None if match["year"] else Value(f"XXXX-{month:02}-{day:02}", "day")
    return _one_or_more(found, match).on(basis)


def _day_of_year(match: Match[str], month: int, day: int, context: Context) -> tuple[date | None, str]:
    """Return the day in the year that is told, else in the one that is meant, and the basis."""
    if match["year"]:
        return make_date(int(match["year"]), month, day), "explicit"
    if known := _known_day(match, month, day, context.anchor):
        return known, "explicit"
    if year := year_of_range(match, month):
        return make_date(year, month, day), "explicit"
    if match["relative_year"] and context.anchor:
        return make_date(context.anchor.year + STEPS[match["relative_year"]], month, day), "published"
    return nearest_day(month, day, context, direction(match)), "published"


def _known_day(match: Match[str], month: int, day: int, anchor: date | None) -> date | None:
    """Return the day of a known event that the words name: "the Oct. 7 attack"; of none that was yet to come."""
    for known, words in _KNOWN_DAYS:
        if (known.month, known.day) != (month, day) or (anchor and anchor < known):
            continue
        before = match.string[max(0, match.start() - 20) : match.start()]
        if words.match(match.string, match.end()) or _ATTACKS_OF.search(before):
            return known
    return None


def _one_or_more(first: date, match: Match[str]) -> Value:
    """One day, or the days up to the second one of "Dec. 7-9"."""
    last = make_date(first.year, first.month, int(match["until"])) if match["until"] else None
    if last is None or last <= first:
        return day_value(first, time_of(match))
    return Value(f"{first.isoformat()}/{last.isoformat()}", "day", first, last)


def _iso(match: Match[str], _context: Context) -> Value | None:
    found = make_date(int(match["year"]), int(match["month"]), int(match["day"]))
    return day_value(found).on("explicit") if found else None


def _numeric(match: Match[str], context: Context) -> Value | None:
    """Month first, as in the United States; day first where the first number is above 12 or points part them."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if len(match["year"]) == 2:
        base = context.anchor.year if context.anchor else 2000
        year = min((year + century for century in range(1800, 2200, 100)), key=lambda each: abs(each - base))
    day_first = first > 12 or "." in match[0]
    found = make_date(year, second, first) if day_first else make_date(year, first, second)
    return day_value(found).on("explicit") if found else None


def _attacks(_match: Match[str], _context: Context) -> Value:
    return day_value(_ATTACKS_DAY).on("explicit")


def _week_of(match: Match[str], context: Context) -> Value | None:
    found = nearest_day(month_number(match["month"]), int(match["day"]), context, direction(match))
    return week_value(found).on("published") if found else None


def _holiday(match: Match[str], context: Context) -> Value | None:
    if match["year"]:
        found = holiday_date(match["holiday"], int(match["year"]))
        return day_value(found).on("explicit") if found else None
    if context.anchor is None:
        return Value("XXXX-XX-XX", "day")
    years = (context.anchor.year + shift for shift in (-1, 0, 1) if 1 <= context.anchor.year + shift <= 9999)
    days = [day for year in years if (day := holiday_date(match["holiday"], year))]
    found = nearest_of(days, context.anchor, direction(match))
    return day_value(found).on("published") if found else None


_YEAR_BEHIND = rf"(?:(?:\s?,?\s|-)(?P<year>{YEAR}))?(?:,?\s(?:of\s)?(?P<relative_year>last|this|next)\syear)?"
MONTH_DAY_RULES = (
    Rule(
        rf"{BEFORE_DAY}(?:{WEEKDAY}\s?,?\s)?(?:(?:last|this|next)\s)?(?P<month>{MONTH_PATTERN})\s?"
        rf"(?P<day>{DAY_OF_MONTH}(?:st|nd|rd|th)?)(?:\s?[–-]\s?(?P<until>{DAY_OF_MONTH}))?{_YEAR_BEHIND}{BEHIND_DAY}",
        _month_day,
    ),
    Rule(
        rf"{BEFORE_DAY}(?:{WEEKDAY}\s?,?\s)?(?:the\s)?(?P<day>{DAY_OF_MONTH})"
        rf"(?:\s?[–-]\s?(?P<until>{DAY_OF_MONTH}))?(?:st|nd|rd|th)?(?:\sof)?[\s-](?P<month>{MONTH_PATTERN})"
        rf"{_YEAR_BEHIND}{BEHIND_DAY}(?!\s\d)",
        _month_day,
    ),
)
HOLIDAY_RULE = Rule(rf"(?P<holiday>{HOLIDAY_PATTERN})(?:,?\s(?:of\s)?(?P<year>{YEAR}))?", _holiday)
DAY_RULES = (
    *(
        Rule(
            rf"(?P<year>{FOUR_DIGITS}){sign}(?P<month>\d\d){sign}(?P<day>\d\d)(?![\d/])"
            r"(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?",
            _iso,
        )
        for sign in "-/"
    ),
    *(
        Rule(rf"(?P<first>\d{{1,2}}){sign}(?P<second>\d{{1,2}}){sign}(?P<year>\d{{4}}|\d\d)(?![\d/-])", _numeric)
        for sign in ("/", r"\.", "-")
    ),
    Rule(rf"(?i:the\s)?week\sof\s(?P<month>{MONTH_PATTERN})\s(?P<day>{DAY_OF_MONTH})", _week_of),
    *MONTH_DAY_RULES,
    # The attacks of 2001; in figures alone no other day is told without its year.
    Rule(r"9/11(?![\d/%-]|\.\d)", _attacks),
    HOLIDAY_RULE,
)
