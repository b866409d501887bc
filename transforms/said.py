"""When something was said, as far as the words beside its cue tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from transforms.attributions import Attribution
from transforms.records.statements import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.timex import DateSpan

_PRECISIONS = {"day": "day", "time": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year"}
# Characters of a blank and a short preposition.
_GAP = 4
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "would"})


@dataclass(frozen=True, slots=True)
class Said:
    """The days on which something may have been said, how exactly they are known, and from what."""

    said_from: date | None = None
    said_to: date | None = None
    precision: str = "unknown"
    basis: str = "none"


def said_when(attribution: Attribution, sentence: Span, dates: Sequence[DateSpan], published: date | None) -> Said:
    """Return the date expression nearest the cue, in its sentence and outside the content.

    It must depend on the cue, not on another verb, and lie after the day of publication only where the saying is
    to come ("will announce on Friday").

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
        and _dates_cue(attribution, one)
        and (published is None or one.value_from <= published or _is_to_come(attribution.token))
    ]  # fmt: skip
    if cue is None or not told:
        return Said()
    nearest = min(told, key=lambda one: abs(one.char_start - cue.char_start))
    return Said(nearest.value_from, nearest.value_to, _PRECISIONS.get(nearest.grain, "interval"), "text")


def _dates_cue(attribution: Attribution, found: DateSpan) -> bool:
    """Tell whether the expression hangs on the cue or on the verb above it, with no other verb between."""
    verb = attribution.token
    if verb is None or _is_between(attribution, found):
        return True
    token = next((token for token in verb.sent if token.idx >= found.char_start), verb)
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        if token.i == verb.i:
            return True
        token = token.head
    cues = (verb.i, verb.head.i) if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "dobj") else (verb.i,)
    # "Speaking to the BBC on Sunday, she said": the participle tells of the same occasion.
    return token.i in cues or (token.tag_ == "VBG" and token.head.i in cues)


def _is_between(attribution: Attribution, found: DateSpan) -> bool:
    """Tell whether the expression stands right between cue and content: "said on Tuesday he would go"."""
    cue = attribution.content.cue
    return cue is not None and 0 <= found.char_start - cue.char_end <= _GAP and (
        0 < attribution.content.char_start - found.char_end <= _GAP
    )  # fmt: skip


def _is_to_come(verb: Token | None) -> bool:
    return verb is not None and any(token.lower_ in _FUTURE for token in verb.lefts)
