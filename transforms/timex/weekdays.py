"""Weekdays, today and its neighbours, and days counted from the day that the text named last."""

from __future__ import annotations

import re
from datetime import date
from re import Match

from transforms.timex.calendar import WEEKDAYS, add_days
from transforms.timex.clock import time_of
from transforms.timex.patterns import BEFORE_DAY, BEHIND_DAY, PARTS_OF_DAY, STEPS, WEEKDAY, WEEKDAY_NAME
from transforms.timex.spans import Context, Rule, direction
from transforms.timex.value import Value, day_value

_NEAR = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
    "the day after tomorrow": 2, "last night": -1, "overnight": 0,
}  # fmt: skip
_NIGHTS = {"tonight": "TNI", "last night": "TNI", "overnight": "TNI"}
# "More than today", "as it is today", "I still own today", "today than ever" speak of these days, not of one.
_THESE_DAYS_BEFORE = re.compile(r"\b(?:than|still\s[a-z]+(?<!ed)(?<!ing)|(?:it|they|we|he|she|you)\s(?:is|are))\s$")
_THESE_DAYS_BEHIND = re.compile(r"\s(?:than\s|as\s(?:it|they|we|he|she)\s)")
_NAME_BEFORE = re.compile(r"[A-Z]\w+ $")  # "USA Today"


def _weekday(match: Match[str], context: Context) -> Value | None:
    number = WEEKDAYS[match["weekday"].casefold().rstrip(".")]
    which = (match["which"] or "").casefold()
    counts_on = which in ("previous", "following") and context.day is not None
    start = context.day if counts_on else context.anchor
    if start is None:
        return Value(f"XXXX-WXX-{number + 1}", "day")
    day = add_days(start, _days_to(start, number, which, direction(match)))
    return day_value(day, time_of(match)).on("context" if counts_on else "published")


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
    return ahead if sign > 0 else -back


def _every_weekday(match: Match[str], _context: Context) -> Value:
    return Value(f"XXXX-WXX-{WEEKDAYS[match['weekday'].casefold()] + 1}", "set")


def _near_day(match: Match[str], context: Context) -> Value | None:
    if match["word"] == "Today" and _NAME_BEFORE.search(match.string[max(0, match.start() - 20) : match.start()]):
        return None
    word = " ".join(match["word"].casefold().split())
    if word == "today" and _speaks_of_these_days(match):
        return Value("PRESENT_REF", "ref")
    time = _NIGHTS.get(word) or time_of(match)
    if word.startswith("this "):
        word, time = "today", PARTS_OF_DAY[word.removeprefix("this ")]
    if context.anchor is None:
        return Value("XXXX-XX-XX" + time, "time" if time else "day")
    return day_value(add_days(context.anchor, _NEAR[word]), time).on("published")


def _speaks_of_these_days(match: Match[str]) -> bool:
    before = match.string[max(0, match.start() - 30) : match.start()]
    return bool(_THESE_DAYS_BEFORE.search(before) or _THESE_DAYS_BEHIND.match(match.string, match.end()))


def _said_day(match: Match[str], context: Context) -> Value | None:
    """Days counted from the day that the text named last: "the next day", "that night"."""
    step = STEPS.get(match["which"].casefold().split()[-1], 0)
    time = PARTS_OF_DAY.get(match["unit"], "")
    if context.day is None:
        return Value("XXXX-XX-XX" + time, "time" if time else "day")
    return day_value(add_days(context.day, step), time).on("context")


WEEKDAY_RULES = (
    Rule(
        rf"(?:(?i:on)\s)?(?P<weekday>{WEEKDAY_NAME})(?:s|\s(?:morning|evening|afternoon|night)s)(?!\w)",
        _every_weekday,
    ),
    Rule(rf"(?i:every|each|on\san?)\s(?P<weekday>{WEEKDAY_NAME})(?!\w)", _every_weekday),
    Rule(
        rf"{BEFORE_DAY}(?:(?:the\s)?(?P<which>(?i:last|past|previous|this|next|coming|following))\s)?"
        rf"(?P<weekday>{WEEKDAY}){BEHIND_DAY}",
        _weekday,
    ),
    Rule(
        rf"{BEFORE_DAY}(?P<word>(?i:the\sday\sbefore\syesterday|the\sday\safter\stomorrow|last\snight|overnight|tonight"
        rf"|this\s(?:morning|afternoon|evening)|today|yesterday|tomorrow))(?!\w){BEHIND_DAY}",
        _near_day,
    ),
    Rule(
        r"(?:(?i:earlier|later)\s)?(?P<which>(?i:(?:the|that)\s(?:next|following|previous|same)|that))\s"
        r"(?P<unit>day|morning|afternoon|evening|night)(?!\w)",
        _said_day,
    ),
)
