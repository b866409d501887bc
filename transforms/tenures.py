"""Tenures: roles that somebody is known to hold or have held, over a time that is known more or less exactly."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_TENURE = re.compile(rf"(?P<role>.*?)(?:@(?P<since>{_DATE})?\.\.(?P<until>{_DATE})?)?", re.DOTALL)
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Tenure:
    """A role and the days between which it was held.

    Attributes:
        role: the role in words, such as "Prime Minister of Israel".
        since, until: the first and the last day on which it may have been held, None where nothing is known of it.
        since_precision, until_precision: `day`, `month` or `year`, None beside None.
    """

    role: str
    since: date | None = None
    since_precision: str | None = None
    until: date | None = None
    until_precision: str | None = None

    @classmethod
    def parse(cls, text: str) -> Tenure:
        """Read `role@since..until`, dates of a year, month or day, either of which may be empty; or a role alone.

        Raises:
            ValueError: there is no role, or a date is none of the calendar (2023-02-30).
        """
        match = _TENURE.fullmatch(text)
        if match is None or not match["role"].strip():
            raise ValueError(f"{text!r} tells no role.")
        since, until = match["since"], match["until"]
        return cls(
            match["role"].strip(),
            first_day(since) if since else None, _PRECISIONS[len(since)] if since else None,
            last_day(until) if until else None, _PRECISIONS[len(until)] if until else None,
        )  # fmt: skip

    def is_held_on(self, day: date) -> bool:
        """Tell whether the role may have been held on a day; a role without dates may always have been."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def tenure_text(role: str, since: str | None, until: str | None) -> str:
    """Return what `Tenure.parse` reads."""
    return f"{role}@{since or ''}..{until or ''}" if since or until else role


def first_day(text: str) -> date:
    """Return the first day of a year, month or day, written YYYY, YYYY-MM or YYYY-MM-DD."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """Return the last day of a year, month or day, written YYYY, YYYY-MM or YYYY-MM-DD."""
    first = first_day(text)
    month = first.month if len(text) > len("YYYY") else 12
    return first if len(text) > len("YYYY-MM") else date(first.year, month, monthrange(first.year, month)[1])


def is_date(text: str) -> bool:
    """Tell whether a text is a year, month or day of the calendar, written YYYY, YYYY-MM or YYYY-MM-DD."""
    try:
        return re.fullmatch(_DATE, text) is not None and bool(first_day(text))
    except ValueError:
        return False
