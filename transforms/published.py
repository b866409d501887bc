"""When an article was published and modified: the best of what its witnesses tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from transforms.language import base_language
from transforms.records import DateWitness
from transforms.testimony import Told, hear, is_filled_in, without_modified
from transforms.timestamps import Timestamp

_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2]|[1-9](?=[/_-]))\2(0[1-9]|[12]\d|3[01]|[1-9](?!\d))(?!\d)"
)
_URL_NAMED_DAY = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?!\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Publication:
    """A time of publication with how it is known; field by field as the `published_*` columns of `Article`.

    `agreement` is the share of the bases that tell a day that tell this one, 0 to 1, or None where none tells a day.
    """

    at: datetime | None
    day: date | None
    precision: str
    basis: str
    timezone: str | None
    agreement: float | None = None


UNKNOWN = Publication(None, None, "unknown", "none", None)


def find_publication(
    witnesses: Iterable[DateWitness], captured_at: datetime, language: str | None = None
) -> Publication:
    """Return the publication time that the witnesses tell.

    The most trusted basis (`transforms.testimony.TRUST`) tells the day, unless two other bases agree on another one.
    Of the witnesses of that day the one with an instant is taken, the most trusted first. Not counted are instants
    that are told as those of a modification too, where the same basis tells an earlier one, and what systems fill in
    for a month or year, where another witness tells another day. A month or a year alone is told by its precision
    only: no day is made up. Servers tell UTC where readers are told local time: of two witnesses of one instant the
    one in another zone than UTC tells the day, and so does a clock time without a zone that can be no other instant.
    An instant told in UTC alone stays in UTC, and `timezone` says so. The HTTP headers `Date` and `Last-Modified` are
    no witnesses: they tell when a server sent or rendered the page.

    Args:
        witnesses: what the document and the input tell.
        captured_at: when the document was read.
        language: the document's language: of those but English it is known that they write the day before the month.
    """
    is_day_first = base_language(language) not in (None, "en")
    told, modified = hear(witnesses, captured_at, is_day_first=is_day_first)
    days = [(basis, stamp) for basis, stamp in told if stamp.day]
    if not days:
        return _published(told[0], None) if told else UNKNOWN
    firm = without_modified([item for item in days if not is_filled_in(item[1])] or days, modified)
    best = _most_exact(firm, _agreed_day(firm))
    return _published(best, _agreement(best[1], days))


def find_modification(
    witnesses: Iterable[DateWitness], captured_at: datetime, published: Publication
) -> datetime | None:
    """Return the latest time of a modification that is told as an instant and is not before the publication."""
    latest = max(hear(witnesses, captured_at)[1], default=None)
    return None if latest and published.at and latest < published.at else latest


def url_witness(url: str | None) -> DateWitness | None:
    """Return the day that a URL's path tells, or None."""
    path = (url or "").split("?")[0]
    if found := _URL_NAMED_DAY.search(path):
        return DateWitness("url", f"{found[3]} {found[2]} {found[1]}")
    if found := _URL_DAY.search(path):
        return DateWitness("url", f"{found[1]}-{int(found[3]):02}-{int(found[4]):02}")
    return None


def _agreement(published: Timestamp, told: Iterable[Told]) -> float:
    """Return the share of the bases that tell the published day, or its instant in another zone."""
    agreeing: dict[str, bool] = {}
    for basis, stamp in told:
        is_same = stamp.day == published.day or (stamp.at is not None and stamp.at == published.at)
        agreeing[basis] = agreeing.get(basis, False) or is_same
    return sum(agreeing.values()) / len(agreeing)


def _agreed_day(told: Sequence[Told]) -> date | None:
    """Return the most trusted basis' day, or the day that at least two other bases agree on against it."""
    first: dict[str, date | None] = {}
    for basis, stamp in told:
        first.setdefault(basis, stamp.day)
    days = list(first.values())
    best = max(days, key=days.count)
    return best if days.count(best) >= 2 and days.count(days[0]) == 1 else days[0]


def _most_exact(told: Sequence[Told], day: date | None) -> Told:
    of_day = [item for item in told if item[1].day == day]
    best = next((item for item in of_day if item[1].at), of_day[0])
    at = best[1].at
    if at is None or at.utcoffset():
        return best
    local = (item for item in told if item[1].at and item[1].at == at and item[1].at.utcoffset())
    return next(local, None) or (best[0], _by_clock(best[1], at, told))


def _by_clock(stamp: Timestamp, at: datetime, told: Iterable[Told]) -> Timestamp:
    """Return a time told in UTC in the zone of a clock time that agrees with it, as told where none does."""
    for _, other in told:
        offset = _offset(at, other.clock) if other.clock else None
        if offset:
            local = at.astimezone(timezone(offset))
            return Timestamp(local.date(), local, stamp.precision, local.isoformat()[-6:])
    return stamp


def _offset(at: datetime, clock: datetime) -> timedelta | None:
    """Return how far a clock without a zone is from UTC if it shows the instant `at` (in UTC), else None.

    It shows it if they are whole half hours apart, as zones are from UTC (-12 to +14). Of times at a full quarter
    that proves nothing: stories are set to come out then.
    """
    utc = at.replace(tzinfo=None, second=at.second if clock.second else 0)
    apart = clock - utc
    is_zone = apart % timedelta(minutes=30) == timedelta() and timedelta(hours=-12) <= apart <= timedelta(hours=14)
    return apart if is_zone and (at.minute % 15 or clock.second) else None


def _published(told: Told, agreement: float | None) -> Publication:
    basis, stamp = told
    return Publication(stamp.at, stamp.day, stamp.precision, basis, stamp.zone, agreement)
