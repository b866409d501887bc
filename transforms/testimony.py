"""What of the witnesses of a publication can be believed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from datetime import date, datetime, time, timedelta

from transforms.records import DateWitness
from transforms.timestamps import Timestamp, parse_timestamp

# In the order of trust. A feed tells what its publisher made for machines, a <time> element may be a teaser's.
TRUST = ("json_ld", "meta", "feed", "time_element", "header", "url", "dateline", "text")
_FIRST_YEAR = 1690
# Clocks that were never set: the first second of Unix time, east and west of Greenwich.
_UNSET = frozenset({date(1969, 12, 31), date(1970, 1, 1)})
# Where the calendar is furthest ahead, it is up to this much later than in UTC.
_FURTHEST_EAST = timedelta(hours=14)

# A basis, and the time that it tells.
Told = tuple[str, Timestamp]


def hear(
    witnesses: Iterable[DateWitness], captured_at: datetime, *, is_day_first: bool = False
) -> tuple[list[Told], set[datetime]]:
    """Return what is told of the publication, the most trusted basis first, and the instants of modifications.

    Not heard are days later than the capture anywhere on earth or before there were newspapers, and the first day of
    Unix time. Of an instant later than the capture the day alone is heard.
    """
    told: list[Told] = []
    modified: set[datetime] = set()
    for witness in sorted(witnesses, key=lambda witness: TRUST.index(witness.basis)):
        stamp = _heard(parse_timestamp(witness.value, is_day_first=is_day_first), captured_at)
        if stamp and not witness.is_modified:
            told.append((witness.basis, stamp))
        elif stamp and stamp.at:
            modified.add(stamp.at)
    return told, modified


def is_filled_in(stamp: Timestamp) -> bool:
    """Tell whether a stamp is what systems fill in for a month or year: its first midnight, or 1 January alone."""
    shown = stamp.at or stamp.clock
    if stamp.day is None or stamp.day.day != 1:
        return False
    return shown.time() == time() if shown else stamp.day.month == 1


def without_modified(told: Sequence[Told], modified: Set[datetime]) -> Sequence[Told]:
    """Return `told` without the instants of a modification, where the same basis tells an earlier one.

    Not so among `<time>` elements, of which some are those of other stories.
    """
    first: dict[str, datetime] = {}
    for basis, stamp in told:
        if stamp.at and basis != "time_element":
            first[basis] = min(stamp.at, first.get(basis, stamp.at))
    return [item for item in told if item[1].at not in modified or first.get(item[0], item[1].at) == item[1].at]


def _heard(stamp: Timestamp | None, captured_at: datetime) -> Timestamp | None:
    """Return what can be believed of a stamp that was read at `captured_at`: all, its day alone, or None."""
    if stamp is None or stamp.day is None:
        return stamp if stamp and stamp.precision in ("month", "year") else None
    latest = (captured_at + _FURTHEST_EAST).date()
    if not _FIRST_YEAR <= stamp.day.year <= latest.year or stamp.day > latest or stamp.day in _UNSET:
        return None
    return Timestamp(stamp.day, None, "day") if stamp.at and stamp.at > captured_at else stamp
