"""When something was said, as far as the words beside its cue tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from transforms.attributions import Attribution
from transforms.records.statements import Span

if TYPE_CHECKING:
    from transforms.timex import DateSpan

_PRECISIONS = {"day": "day", "time": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year"}


@dataclass(frozen=True, slots=True)
class Said:
    """The days on which something may have been said, how exactly they are known, and from what."""

    said_from: date | None = None
    said_to: date | None = None
    precision: str = "unknown"
    basis: str = "none"


def said_when(attribution: Attribution, sentence: Span, dates: Sequence[DateSpan]) -> Said:
    """Return the date expression nearest the cue, in its sentence and outside the content.

    Where the text tells none the day stays unknown: the day of publication is in `fact_article`, and taking it as
    an upper bound is left to the reader of both.
    """
    cue = attribution.content.cue
    told = [
        one for one in dates
        if sentence.char_start <= one.char_start < sentence.char_end
        and one.value_from is not None
        and one.grain not in ("set", "duration")
        and not attribution.content.covers(one.char_start)
    ]  # fmt: skip
    if cue is None or not told:
        return Said()
    nearest = min(told, key=lambda one: abs(one.char_start - cue.char_start))
    return Said(nearest.value_from, nearest.value_to, _PRECISIONS.get(nearest.grain, "interval"), "text")
