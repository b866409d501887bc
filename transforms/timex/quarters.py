"""Quarters, halves and seasons of a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from re import Match

from transforms.timex.direction import FUTURE
from transforms.timex.nearness import told_year
from transforms.timex.numbers import ORDINALS
from transforms.timex.patterns import OF_YEAR, STAGE, STEPS, YEAR
from transforms.timex.spans import Context, Rule, direction
from transforms.timex.value import (
    Value,
    half_value,
    quarter_value,
    season_value,
    shift,
    unit_value,
    unknown_value,
    year_value,
)

_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_WORDS = "spring|summer|fall|autumn|winter"


def _quarter_or_half(match: Match[str], context: Context) -> Value | None:
    number = ORDINALS[match["ordinal"].casefold()]
    return _half(number, match, context) if match["unit"].casefold() == "half" else _quarter(number, match, context)


def _quarter_by_number(match: Match[str], context: Context) -> Value | None:
    return _quarter(int(match["number"]), match, context)


def _quarter(number: int, match: Match[str], context: Context) -> Value | None:
    return _in_year(quarter_value, number, 3 * number - 2, f"XXXX-Q{number}", match, context)


def _half(number: int, match: Match[str], context: Context) -> Value | None:
    return _in_year(half_value, number, 6 * number - 5, f"XXXX-H{number}", match, context) if number <= 2 else None


def _in_year(
    make: Callable[[int, int], Value], number: int, first: int, unknown: str, match: Match[str], context: Context
) -> Value:
    """Return the part of the year that is told or meant; `first` is its first month."""
    year, basis = told_year(match, context)
    if year is None and context.anchor:
        year, basis = _meant_year(first, context.anchor, direction(match)), "published"
    return make(year, number).on(basis) if year else Value(unknown, "quarter" if "Q" in unknown else "half")


def _meant_year(first: int, anchor: date, sign: int) -> int:
    """Return the year of a quarter or half that begins with month `first`.

    This year's if it has begun or begins within four months; of one that lies half a year back, next year's if the
    clause speaks of the future; else last year's.
    """
    ahead = first - anchor.month
    if ahead > 4:
        return anchor.year - 1
    return anchor.year + 1 if sign == FUTURE and ahead < -6 else anchor.year


def _that_years_quarter(match: Match[str], context: Context) -> Value | None:
    """The 1988 quarter, the 1988 period: the quarter named last, in that year."""
    year = int(match["year"])
    if context.quarter is None:
        return year_value(year).on("explicit")
    return unit_value("quarter", context.quarter.replace(year=year)).on("context")


def _year_before(_match: Match[str], context: Context) -> Value | None:
    """A year earlier, year-ago: the quarter named last one year before, else the year before."""
    if context.quarter:
        return unit_value("quarter", shift(context.quarter, "year", -1)).on("context")
    if context.anchor is None:
        return unknown_value("year")
    return unit_value("year", shift(context.anchor, "year", -1)).on("published")


def _season(match: Match[str], context: Context) -> Value | None:
    season = _SEASONS[match["season"].casefold()]
    year, basis = told_year(match, context)
    if year is None and context.anchor and not match["which"]:
        year, basis = _nearest_season_year(_SEASON_MONTHS[season], context.anchor, direction(match)), "published"
    if year is None and context.anchor:
        step = STEPS.get((match["which"] or "").casefold(), 0)
        year, basis = _season_year(_SEASON_MONTHS[season], step, context.anchor), "published"
    return season_value(year, season).on(basis) if year else Value(f"XXXX-{season}", "season")


def _season_year(first: int, step: int, anchor: date) -> int:
    """Last summer is the latest that is over, next summer the first that has not begun."""
    is_over, has_begun = anchor.month > first + 2, anchor.month >= first
    if step < 0 and not is_over:
        return anchor.year - 1
    return anchor.year + 1 if step > 0 and has_begun else anchor.year


def _nearest_season_year(first: int, anchor: date, sign: int) -> int:
    """The summer is this year's if it has begun; else the coming one if the clause speaks of the future."""
    return anchor.year if anchor.month >= first or sign > 0 else anchor.year - 1


def _last_half(match: Match[str], context: Context) -> Value | None:
    return _half(2, match, context)


_ORDINAL = r"(?P<ordinal>(?i:first|second|third|fourth|1st|2nd|3rd|4th))"
QUARTER_RULES = (
    Rule(
        rf"(?:the\s)?{STAGE}(?P<which>(?i:last|past|this|next|coming|the))?\s?"
        rf"(?P<season>{_SEASON_WORDS})(?=\sof\s\d|\s\d{{4}}){OF_YEAR}",
        _season,
    ),
    Rule(
        rf"{STAGE}(?P<which>(?i:last|past|this|next|coming))\s(?P<season>{_SEASON_WORDS}){OF_YEAR}(?!\w)",
        _season,
    ),
    Rule(
        rf"(?:(?<=ver\s)|(?<=nto\s)|(?<=uring\s)|(?<=ntil\s)|(?<=hrough\s))the\s(?P<which>(?!))?"
        rf"(?P<season>{_SEASON_WORDS}){OF_YEAR}(?![\w-]|\s(?:of|in|from|to)\b)",
        _season,
    ),
    Rule(rf"(?i:the\s)?(?i:last|latter|latest)\shalf(?=\sof\s(?:\d|last|this|next)){OF_YEAR}", _last_half),
    Rule(
        rf"(?i:the\s)?(?:(?:fiscal|current)[\s-])?{_ORDINAL}[\s-](?:fiscal[\s-])?(?P<unit>quarter|half)(?!\w){OF_YEAR}",
        _quarter_or_half,
    ),
    Rule(rf"Q(?P<number>[1-4]){OF_YEAR}(?!\w)", _quarter_by_number),
    Rule(rf"(?P<number>[1-4])Q{OF_YEAR}(?!\w)", _quarter_by_number),
    Rule(rf"the\s(?P<year>{YEAR})\s(?:quarter|period)(?!\w)", _that_years_quarter),
    Rule(
        r"(?i:the\s)?(?:year-ago|year-earlier)(?:\s(?:(?:first|second|third|fourth)\s)?(?:quarter|period))?(?!\w)"
        r"|(?i:a|the)\syear\s(?:ago|earlier|before)(?!\w)",
        _year_before,
    ),
)
