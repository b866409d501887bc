"""Timestamps: a time as a page writes it, with how exactly it is told and in which zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

from transforms.month_names import MONTH_NAME, month_in

_ISO_DAY = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?Z?$")
_PART = re.compile(r"^(\d{4})(?:-(\d\d))?$")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(?:([ap])\.?m\b\.?)?\s*"
    r"(Z\b|UTC|GMT|[ECMP][SD]T\b|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|[.º°])?(?:\s+|\s*-\s*)(?:(?:de|of)\s+)?({MONTH_NAME}),?(?:\s+|\s*-\s*)"
    r"(?:(?:del?|of)\s+)?(\d{4})\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"\b({MONTH_NAME})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
# Chinese, Japanese, Korean.
_CJK_DAY = re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]")
# Unix and Java write "Fri Apr 28 19:20:36 CEST 2023".
_YEAR_LAST = re.compile(rf"\b({MONTH_NAME})\s+(\d{{1,2}})\s+\d\d:\d\d:\d\d\s+[\w:+-]+\s+(\d{{4}})\b")
_IN_WORDS = (_CJK_DAY, _DAY_FIRST, _MONTH_FIRST)
_WEEKDAY_END = re.compile(r"(?:^|,\s)\s*[^\W\d_]{2,10}\.?,\s*$")
_NUMERIC = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A told time.

    Attributes:
        day: the day in its own time zone; None where only a month or year is told.
        at: the instant; None where the zone or the time of day is not told.
        precision: second, minute, day, month or year.
        zone: the zone as told: an offset such as +02:00, or a name such as EST.
        clock: the local day and time of day where they are told without a zone, so that they make no instant.
    """

    day: date | None
    at: datetime | None
    precision: str
    zone: str | None = None
    clock: datetime | None = None


def parse_timestamp(value: str, *, is_day_first: bool = False) -> Timestamp | None:
    """Return the time that `value` tells, or None where it tells none without a guess.

    Read are ISO 8601 and its near relatives, RFC 2822, Unix seconds and milliseconds, and dates in the words of the
    languages of `transforms.month_names` and in Chinese, Japanese and Korean; of numeric dates those whose order of
    day and month leaves no choice, by themselves or because `is_day_first` says that the writer's language puts the
    day first. A time of day without a zone tells a day but no instant.
    """
    value = " ".join(value.split())[:100]
    try:
        return _partial(value) or _epoch(value) or _full(value, is_day_first)
    except (ValueError, OverflowError):
        return None


def is_date(text: str) -> bool:
    """Tell whether a line is a date in words and no more than a weekday and a time of day beside it."""
    rest = next((rest for pattern in _IN_WORDS if (rest := pattern.sub("", text, count=1)) != text), text)
    return rest != text and sum(map(any, (map(str.isalpha, word) for word in _CLOCK.sub("", rest).split()))) <= 1


def without_date(text: str) -> str:
    """Return what stands before the first date in words, the weekday before it left out too."""
    found = min((match for pattern in _IN_WORDS if (match := pattern.search(text))), key=re.Match.start, default=None)
    return _WEEKDAY_END.sub("", text[: found.start()]) if found else text


def _partial(value: str) -> Timestamp | None:
    found = _PART.match(value)
    if not found:
        return None
    date(int(found[1]), int(found[2] or 1), 1)
    return Timestamp(None, None, "month" if found[2] else "year")


def _epoch(value: str) -> Timestamp | None:
    if not _EPOCH.match(value):
        return None
    at = datetime.fromtimestamp(int(value[:10]), UTC)
    return Timestamp(at.date(), at, "second", "+00:00")


def _full(value: str, is_day_first: bool) -> Timestamp | None:
    compact = _COMPACT.match(value)
    if compact:
        hour, minute, second = compact[4] or "", compact[5] or "", compact[6] or "00"
        clock = f" {hour}:{minute}:{second}{'Z' if value.endswith('Z') else ''}" if hour else ""
        value = f"{compact[1]}-{compact[2]}-{compact[3]}{clock}"
    day = _day(value, is_day_first)
    return _with_clock(day, value) if day else None


def _day(value: str, is_day_first: bool) -> date | None:
    if found := _ISO_DAY.match(value):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _CJK_DAY.search(value):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.search(value):
        return date(int(found[3]), month_in(found[2]) or 0, int(found[1]))
    if found := _MONTH_FIRST.search(value) or _YEAR_LAST.search(value):
        return date(int(found[3]), month_in(found[1]) or 0, int(found[2]))
    if found := _NUMERIC.search(value):
        return _unambiguous(int(found[1]), int(found[3]), int(found[4]), is_day_first or found[2] == ".")
    return None


def _unambiguous(first: int, second: int, year: int, is_day_first: bool) -> date | None:
    # Full stops are written day first wherever they are written (https://cldr.unicode.org date patterns).
    if (is_day_first and second <= 12) or first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _with_clock(day: date, value: str) -> Timestamp:
    found = _CLOCK.search(value)
    if not found:
        return Timestamp(day, None, "day")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    if not found[5]:
        return Timestamp(day, None, "day", clock=_local(day, hour, minute, second))
    zone, offset = _zone(found[5])
    at = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=offset)
    return Timestamp(day, at, "second" if found[3] else "minute", zone)


def _local(day: date, hour: int, minute: int, second: int) -> datetime | None:
    try:
        return datetime(day.year, day.month, day.day, hour, minute, second)
    except ValueError:
        # What looks like a time of day is none ("2026-03-04 45:12"); the day still stands.
        return None


def _zone(name: str) -> tuple[str, timezone]:
    # RFC 2822, 4.3 fixes the offsets of these names; others (IST, CST of China) have several.
    parsed = parsedate_tz(f"Mon, 01 Jan 2024 00:00:00 {name.upper().replace(':', '')}")
    seconds = (parsed[9] if parsed else 0) or 0
    offset = timezone(timedelta(seconds=seconds))
    if name.upper() == "Z":
        return "+00:00", offset
    if name[0] in "+-":
        return f"{name[:3]}:{name[-2:]}", offset
    return name.upper(), offset
