"""The year of a day, month or holiday that is told without it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from re import Match

from transforms.timex.calendar import make_date
from transforms.timex.direction import EITHER, FUTURE, LIKELY_FUTURE, PAST, SURE_PAST, UNTOLD
from transforms.timex.patterns import STEPS
from transforms.timex.spans import Context

# How much a day behind the anchor counts, and one ahead of it, by what the clause speaks of.
_COSTS = {
    FUTURE: (4.0, 1.0), LIKELY_FUTURE: (1.5, 1.0), EITHER: (1.0, 1.0), UNTOLD: (1.0, 2.0), PAST: (1.0, 4.0),
    SURE_PAST: (1.0, 20.0),
}  # fmt: skip


def nearest_of(days: Iterable[date], anchor: date, sign: int) -> date | None:
    """Return the day that lies nearest to the anchor, a distance the wrong way round counting more; None of none."""
    behind, ahead = _COSTS[sign]
    cost = {day: (day - anchor).days for day in days}
    return min(cost, key=lambda day: cost[day] * ahead if cost[day] > 0 else -cost[day] * behind, default=None)


def nearest_day(month: int, day: int, context: Context, sign: int) -> date | None:
    """Return the day of that month and day that is meant; None without an anchor or a year that has the day."""
    if context.anchor is None:
        return None
    years = (context.anchor.year + shift for shift in (-1, 0, 1))
    return nearest_of([found for year in years if (found := make_date(year, month, day))], context.anchor, sign)


def told_year(match: Match[str], context: Context) -> tuple[int | None, str]:
    """Return the year that a match tells by number or as last, this or next year, and its basis."""
    if match["year"]:
        return int(match["year"]), "explicit"
    if match["relative_year"] and context.anchor:
        return context.anchor.year + STEPS[match["relative_year"].split()[-1]], "published"
    return None, "none"
