"""Names of months, weekdays, seasons and numbers, and the arithmetic of days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat",
         "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
MONTH_PATTERN = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b(?:\s?\.)?)"
)


def month_number(name: str) -> int:
    """Return 1 to 12 for an English name of a month or its abbreviation, with or without its point."""
    return MONTHS[name.casefold().rstrip(". ")]


def make_date(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_year(month: int, day: int, anchor: date) -> date | None:
    """Return the day of that month and day that lies nearest to `anchor`; None where no near year has it."""
    days = (make_date(anchor.year + shift, month, day) for shift in (-1, 0, 1))
    return min((each for each in days if each), key=lambda each: abs(each - anchor), default=None)


def add_months(day: date, months: int) -> date:
    """Return the day `months` later (or earlier), the month's last day where it has no such day.

    Raises:
        OverflowError: the year is outside 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"the year {year} is out of range")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """Return the day `days` later (or earlier).

    Raises:
        OverflowError: the year is outside 1 to 9999.
    """
    return day + timedelta(days=days)
