"""Statements of a text: every cue with what it introduces, and every quotation with its cue.

The rules work on a parse. What they propose (`Occurrence`, `Content`) is kept apart from what is made of it, so
that another proposer can take their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transforms.adjectives import adjective_content, speaker_of_adjective
from transforms.attributions import Attribution, Content, Hop
from transforms.colons import colon_statement
from transforms.contents import content_of, noun_content, told_act
from transforms.continuations import continued
from transforms.insertions import according_to, inserted_content
from transforms.interiors import told_inside
from transforms.occurrences import Occurrence, occurrences
from transforms.phrases import child, noun_phrase, run
from transforms.quoted import cue_beside, told_by
from transforms.relays import chained
from transforms.speakers import fits, relayer_of_quoting, speaker_of, speaker_of_noun

if TYPE_CHECKING:
    from transforms.cues import CueLexicon
    from transforms.parsed import ParsedText
    from transforms.quotes import Quotation

# How content and speaker are found at a cue that is no verb.
_CONTENTS = {"noun": noun_content, "adjective": adjective_content}
_SPEAKERS = {"noun": speaker_of_noun, "adjective": speaker_of_adjective}

PARTS = frozenset({"headline", "standfirst", "body", "faq"})


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules find in a text: statements in order, and what looks like one but for its cue or its source."""

    statements: tuple[Attribution, ...]
    doubtful: tuple[Attribution, ...]


def find_attributions(text: ParsedText, lexicon: CueLexicon) -> Found:
    """Return the statements of a text, relays folded into their chains."""
    every = _in_sentences(text, lexicon)
    found = [one for one, is_sure in every if is_sure]
    loose = [one for one in text.quotations if one.is_clause and not any(_holds(other, one) for other in found)]
    whole = continued(text, found, [one for one in loose if _is_eligible(text, one)], lexicon)
    inside = [one for one, is_sure in _in_sentences(text.inner, lexicon) if is_sure] if text.inner is not None else []
    whole += told_inside(text, inside, whole, lexicon)
    told = list(chained(whole, lexicon))
    own = (one for one, is_own in told if is_own)
    ordered = sorted(own, key=lambda one: (one.content.char_start, -one.content.char_end))
    doubtful = [one for one, is_sure in every if not is_sure] + [one for one, is_own in told if not is_own]
    return Found(tuple(ordered), tuple(doubtful))


def _in_sentences(text: ParsedText, lexicon: CueLexicon) -> list[tuple[Attribution, bool]]:
    return [
        one
        for index, sentence in enumerate(text.sentences)
        if sentence.part in PARTS and (index in text.parsed or sentence.part == "headline")
        for one in _in_sentence(text, index, lexicon)
    ]


def _holds(attribution: Attribution, quotation: Quotation) -> bool:
    return any(attribution.content.covers(piece.char_start) for piece in quotation.pieces)


def _is_eligible(text: ParsedText, quotation: Quotation) -> bool:
    index = text.sentence_of(quotation.char_start)
    return index >= 0 and text.sentences[index].part in PARTS


def _in_sentence(text: ParsedText, index: int, lexicon: CueLexicon) -> Iterator[tuple[Attribution, bool]]:
    """Yield what each cue introduces, and whether that is sure to be a statement."""
    colon = colon_statement(text, index, lexicon)
    if colon is not None:
        yield colon, True
    if colon is not None or index not in text.parsed:
        return
    cues = list(occurrences(text, index, lexicon))
    quoted = _quotations_by_cue(text, index, [one for one in cues if one.is_asserted])
    for occurrence in cues:
        quotations = quoted.get(occurrence.token.i)
        if quotations:
            yield _spoken(_from_quotations(index, occurrence, quotations), quotations, text, lexicon), True
        elif (one := _from_grammar(text, index, occurrence)) is not None:
            yield one, occurrence.is_asserted and fits(occurrence.cue, one.speaker, lexicon)


def _quotations_by_cue(text: ParsedText, index: int, cues: Sequence[Occurrence]) -> dict[int, list[Quotation]]:
    """Quotations that stand for themselves, by the token of the cue that each belongs to."""
    sentence = text.sentences[index]
    by_cue: dict[int, list[Quotation]] = {}
    for quotation in text.quotations_in(sentence.char_start, sentence.char_end):
        if quotation.is_clause:
            beside = cue_beside(quotation, text, [(one.token, one.cue) for one in cues])
            if beside is not None:
                by_cue.setdefault(beside.i, []).append(quotation)
    return by_cue


def _from_quotations(index: int, occurrence: Occurrence, quotations: Sequence[Quotation]) -> Attribution:
    token, cue = occurrence.token, occurrence.cue
    pieces = tuple(piece for quotation in quotations for piece in quotation.pieces)
    whom = next((t for t in (child(token, "dative"), child(token, "dobj")) if t is not None and t.i > token.i), None)
    is_told = whom is not None and "whom" in cue.frames
    content = Content(pieces, None, run(token, token), noun_phrase(whom) if whom is not None and is_told else None)
    return _attribution(index, occurrence, content)


def _spoken(one: Attribution, quotations: Sequence[Quotation], text: ParsedText, lexicon: CueLexicon) -> Attribution:
    """Where the parse names none, or a quoted word, the words behind a quotation tell who spoke."""
    if one.speaker is not None and not one.content.covers(one.speaker.head.idx):
        return one
    told = next((told for quotation in quotations if (told := told_by(quotation, text, lexicon))), None)
    return replace(one, speaker=told[0] if told is not None else None)


def _attribution(index: int, occurrence: Occurrence, content: Content) -> Attribution:
    token, cue = occurrence.token, occurrence.cue
    quoting = relayer_of_quoting(token)
    speaker = _SPEAKERS.get(cue.kind, speaker_of)(token)
    relays = (Hop(quoting, run(token.head.head, token.head.head)),) if quoting is not None else ()
    return Attribution(
        content, index, cue, token, speaker, content.addressee, relays,
        is_hedged=occurrence.is_hedged, is_negated=occurrence.is_negated, weight=cue.weight,
    )  # fmt: skip


def _from_grammar(text: ParsedText, index: int, occurrence: Occurrence) -> Attribution | None:
    token, cue = occurrence.token, occurrence.cue
    sentence = text.sentence_tokens(index)
    if cue.kind == "source":
        told = according_to(token, len(cue.lemma.split()), sentence)
        return None if told is None else replace(_attribution(index, occurrence, told[1]), speaker=told[0])
    content = _CONTENTS.get(cue.kind, content_of)(token, cue)
    speaker = _SPEAKERS.get(cue.kind, speaker_of)(token)
    if content is None and cue.frames & {"quote", "clause"}:
        content = inserted_content(token, cue, speaker, sentence)
    if content is None or content.covers(token.idx):
        return None
    if speaker is not None and content.covers(speaker.head.idx):
        return None
    return _attribution(index, replace(occurrence, cue=replace(cue, act=told_act(cue, content))), content)
