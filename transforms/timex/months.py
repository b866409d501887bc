"""Months, alone, with a year, or as last and next."""

from __future__ import annotations

import re
from datetime import date
from re import Match

from transforms.timex.calendar import MONTH_PATTERN, month_number
from transforms.timex.nearness import nearest_day, told_year
from transforms.timex.patterns import OF_YEAR, STAGE, STEPS, WHICH
from transforms.timex.spans import Context, Rule, direction
from transforms.timex.value import Value, month_value

_SIGN = re.compile(
    r"\b(?i:in|since|by|until|till|of|from|through|during|for|to|and|last|next|this|early|late|before|after|mid)[\s-]$"
)
_IN = re.compile(r"\b(?i:in|since|last|until)\s$")
_NAME_BEHIND = re.compile(r"\s[A-Z][a-z]")


def _month(match: Match[str], context: Context) -> Value | None:
    month = month_number(match["month"])
    year, basis = told_year(match, context)
    which = (match["which"] or "").casefold()
    if year is None and not which and _is_no_month(match):
        return None
    if year is None and context.anchor:
        year, basis = _meant_year(which, month, match, context.anchor, context), "published"
    return Value(f"XXXX-{month:02}", "month") if year is None else month_value(year, month).on(basis)


def _is_no_month(match: Match[str]) -> bool:
    """Whether it is a given name ("April Smith"), or the verbs "May" and "March" at the head of a sentence."""
    before = match.string[max(0, match.start("month") - 12) : match.start("month")]
    if _NAME_BEHIND.match(match.string, match.end("month")) and not _IN.search(before):
        return True
    return match["month"] in ("May", "March") and not _SIGN.search(before)


def _meant_year(which: str, month: int, match: Match[str], anchor: date, context: Context) -> int | None:
    """Last March is the latest March that is over, next March the first that has not begun; else the nearest."""
    if not which:
        found = nearest_day(month, min(anchor.day, 28), context, direction(match))
        return found.year if found else None
    step = STEPS[which]
    if step < 0:
        return anchor.year if month < anchor.month else anchor.year - 1
    return anchor.year + 1 if step > 0 and month <= anchor.month else anchor.year


def _every_month(match: Match[str], _context: Context) -> Value:
    return Value(f"XXXX-{month_number(match['month']):02}", "set")


MONTH_RULES = (
    Rule(rf"(?i:each|every)\s(?P<month>{MONTH_PATTERN})(?![\w-]|\s\d)", _every_month),
    Rule(rf"{STAGE}(?:{WHICH}\s)?(?P<month>{MONTH_PATTERN}){OF_YEAR}(?![\w-]|\s\d)", _month),
)
