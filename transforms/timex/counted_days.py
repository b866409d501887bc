"""Days told by another one ("a week ago Tuesday", "the day after Christmas") or by their place in a month."""

from __future__ import annotations

from dataclasses import replace
from re import Match

from transforms.timex.calendar import MONTH_PATTERN, WEEKDAYS, add_days, month_number
from transforms.timex.holidays import nth_weekday
from transforms.timex.nearness import nearest_of
from transforms.timex.numbers import WORD_PATTERN, count_of
from transforms.timex.patterns import PARTS_OF_DAY, WEEKDAY_NAME, YEAR
from transforms.timex.spans import Context, Rule, direction
from transforms.timex.value import Value, day_value, shift

_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def beside(rule: Rule) -> Rule:
    """Return the rule of "the day before" and "the day after" whatever day another rule finds."""

    def read(match: Match[str], context: Context) -> Value | None:
        value = rule.read(match, context)
        if value is None or value.value_from is None or value.grain not in ("day", "time"):
            return value and replace(value, timex="XXXX-XX-XX", grain="day", value_from=None, value_to=None)
        step = -1 if match["side"] == "before" else 1
        return day_value(add_days(value.value_from, step)).on(value.basis)

    return Rule(rf"(?:[Tt]he|[Aa]|[Oo]ne)\sday\s(?P<side>before|after)\s(?:the\s)?{rule.pattern}", read)


def _counted(match: Match[str], context: Context) -> Value | None:
    """A week ago Tuesday: so far from the last Tuesday; a week from Tuesday: from the coming one."""
    count, unit = count_of(match["count"]), match["unit"]
    if count is None:
        return None
    if context.anchor is None:
        return Value("XXXX-XX-XX", "day")
    way = -1 if match["way"] == "ago" else 1
    name = match["day"].casefold()
    step = _NEAR[name] if name in _NEAR else way * ((way * (WEEKDAYS[name] - context.anchor.weekday())) % 7)
    day = shift(add_days(context.anchor, step), unit, way * int(count))
    return day_value(day, PARTS_OF_DAY.get(match["part"] or "", "")).on("published")


def _nth_of_month(match: Match[str], context: Context) -> Value | None:
    """The first Monday of October, in the year that is told or meant."""
    number, nth = WEEKDAYS[match["weekday"].casefold()], _NTH[match["nth"].casefold()]
    month = month_number(match["month"])
    if match["year"]:
        return day_value(nth_weekday(int(match["year"]), month, number, nth)).on("explicit")
    if context.anchor is None:
        return Value(f"XXXX-{month:02}-XX", "day")
    years = (context.anchor.year + step for step in (-1, 0, 1) if 1 <= context.anchor.year + step <= 9999)
    found = nearest_of([nth_weekday(year, month, number, nth) for year in years], context.anchor, direction(match))
    return day_value(found).on("published") if found else None


def _nth_of_every(match: Match[str], _context: Context) -> Value:
    return Value(f"XXXX-WXX-{WEEKDAYS[match['weekday'].casefold()] + 1}", "set")


_NTH_WEEKDAY = rf"(?:[Tt]he\s)?(?P<nth>(?i:{'|'.join(_NTH)}))\s(?P<weekday>{WEEKDAY_NAME})\s(?:of|in)\s"
COUNTED_DAY_RULES = (
    Rule(
        rf"(?i:exactly\s)?(?P<count>(?i:an?|\d{{1,2}}|{WORD_PATTERN}))\s(?P<unit>week|month|year)s?\s(?P<way>ago|from)\s"
        rf"(?P<day>{WEEKDAY_NAME}|today|tonight|yesterday|tomorrow)(?:\s(?P<part>morning|afternoon|evening|night))?"
        r"(?![\w'’])",
        _counted,
    ),
    Rule(rf"{_NTH_WEEKDAY}(?P<month>{MONTH_PATTERN})(?:,?\s(?:of\s)?(?P<year>{YEAR}))?(?!\w)", _nth_of_month),
    Rule(rf"{_NTH_WEEKDAY}(?:the|a|each|every)\s(?:month|year)(?!\w)", _nth_of_every),
)
