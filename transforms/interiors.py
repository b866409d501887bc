"""Interiors of quotations: what a quoted speaker tells of others' words ("“The bank said no,” she recalled").

A quotation that stands for itself is one word to the parser. Where its interior holds a cue of saying it is parsed
too, apart from the sentence around it: each of its tokens then has a head in either tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.parsed import ParsedText
from transforms.phrases import child, children, word_set
from transforms.quotes import find_quotations
from transforms.records.articles import Paragraph
from transforms.records.statements import Span
from transforms.sentences import Sentence, find_sentences
from transforms.speakers import is_agent

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.attributions import Attribution
    from transforms.cues import Cue, CueLexicon
    from transforms.quotes import Quotation

_SURE = 0.8
_SAYING = frozenset({"quote", "clause"})
_OWN = frozenset({"i", "we"})
_ADVERBS = word_set("have has had 've ’ve just also always never not n't n’t even only do does did often ever")
_MODALS = word_set("would will 'll ’ll can could may might should must 'd ’d shall")
_ANYBODY = word_set("i we you it one who that this these those what which nobody somebody someone anybody anyone")


def interior(text: ParsedText, lexicon: CueLexicon, parts: frozenset[str]) -> ParsedText:
    """Return the insides of a text's quotations as a text of its own, with those sentences that may tell of a saying.

    Tokens and characters count as in `text`. Its doc is a copy, as far as there are such sentences.
    """
    inside = [
        (paragraph, sentence)
        for quotation in text.quotations
        # A question and answer that is one unclosed quotation has no sentence.
        if quotation.is_clause and text.sentences
        for paragraph, sentence in _sentences(text, quotation, lexicon, parts)
    ]
    sentences = tuple(sentence for _, sentence in inside)
    pieces = sorted({paragraph for paragraph, _ in inside}, key=lambda piece: piece.char_start)
    doc = text.doc.copy() if sentences else text.doc
    return ParsedText(doc, sentences, find_quotations(text.text, pieces), frozenset())


def _sentences(
    text: ParsedText, quotation: Quotation, lexicon: CueLexicon, parts: frozenset[str]
) -> Iterator[tuple[Span, Sentence]]:
    around = text.sentences[max(0, text.sentence_of(quotation.char_start))]
    for piece in quotation.pieces if around.part in parts else ():
        if not _tells(text, piece, lexicon):
            continue
        paragraph = Paragraph("", 0, around.paragraph, around.part, piece.char_start, piece.char_end)
        marks = find_quotations(text.text, [piece])
        for sentence in find_sentences(text.text, [paragraph], marks, lexicon.reporting):
            if _tells(text, Span(sentence.char_start, sentence.char_end), lexicon):
                yield piece, sentence


def _tells(text: ParsedText, span: Span, lexicon: CueLexicon) -> bool:
    """Tell whether a stretch, which is no question, has a sure cue of saying that is not the quoted speaker's own."""
    if text.text[span.char_end - 1] == "?":
        return False
    tokens = text.tokens(span.char_start, span.char_end)
    return any(
        lexicon.has_cue((text.words[place],))
        and any(_is_saying(cue) for cue in lexicon.cues_at(text.words, place))
        and _word_before(text.words, place, tokens.start) not in _OWN
        for place in range(tokens.start, tokens.end)
    )


def _is_saying(cue: Cue) -> bool:
    return cue.kind == "verb" and cue.weight >= _SURE and not _SAYING.isdisjoint(cue.frames)


def _word_before(words: Sequence[str], place: int, first: int) -> str:
    before = (words[index] for index in range(place - 1, first - 1, -1) if words[index] not in _ADVERBS)
    return next(before, "")


def told_inside(
    text: ParsedText, inside: Sequence[Attribution], around: Sequence[Attribution], lexicon: CueLexicon
) -> list[Attribution]:
    """Return the statements of `text.inner` as statements of the text, those that are not sure at half their weight.

    Only what somebody's words hold (`around`) is told through him; the rest is left out.
    """
    return [
        replace(
            one,
            sentence=text.sentence_of(one.content.char_start),
            weight=one.weight if _is_sure(one, lexicon) else one.weight / 2,
        )
        for one in inside
        if one.token is not None and any(other.content.covers(one.token.idx) for other in around)
    ]


def _is_sure(one: Attribution, lexicon: CueLexicon) -> bool:
    verb, speaker = one.token, one.speaker
    if verb is None or one.cue is None or one.cue.act == "believe" or not _is_saying(one.cue):
        return False
    if one.is_negated or not _is_fact(verb) or not _has_words(one):
        return False
    if speaker is None:
        return is_told(one)
    head = speaker.head
    is_anybody = head.lower_ in _ANYBODY or head.tag_ == "CD" or (head.tag_ == "NNS" and not list(head.lefts))
    return not is_anybody and is_agent(head, lexicon)


def _has_words(one: Attribution) -> bool:
    """Tell whether words are reported, a clause or a quotation, not a thing that they are about."""
    head = one.content.head
    if (one.cue is not None and one.cue.further) or (head is not None and head.pos_ == "PRON"):
        return False
    if head is None or one.addressee is not None:
        return True
    return one.token is not None and head.dep_ == "ccomp" and head.i > one.token.i


def _is_fact(verb: Token) -> bool:
    """Tell whether the saying took place: "told", "has told", "my doctor says", not "would say", "people say"."""
    if verb.dep_ in ("relcl", "pcomp") or any(token.lower_ in ("as", "what") for token in verb.lefts):
        return False
    if verb.tag_ == "VBZ":
        return any(child(subject, "poss") is not None for subject in children(verb, "nsubj"))
    before = {token.lower_ for token in verb.lefts if token.dep_ in ("aux", "auxpass")}
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(before) and before.isdisjoint(_MODALS))


def is_told(one: Attribution) -> bool:
    """Tell whether a statement without a speaker still has a listener: "I was told that …"."""
    verb, cue = one.token, one.cue
    return verb is not None and cue is not None and child(verb, "nsubjpass") is not None and "whom" in cue.frames
