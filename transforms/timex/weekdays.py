"""Weekdays: the ones just gone or coming, those beside their date, those of every week, and those in names."""

from __future__ import annotations

import re
from datetime import date
from re import Match

from transforms.timex.calendar import MONTH_PATTERN, WEEKDAYS, add_days, make_date, month_number
from transforms.timex.clock import time_of
from transforms.timex.direction import EITHER
from transforms.timex.nearness import nearest_day
from transforms.timex.patterns import (
    BEFORE_DAY,
    BEHIND_DAY,
    CLOCK,
    DAY_OF_MONTH,
    PARTS_OF_DAY,
    STEPS,
    WEEKDAY,
    WEEKDAY_NAME,
    YEAR,
)
from transforms.timex.spans import Context, Rule, direction
from transforms.timex.value import Value, day_value

# Weekdays in names: "Bloody Sunday", "The Mail on Sunday", "the Sunday Times", "Monday Night Football".
_DAY_NAME_BEFORE = re.compile(
    r"\b(?:(?:Bloody|Super|Cyber|Giving|Sheffield|Ruby|Freaky|Fat|Shrove|Maundy|Whit)|(?:Mail|Independent|Herald)\son)\s$"
)
_CAPITAL = re.compile(r"\s[A-Z][a-z]")
_DAY_NAME_BEHIND = re.compile(r"\s(?:Times|Telegraph|Mirror|Mail|Express|Herald|Star|Independent|Tribune|Post)\b")
_IN_BRACKETS = re.compile(
    rf"\s?\(\s?(?:(?P<month>{MONTH_PATTERN})\s?(?P<day>{DAY_OF_MONTH})|(?P<first_day>{DAY_OF_MONTH})(?:st|nd|rd|th)?"
    rf"\s(?P<later_month>{MONTH_PATTERN}))(?:\s?,?\s(?P<year>{YEAR}))?"
)
# "Friday last week", "next week on Friday"; but "he said Friday last week's talks had failed".
_OF_WEEK = r"(?P<{}>last|this|next)\sweek(?![\w'’-])"
_RANGE = re.compile(
    rf"(?:{WEEKDAY_NAME})(?:\s(?:morning|afternoon|evening|night))?(?:\s(?:to|through|until|till|[–-])\s|[–-])$"
)
_DATE_BEFORE = frozenset((" ", ", ", " (", "(", ", on "))


def _weekday(match: Match[str], context: Context) -> Value | None:
    number = WEEKDAYS[match["weekday"].casefold().rstrip(".")]
    if _is_name(match):
        return None
    if told := _day_in_brackets(match, context) or _told_before(match, number, context):
        return day_value(told, time_of(match)).on("context")
    which = (match["which"] or "").casefold()
    if which == "following" and not match[0].casefold().startswith("the"):  # "following Tuesday's talks": after them
        which = "last"
    counts_on = which in ("previous", "following") and context.day is not None
    start = context.day if counts_on else context.anchor
    if start is None:
        return Value(f"XXXX-WXX-{number + 1}", "day")
    week = match["week_behind"] or match["week_before"]
    days = _days_in_week(start, number, week) if week else _days_to(start, number, which, direction(match))
    return day_value(add_days(start, days), time_of(match)).on("context" if counts_on else "published")


def _is_name(match: Match[str]) -> bool:
    before = match.string[max(0, match.start() - 20) : match.start()]
    if _DAY_NAME_BEFORE.search(before) or _DAY_NAME_BEHIND.match(match.string, match.end()):
        return True
    # In a name all words have a capital, in a headline those before too: "He watched Monday Night Football".
    is_capital = bool(match["part"]) and match["part"][0].isupper() and before.split()[-1:] != []
    return is_capital and before.split()[-1].islower() and bool(_CAPITAL.match(match.string, match.end()))


def _day_in_brackets(match: Match[str], context: Context) -> date | None:
    """Return the day of "Friday (October 6)"."""
    found = _IN_BRACKETS.match(match.string, match.end())
    if found is None:
        return None
    month, day = month_number(found["month"] or found["later_month"]), int(found["day"] or found["first_day"])
    return (
        make_date(int(found["year"]), month, day)
        if found["year"]
        else nearest_day(month, day, context, direction(match))
    )


def _told_before(match: Match[str], number: int, context: Context) -> date | None:
    """Return the day of the date before it ("6 October, Friday"), or the day that ends a range ("Friday to Monday")."""
    if context.day is None or context.day_end is None:
        return None
    ahead = (number - context.day.weekday()) % 7
    if not match["which"] and _RANGE.search(match.string[max(0, match.start() - 30) : match.start()]):
        return add_days(context.day, ahead)
    return context.day if ahead == 0 and match.string[context.day_end : match.start()] in _DATE_BEFORE else None


def _days_to(start: date, number: int, which: str, sign: int) -> int:
    """Return how many days the weekday lies from `start`: a bare one in the seven days behind, if not told ahead."""
    back = (start.weekday() - number) % 7
    ahead = -back % 7
    step = STEPS.get(which, 0)
    if step < 0:
        return -(back or 7)
    if step > 0:
        return ahead or 7
    if which == "this":
        return -back if sign < 0 else ahead
    if sign == EITHER:
        return min(ahead, -back, key=abs)
    return ahead if sign > 0 else -back


def _days_in_week(start: date, number: int, week: str) -> int:
    """Return how many days the weekday of last, this or next week lies from `start`."""
    return 7 * STEPS[week] + number - start.weekday()


def _every_weekday(match: Match[str], _context: Context) -> Value:
    time = PARTS_OF_DAY.get((match["part"] or "").casefold(), "")
    return Value(f"XXXX-WXX-{WEEKDAYS[match['weekday'].casefold()] + 1}{time}", "set")


WEEKDAY_RULE = Rule(
    rf"(?:{_OF_WEEK.format('week_before')},?\s(?:on\s)?)?"
    rf"{BEFORE_DAY}(?:(?:the\s)?(?P<which>(?i:last|past|previous|this|next|coming|following))\s)?"
    rf"(?P<weekday>{WEEKDAY}){BEHIND_DAY}(?:\s(?:of\s)?{_OF_WEEK.format('week_behind')})?",
    _weekday,
)
WEEKDAY_RULES = (
    Rule(
        rf"(?:(?i:on)\s)?(?P<weekday>{WEEKDAY_NAME})(?:s|\s(?P<part>morning|evening|afternoon|night)s)(?!\w)",
        _every_weekday,
    ),
    Rule(  # The first of "Monday and Tuesday nights"
        rf"(?P<weekday>{WEEKDAY_NAME})(?=(?:,\s|\s(?:and|or)\s)(?:{WEEKDAY_NAME})"
        r"(?:s|\s(?P<part>morning|evening|afternoon|night)s)(?!\w))",
        _every_weekday,
    ),
    Rule(
        rf"(?i:every|each|on\san?)\s(?P<weekday>{WEEKDAY_NAME})(?:\s(?P<part>morning|evening|afternoon|night))?(?!\w)",
        _every_weekday,
    ),
    Rule(  # Hours of business: "open Monday to Friday", "10 a.m. to 5 p.m. Monday-Saturday"
        rf"(?:(?:(?<=to\s)|(?<=[–-])|(?<=[–-]\s))(?:{CLOCK})\s|(?<=open\s)|(?<=open\sfrom\s))(?P<weekday>{WEEKDAY_NAME})\s?(?:to|through|thru|[–-])\s?"
        rf"(?:{WEEKDAY_NAME})(?P<part>(?!))?(?!\w)",
        _every_weekday,
    ),
    WEEKDAY_RULE,
)
