"""What a time expression means: its TIMEX3 value and the days it covers.

TIMEX3: ISO-TimeML (ISO 24617-1); X stands for what is not known, as in `XXXX-10-07`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from transforms.timex.calendar import add_days, add_months

_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W", "weekend": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
_SEASONS = {"SP": (3, 0), "SU": (6, 0), "FA": (9, 0), "WI": (12, 0)}


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a time expression: see the columns of `records.DateMention` with the same names."""

    timex: str
    grain: str
    value_from: date | None = None
    value_to: date | None = None
    basis: str = "none"

    def on(self, basis: str) -> Value:
        """Return the value with another basis."""
        return replace(self, basis=basis)


def day_value(day: date, time: str = "") -> Value:
    """One day; `time` is what follows it in TIMEX3, such as `TMO` or `T14:30`."""
    return Value(day.isoformat() + time, "time" if time else "day", day, day)


def week_value(day: date) -> Value:
    """The ISO week (Monday to Sunday) that holds `day`."""
    year, week, _ = day.isocalendar()
    monday = add_days(day, -day.weekday())
    return Value(f"{year:04}-W{week:02}", "week", monday, add_days(monday, 6))


def weekend_value(day: date) -> Value:
    """Saturday and Sunday of the ISO week that holds `day`."""
    saturday = add_days(day, 5 - day.weekday())
    return Value(week_value(day).timex + "-WE", "weekend", saturday, add_days(saturday, 1))


def month_value(year: int, month: int) -> Value:
    """A month of the calendar."""
    first = date(year, month, 1)
    return Value(f"{year:04}-{month:02}", "month", first, first.replace(day=monthrange(year, month)[1]))


def quarter_value(year: int, quarter: int) -> Value:
    """A quarter of the calendar year, 1 to 4."""
    first = date(year, 3 * quarter - 2, 1)
    return Value(f"{year:04}-Q{quarter}", "quarter", first, add_days(add_months(first, 3), -1))


def half_value(year: int, half: int) -> Value:
    """A half of the calendar year, 1 or 2."""
    first = date(year, 6 * half - 5, 1)
    return Value(f"{year:04}-H{half}", "half", first, add_days(add_months(first, 6), -1))


def season_value(year: int, season: str) -> Value:
    """A season of the northern year by whole months: SP March to May, SU, FA, WI December to February."""
    first = date(year, _SEASONS[season][0], 1)
    return Value(f"{year:04}-{season}", "season", first, add_days(add_months(first, 3), -1))


def year_value(year: int) -> Value:
    """A calendar year."""
    return Value(f"{year:04}", "year", date(year, 1, 1), date(year, 12, 31))


def decade_value(year: int) -> Value:
    """The ten years 1990 to 1999 for any year in them."""
    first = year // 10 * 10
    return Value(f"{first // 10:03}", "decade", date(max(first, 1), 1, 1), date(first + 9, 12, 31))


def century_value(century: int) -> Value:
    """The 20th century is 1900 to 1999, as TIMEX3 (`19`) has it."""
    first = (century - 1) * 100
    return Value(f"{century - 1:02}", "century", date(max(first, 1), 1, 1), date(first + 99, 12, 31))


def unit_value(unit: str, day: date) -> Value:
    """The day, week, weekend, month, quarter, year, decade or century that holds `day`."""
    return _MAKERS[unit](day) if unit in _MAKERS else day_value(day)


_MAKERS: dict[str, Callable[[date], Value]] = {
    "week": week_value,
    "fortnight": week_value,
    "weekend": weekend_value,
    "month": lambda day: month_value(day.year, day.month),
    "quarter": lambda day: quarter_value(day.year, (day.month + 2) // 3),
    "year": lambda day: year_value(day.year),
    "decade": lambda day: decade_value(day.year),
    "century": lambda day: century_value(day.year // 100 + 1),
}


def shift(day: date, unit: str, count: int) -> date:
    """Return `day` moved by `count` units; hours, minutes and seconds move no day.

    Raises:
        OverflowError: the year is outside 1 to 9999.
    """
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    if unit in months:
        return add_months(day, months[unit] * count)
    return day + timedelta(days=days.get(unit, 0) * count)


def duration_value(unit: str, count: float | None) -> Value:
    """A length of time; `count` None is vague (`PXY`)."""
    code = _UNITS[unit]
    time, code = ("T", code[1:]) if code[0] == "T" else ("", code)
    if unit == "fortnight" and count is not None:
        count *= 2
    number = "X" if count is None else f"{count:g}"
    return Value(f"P{time}{number}{code}", "duration")


def unknown_value(unit: str) -> Value:
    """A unit of the calendar of which nothing more is known."""
    forms = {
        "week": "XXXX-WXX",
        "fortnight": "XXXX-WXX",
        "weekend": "XXXX-WXX-WE",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
        "year": "XXXX",
        "decade": "XXX",
        "century": "XX",
    }
    grains = {"fortnight": "week", "hour": "time", "minute": "time", "second": "time"}
    return Value(forms.get(unit, "XXXX-XX-XX"), grains.get(unit, unit))
