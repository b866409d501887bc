"""Statements of a text: every cue with what it introduces, and every quotation with its cue.

The rules work on a parse. What they propose (`Occurrence`, `Content`) is kept apart from what is made of it, so
that another proposer can take their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.attributions import Attribution, Content, Hop
from transforms.colons import colon_statement
from transforms.contents import content_of, noun_content
from transforms.continuations import continued
from transforms.insertions import according_to, inserted_content
from transforms.occurrences import Occurrence, occurrences
from transforms.phrases import child, noun_phrase, run
from transforms.quoted import cue_beside
from transforms.relays import chained
from transforms.speakers import fits, relayer_of_quoting, speaker_of, speaker_of_noun

if TYPE_CHECKING:
    from transforms.cues import CueLexicon
    from transforms.parsed import ParsedText
    from transforms.quotes import Quotation

PARTS = frozenset({"headline", "standfirst", "body", "faq"})


def find_attributions(text: ParsedText, lexicon: CueLexicon) -> tuple[Attribution, ...]:
    """Return the statements of a text in its order, relays folded into their chains."""
    found: list[Attribution] = []
    for index, sentence in enumerate(text.sentences):
        if sentence.part in PARTS and index in text.parsed:
            found.extend(_in_sentence(text, index, lexicon))
    taken = {piece for attribution in found for piece in attribution.content.pieces}
    loose = [one for one in text.quotations if one.is_clause and not taken.intersection(one.pieces)]
    whole = continued(text, found, [one for one in loose if _is_eligible(text, one)], lexicon)
    return tuple(sorted(chained(whole, lexicon), key=lambda one: (one.content.char_start, -one.content.char_end)))


def _is_eligible(text: ParsedText, quotation: Quotation) -> bool:
    index = text.sentence_of(quotation.char_start)
    return index >= 0 and text.sentences[index].part in PARTS


def _in_sentence(text: ParsedText, index: int, lexicon: CueLexicon) -> Iterator[Attribution]:
    colon = colon_statement(text, index, lexicon)
    if colon is not None:
        yield colon
        return
    cues = list(occurrences(text, index, lexicon))
    quoted = _quotations_by_cue(text, index, cues)
    for occurrence in cues:
        quotations = quoted.get(occurrence.token.i)
        if quotations:
            yield _from_quotations(index, occurrence, quotations)
        elif (attribution := _from_grammar(text, index, occurrence, lexicon)) is not None:
            yield attribution


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


def _attribution(index: int, occurrence: Occurrence, content: Content) -> Attribution:
    token, cue = occurrence.token, occurrence.cue
    quoting = relayer_of_quoting(token)
    speaker = speaker_of_noun(token) if cue.kind == "noun" else speaker_of(token)
    relays = (Hop(quoting, run(token.head.head, token.head.head)),) if quoting is not None else ()
    return Attribution(
        content, index, cue, token, speaker, content.addressee, relays,
        is_hedged=occurrence.is_hedged, is_negated=occurrence.is_negated, weight=cue.weight,
    )  # fmt: skip


def _from_grammar(text: ParsedText, index: int, occurrence: Occurrence, lexicon: CueLexicon) -> Attribution | None:
    token, cue = occurrence.token, occurrence.cue
    sentence = text.sentence_tokens(index)
    if cue.kind == "source":
        told = according_to(token, len(cue.lemma.split()), sentence)
        return None if told is None else replace(_attribution(index, occurrence, told[1]), speaker=told[0])
    content = noun_content(token, cue) if cue.kind == "noun" else content_of(token, cue)
    speaker = speaker_of_noun(token) if cue.kind == "noun" else speaker_of(token)
    if content is None and "quote" in cue.frames:
        content = inserted_content(token, cue, speaker, sentence)
    if content is None or not fits(cue, speaker, lexicon) or content.covers(token.idx):
        return None
    if speaker is not None and content.covers(speaker.head.idx):
        return None
    return _attribution(index, occurrence, content)
