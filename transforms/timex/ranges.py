"""Days of a range or list that share the month or year of its other end."""

from __future__ import annotations

import re
from re import Match

from transforms.timex.calendar import MONTH_PATTERN, make_date, month_number
from transforms.timex.nearness import nearest_day
from transforms.timex.patterns import DAY_OF_MONTH, YEAR
from transforms.timex.spans import Context, Rule, direction
from transforms.timex.value import Value, day_value

_ORDINAL = r"(?:st|nd|rd|th)?"
_LAST_DAY = re.compile(
    rf"\s?(?:to|and|until|till|through|[–-])\s?(?:(?P<month>{MONTH_PATTERN})\s?\d{{1,2}}"
    rf"|\d{{1,2}}\s(?P<other_month>{MONTH_PATTERN}))\s?,?\s(?P<year>{YEAR})(?!\w)"
)
_BETWEEN = frozenset((" and ", ", ", ", and ", " or ", " to "))


def year_of_range(match: Match[str], month: int) -> int | None:
    """Return the year of a day in `month` that the range's last day tells: "September 23 to October 8, 2023"."""
    last = _LAST_DAY.match(match.string, match.end())
    if last is None:
        return None
    return int(last["year"]) - (month > month_number(last["month"] or last["other_month"]))


def _day_besides(match: Match[str], context: Context) -> Value | None:
    """The second day of "April 24 and 25": later in the month of the day that is named right before."""
    if context.day is None or context.day_end is None or context.day_end > match.start():
        return None
    if match.string[context.day_end : match.start()] not in _BETWEEN:
        return None
    found = make_date(context.day.year, context.day.month, int(match["day"]))
    return day_value(found).on("context") if found and found > context.day else None


def _first_day(match: Match[str], context: Context) -> Value | None:
    """The first day of "between 4 and 11 May"."""
    month, day = month_number(match["month"]), int(match["day"])
    if match["year"]:
        found = make_date(int(match["year"]), month, day)
        return day_value(found).on("explicit") if found else None
    found = nearest_day(month, day, context, direction(match))
    return day_value(found).on("published") if found else None


RANGE_RULES = (
    Rule(
        r"(?:(?<=\sand\s)|(?<=\sor\s)|(?<=\sto\s)|(?<=,\s))"
        rf"(?P<day>{DAY_OF_MONTH}){_ORDINAL}"
        r"(?=[.;:)]|,\s\D|\s(?:in|at|on|for|to|by|when|with)\b|\s(?:and|or)\s\d|\s*$)",
        _day_besides,
    ),
    Rule(
        rf"(?:(?<=etween\s)|(?<=rom\s))(?P<day>{DAY_OF_MONTH}){_ORDINAL}"
        rf"(?=\s(?:and|to)\s{DAY_OF_MONTH}{_ORDINAL}\s(?P<month>{MONTH_PATTERN})(?:\s?,?\s(?P<year>{YEAR}))?)",
        _first_day,
    ),
)
