"""Continuations: quotations without a cue of their own, which go on from the statement before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.attributions import Attribution, Content, Source
from transforms.occurrences import occurrences
from transforms.phrases import run
from transforms.quoted import told_by
from transforms.records.statements import Span
from transforms.speakers import speaker_of

if TYPE_CHECKING:
    from transforms.cues import CueLexicon
    from transforms.parsed import ParsedText
    from transforms.quotes import Quotation

_LOOSE_WORDS = 4
_SURE = 0.65
_SIGNED = re.compile(r"[^\S\n]*(?:―|—|–|--|-)[^\S\n]*((?:[A-Z\u00c0-\u00de][\w.'’-]*(?:[^\S\n]|,)*){1,6})(?=[.\n]|$)")


def continued(
    text: ParsedText, found: Sequence[Attribution], loose: Sequence[Quotation], lexicon: CueLexicon
) -> list[Attribution]:
    """Join each loose quotation to the statement that it interrupts, or give it the speaker of the one before."""
    whole = list(found)
    for quotation in loose:
        before = _last_before(text, whole, quotation)
        if before is not None and _interrupts(text, before, quotation):
            pieces = (*before.content.pieces, *quotation.pieces)
            whole[whole.index(before)] = replace(before, content=replace(before.content, pieces=pieces))
        elif (attribution := _own(text, before, quotation, lexicon)) is not None:
            whole.append(attribution)
    return whole


def _last_before(text: ParsedText, found: Sequence[Attribution], quotation: Quotation) -> Attribution | None:
    """The last statement that ends before the quotation, in its sentence or up to two sentences before."""
    here = text.sentence_of(quotation.char_start)
    earlier = [
        one for one in found if one.content.char_start < quotation.char_start and _end(one) <= quotation.char_start
    ]
    paragraph = text.sentences[here].paragraph
    quoted = [one for one in earlier if _is_quoted(text, one) and text.sentences[one.sentence].paragraph == paragraph]
    last = max(quoted or [one for one in earlier if one.weight > _SURE], key=_end, default=None)
    if last is None or here - text.sentence_of(_end(last) - 1) > 1:
        return None
    return last if _paragraphs_between(text, last, here) <= 1 else None


def _is_quoted(text: ParsedText, attribution: Attribution) -> bool:
    last = text.quotation_at(attribution.content.char_end - 1)
    return last is not None and last.is_clause


def _end(attribution: Attribution) -> int:
    cue = attribution.content.cue
    return max(attribution.content.char_end, cue.char_end if cue is not None else 0)


def _paragraphs_between(text: ParsedText, attribution: Attribution, sentence: int) -> int:
    return text.sentences[sentence].paragraph - text.sentences[text.sentence_of(_end(attribution) - 1)].paragraph


def _interrupts(text: ParsedText, before: Attribution, quotation: Quotation) -> bool:
    """`“A,” he said. “B.”`: the cue stands after a quotation, and the next follows in the same paragraph."""
    here = text.sentence_of(quotation.char_start)
    if not _is_quoted(text, before) or _paragraphs_between(text, before, here) > 0:
        return False
    gap = text.text[_sentence_end(text, before) : quotation.char_start]
    return not before.inherited and not any(character.isalnum() for character in gap)


def _sentence_end(text: ParsedText, attribution: Attribution) -> int:
    index = text.sentence_of(_end(attribution) - 1)
    return text.sentences[index].char_end


def _own(text: ParsedText, before: Attribution | None, quotation: Quotation, lexicon: CueLexicon) -> Attribution | None:
    """A statement of its own: announced by a colon, or with the speaker taken over; alone, it needs some words."""
    index = text.sentence_of(quotation.char_start)
    content = Content(quotation.pieces)
    announced = _announced(text, index, quotation, lexicon)
    if announced is None:
        announced = _signed(text, index, quotation) or _beside(text, index, quotation, lexicon)
    if announced is not None:
        return replace(announced, content=replace(content, cue=announced.content.cue))
    words = sum(len(text.text[piece.char_start : piece.char_end].split()) for piece in quotation.pieces)
    if words < _LOOSE_WORDS:
        return None
    if before is None:
        return Attribution(content, index, weight=0.4)
    return Attribution(content, index, speaker=before.speaker, relays=before.relays, inherited=True, weight=0.6)


def _beside(text: ParsedText, index: int, quotation: Quotation, lexicon: CueLexicon) -> Attribution | None:
    """A speaker told by the order of words alone: "“…,” she shrugged"."""
    told = told_by(quotation, text, lexicon) if index in text.parsed else None
    if told is None:
        return None
    speaker, verb = told
    cue = run(verb, verb) if verb is not None else None
    return Attribution(Content(quotation.pieces, cue=cue), index, token=verb, speaker=speaker, weight=0.75)


def _signed(text: ParsedText, index: int, quotation: Quotation) -> Attribution | None:
    """A name behind a dash: `“I was there.” ― Jane Doe`."""
    match = _SIGNED.match(text.text, quotation.char_end)
    if match is None:
        return None
    name = match.group(1).rstrip(" ,\u00a0")
    span = Span(match.start(1), match.start(1) + len(name))
    cue = Span(quotation.char_end, match.start(1))
    tokens = text.tokens(span.char_start, span.char_end)
    if not len(tokens):
        return None
    mark = Content(quotation.pieces, cue=_stripped(text, cue))
    return Attribution(mark, index, speaker=Source(span, tokens[-1]), weight=0.8)


def _stripped(text: ParsedText, span: Span) -> Span:
    words = text.text[span.char_start : span.char_end]
    start = span.char_start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _announced(text: ParsedText, index: int, quotation: Quotation, lexicon: CueLexicon) -> Attribution | None:
    """The sentence before ends with a colon or comma behind a cue: "He added:" and a new paragraph."""
    before = index - 1
    if before not in text.parsed or text.text[text.sentences[before].char_end - 1] not in ":,":
        return None
    for occurrence in reversed(list(occurrences(text, before, lexicon))):
        if occurrence.is_asserted and "quote" in occurrence.cue.frames and occurrence.cue.kind == "verb":
            token, cue = occurrence.token, occurrence.cue
            content = Content(quotation.pieces, cue=run(token, token))
            return Attribution(content, index, cue, token, speaker_of(token), weight=cue.weight)
    return None
