"""Holidays that English-language news dates events by, and the days on which they fall.

Rules by the laws and customs of the United States and the United Kingdom; Easter by the anonymous Gregorian
computus (Meeus, Astronomical Algorithms, 1991, chapter 8).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import reduce

_FIXED = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "valentine's day": (2, 14), "st patrick's day": (3, 17),
    "saint patrick's day": (3, 17), "april fools' day": (4, 1), "april fool's day": (4, 1), "may day": (5, 1),
    "cinco de mayo": (5, 5), "juneteenth": (6, 19), "independence day": (7, 4), "fourth of july": (7, 4),
    "bastille day": (7, 14), "halloween": (10, 31), "veterans day": (11, 11), "armistice day": (11, 11),
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
}  # fmt: skip
# Month, weekday (Monday is 0), which one in the month (-1: the last), days after it.
_MOVING = {
    "martin luther king day": (1, 0, 3, 0), "martin luther king jr day": (1, 0, 3, 0),
    "presidents' day": (2, 0, 3, 0), "presidents day": (2, 0, 3, 0),
    "memorial day": (5, 0, -1, 0), "labor day": (9, 0, 1, 0), "columbus day": (10, 0, 2, 0),
    "thanksgiving day": (11, 3, 4, 0), "thanksgiving": (11, 3, 4, 0), "black friday": (11, 3, 4, 1),
    "election day": (11, 0, 1, 1),
}  # fmt: skip
_EASTER = {
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
    "ash wednesday": -46,
    "palm sunday": -7,
}

_SPELLED = sorted((*_FIXED, *_MOVING, *_EASTER), key=len, reverse=True)
_SPELLINGS = {
    "'S": "'s",
    " Of ": " of ",
    " De ": " de ",
    "St ": r"St\.? ",
    " Jr ": r",? Jr\.? ",
    "'": "['’]",
    " ": r"\s",
}


def _pattern(name: str) -> str:
    return reduce(lambda spelled, each: spelled.replace(*each), _SPELLINGS.items(), name.title())


HOLIDAY_PATTERN = rf"(?:{'|'.join(map(_pattern, _SPELLED))})(?!\w)"


def holiday_date(name: str, year: int) -> date | None:
    """Return the day of the holiday in a year of the Gregorian calendar, or None for a name that is none."""
    folded = " ".join(re.sub("[.,]", "", name.casefold().replace("’", "'")).split())
    if folded in _FIXED:
        return date(year, *_FIXED[folded])
    if folded in _MOVING:
        month, weekday, nth, later = _MOVING[folded]
        return nth_weekday(year, month, weekday, nth) + timedelta(days=later)
    return easter(year) + timedelta(days=_EASTER[folded]) if folded in _EASTER else None


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap, over = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quarter, remainder = divmod(rest, 4)
    weekday = (32 + 2 * over + 2 * quarter - epact - remainder) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the first (1) to fourth or the last (-1) such weekday of a month; Monday is 0."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
