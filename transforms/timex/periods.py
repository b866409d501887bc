"""Weeks, months, quarters and years counted from the publication day or from what the text named last."""

from __future__ import annotations

import re
from re import Match

from transforms.timex.nearness import nearest_day
from transforms.timex.patterns import STAGE, STEPS, WHICH
from transforms.timex.spans import Context, Rule, direction
from transforms.timex.value import Value, day_value, duration_value, month_value, shift, unit_value, unknown_value

_AT_A_DAY = re.compile(r"\b(?:at|by|since)\s$", re.IGNORECASE)
_ENDED = re.compile(r"\s(?:that\s)?(?:ended|ending)\b")  # "the quarter ended Sept. 29" is its length


def _relative(match: Match[str], context: Context) -> Value | None:
    """Last week, this month, next year: the unit of the calendar that holds the anchor, moved by one."""
    unit = match["unit"].casefold().split()[-1]
    which = match["which"].casefold()
    start, basis = context.anchor, "published"
    if which in ("following", "previous", "preceding") and context.period and context.period.value_from:
        start, basis = context.period.value_from, "context"
    if start is None:
        return unknown_value(unit)
    return unit_value(unit, shift(start, unit, STEPS[which])).on(basis)


def _said_period(match: Match[str], context: Context) -> Value | None:
    """That year, the quarter: the one that the text named last, else the running one (of quarters, the one before)."""
    unit, is_latest = match["unit"].casefold(), match["which"].casefold().endswith("latest")
    if _ENDED.match(match.string, match.end()) and unit != "period":
        return duration_value(unit, 1)
    if unit in ("quarter", "period") and context.quarter:
        return unit_value("quarter", context.quarter).on("context")
    if unit == "period":
        if not is_latest:
            return None
        unit = "quarter"
    named = context.period.value_from if context.period else None
    if named and match["which"].casefold().split()[-1] in ("that", "same"):
        return unit_value(unit, named).on("context")
    if context.anchor is None:
        return unknown_value(unit)
    return unit_value(unit, shift(context.anchor, unit, -1 if unit == "quarter" or is_latest else 0)).on("published")


def _weekend(match: Match[str], context: Context) -> Value:
    """The weekend: the coming one where the clause speaks of the future, else the last one that has begun."""
    if context.anchor is None:
        return unknown_value("weekend")
    is_running = direction(match) > 0 or context.anchor.weekday() >= 5
    return unit_value("weekend", shift(context.anchor, "week", 0 if is_running else -1)).on("published")


def _year_end(match: Match[str], context: Context) -> Value:
    """The last day of the year for "at", "by" and "since year-end"; about its last month for "around", "year's end"."""
    is_day = "s" not in match[0] and bool(_AT_A_DAY.search(match.string[max(0, match.start() - 6) : match.start()]))
    found = nearest_day(12, 31, context, direction(match))
    if found is None:
        return Value("XXXX-12-31", "day") if is_day else Value("XXXX-12", "month")
    return (day_value(found) if is_day else month_value(found.year, 12)).on("published")


PERIOD_RULES = (
    Rule(
        rf"{STAGE}(?i:the\s)?{WHICH}\s"
        r"(?P<unit>(?i:week|weekend|month|quarter|(?:fiscal\s)?year|decade|century))(?![\w-])",
        _relative,
    ),
    Rule(
        r"(?P<which>(?i:that|the\ssame|the\slatest"
        r"|(?<=for\s)the|(?<=in\s)the|(?<=of\s)the|(?<=ing\s)the|(?<=out\s)the))\s"
        r"(?:(?:fiscal|full|calendar)\s)?(?P<unit>week|weekend|month|quarter|year|period)(?![\w-])",
        _said_period,
    ),
    Rule(r"(?:(?<=ver\s)|(?<=ing\s)|(?<=for\s))the\sweekend(?!\w)", _weekend),
    Rule(r"(?:the\s)?year(?:-|['’]s\s|\s)end(?!\w)", _year_end),
)
