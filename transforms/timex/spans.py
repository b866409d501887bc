"""The records of time expressions, and what is known while a text is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from re import Match

from transforms.timex.direction import direction_of
from transforms.timex.value import Value

_WEEK = 7


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or time expression in a text; the fields are the columns of `records.DateMention` with those names."""

    surface: str
    char_start: int
    char_end: int
    value_from: date | None
    value_to: date | None
    grain: str
    timex: str
    basis: str


@dataclass(slots=True)
class Context:
    """What expressions are counted from: the publication day, and what the text named last before them.

    Attributes:
        anchor: day of publication, or of the dateline once it is read; or None.
        anchor_basis: which of the two it is.
        day: day last named.
        day_end: where the text named it (one past its last character).
        quarter: first day of the quarter last named.
        period: last value that covers days.
    """

    anchor: date | None
    day: date | None = field(default=None)
    day_end: int | None = field(default=None)
    quarter: date | None = field(default=None)
    period: Value | None = field(default=None)
    anchor_basis: str = field(default="published")

    def note_own_day(self, day: date, *, is_sure: bool) -> None:
        """Count from the day that the article prints as its own, if no other is known or publication is within a week.

        Only a day told with its year may be later than publication, whose time zone or first version may differ.
        """
        earlier = (self.anchor - day).days if self.anchor else 1
        if 0 < earlier <= _WEEK or (is_sure and -_WEEK <= earlier < 0):
            self.anchor, self.anchor_basis = day, "dateline"

    def note(self, value: Value, char_end: int) -> None:
        """Remember a value for what refers back to it."""
        if value.value_from is None or value.grain == "duration":
            return
        self.period = value
        if value.grain in ("day", "time"):
            self.day, self.day_end = value.value_from, char_end
        elif self.day and value.value_to and not value.value_from <= self.day <= value.value_to:
            self.day = None
        # "A year earlier" points away from the quarter that an article reports on, and does not replace it.
        if value.grain == "quarter" and value.basis != "context":
            self.quarter = value.value_from


Reader = Callable[[Match[str], Context], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of expressions and the function that reads a match of it; None means: no time expression."""

    pattern: str
    read: Reader


def direction(match: Match[str]) -> int:
    """Return what the clause around the match speaks of: see `direction_of`."""
    return direction_of(match.string, match.start(), match.end())
