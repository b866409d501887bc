"""Times of day."""

from __future__ import annotations

import re
from datetime import date
from re import Match

from transforms.timex.direction import UNTOLD
from transforms.timex.patterns import CLOCK, PARTS_OF_DAY
from transforms.timex.spans import Context, Rule, direction
from transforms.timex.value import Value, day_value

_REACH = 1_000  # characters: how far back the day of a time of day is looked for
# "6 a.m. ten days before the shooting", "2:30 p.m. the next day"
_OF_OTHER_DAY = re.compile(
    r",?\s(?:\w+\sdays?\s(?:before|after|earlier|later)|(?:on\s)?the\s(?:next|following|previous))\b"
)
_BREAK = re.compile(r"\n+")
_HALF_OF_DAY = re.compile(r"([ap])\.?m", re.IGNORECASE)
_AT = re.compile(r"\b(?:at|by|until|till|around|before|after)\s$")


def time_of(match: Match[str]) -> str:
    """Return the time of day beside a day as TIMEX3 has it (`T14:30`, `TMO`), or an empty string."""
    clock = match["clock"] or match["later_clock"]
    return clock_time(clock) if clock else PARTS_OF_DAY.get((match["part"] or match["part_of"] or "").casefold(), "")


def clock_time(clock: str) -> str:
    """Return `T14:30` for "2:30 p.m."; noon is `T12:00`, midnight `T24:00`."""
    if not clock[0].isdigit():
        return "T24:00" if clock.startswith("midnight") else "T12:00"
    hour, _, rest = clock.partition(":")
    number = int(re.match(r"\d+", hour)[0])  # type: ignore[index]
    half = _HALF_OF_DAY.search(clock)
    if half:
        number = number % 12 + (12 if half[1] in "pP" else 0)
    elif clock.endswith(("afternoon", "evening")) and number < 12:
        number += 12
    return f"T{number:02}:{rest[:2] or '00'}"


def day_before(match: Match[str], context: Context) -> date | None:
    """Return the day that a time of day belongs to, or None.

    It is the day that its paragraph named last before it, or, where its clause speaks of the past or the future and not
    of habits, the paragraph before that one.
    """
    if context.day is None or context.day_end is None or match.start() - context.day_end > _REACH:
        return None
    if _OF_OTHER_DAY.match(match.string, match.end()):
        return None
    breaks = len(_BREAK.findall(match.string, context.day_end, match.start()))
    return context.day if breaks == 0 or (breaks == 1 and direction(match) != UNTOLD) else None


def _clock(match: Match[str], context: Context) -> Value | None:
    """A time of day belongs to the day that was named just before; without "a.m." it needs a preposition."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    if not (_HALF_OF_DAY.search(match[0]) or _AT.search(before)):
        return None
    time = clock_time(match["clock"])
    day = day_before(match, context)
    return day_value(day, time).on("context") if day else Value("XXXX-XX-XX" + time, "time")


def _spoken_clock(match: Match[str], context: Context) -> Value | None:
    """Nine in the morning, in figures: "9 in the morning", "4 o'clock in the afternoon"."""
    hour, _, minutes = match["hour"].partition(":")
    later = 12 if match["half"] != "morning" and int(hour) < 12 else 0
    time = f"T{int(hour) + later:02}:{minutes or '00'}"
    day = day_before(match, context)
    return day_value(day, time).on("context") if day else Value("XXXX-XX-XX" + time, "time")


CLOCK_RULES = (
    Rule(
        r"(?P<hour>(?:1[0-2]|0?[1-9])(?::[0-5]\d)?)(?:\so['’]clock)?\sin\sthe\s(?P<half>morning|afternoon|evening)(?!\w)",
        _spoken_clock,
    ),
    Rule(rf"(?P<clock>{CLOCK})", _clock),
)
