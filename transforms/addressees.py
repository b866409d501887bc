"""Addressees and places of saying: to whom and where, as told beside a cue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.attributions import Attribution, Source
from transforms.phrases import child, children, named_apposition, noun_phrase, word_set
from transforms.speakers import is_agent

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from transforms.cues import CueLexicon

_TALKS = word_set(
    "call conversation meeting talk talks interview phone briefing summit dialogue discussion letter message "
    "speech address remarks"
)
_TALKING = word_set("speaking spoke talking talked meeting met addressing")
_THINGS = word_set("nothing something anything everything much little that this what which it")
_TELLING = frozenset({"tell", "remind", "assure", "inform"})
# What is told, where it stands in the place of a listener.
_TOLD = word_set("story stories lie lies truth tale tales joke jokes")
_PARTNERS = frozenset({"with", "to"})


def addressees(attribution: Attribution, sentence: Tokens, lexicon: CueLexicon) -> Iterator[Source]:
    """Yield to whom it may have been said, likeliest first: the verb's own object, "to X", X of "a call with X"."""
    if attribution.addressee is not None:
        if _is_listener(attribution, attribution.addressee.head, lexicon):
            yield attribution.addressee
        return
    for head in _told(attribution, sentence):
        if is_agent(head, lexicon) and not _is_speaker(head, attribution):
            yield noun_phrase(head)


def _is_listener(attribution: Attribution, head: Token, lexicon: CueLexicon) -> bool:
    """Whom "told" has for its object listens, be it a conference; with other verbs it must be somebody."""
    if is_agent(head, lexicon) or lexicon.is_form(head.lower_, "outlet") or head.pos_ == "PROPN":
        return True
    if head.pos_ == "PRON":
        return head.lower_ not in _THINGS
    is_telling = attribution.cue is not None and attribution.cue.lemma in _TELLING
    return is_telling and head.pos_ == "NOUN" and head.lower_ not in _TOLD


def _is_speaker(head: Token, attribution: Attribution) -> bool:
    speaker = attribution.speaker
    return speaker is not None and (
        speaker.span.char_start <= head.idx < speaker.span.char_end or speaker.head.lower_ == head.lower_
    )


def _told(attribution: Attribution, sentence: Tokens) -> Iterator[Token]:
    """Candidates outside the content, nearest kinds first."""
    token = attribution.token
    if token is None or attribution.cue is None:
        return
    if "to" not in attribution.cue.frames:
        for preposition in children(token, "prep", "dative"):
            if preposition.lower_ == "to" and (head := child(preposition, "pobj")) is not None:
                yield head
    for other in sentence:
        if attribution.content.covers(other.idx):
            continue
        if other.lower_ in _TALKS or other.lower_ in _TALKING:
            yield from _partners(other)


def _partners(talk: Token) -> Iterator[Token]:
    for preposition in children(talk, "prep"):
        head = child(preposition, "pobj")
        if head is None:
            continue
        if preposition.lower_ in _PARTNERS:
            yield head
        elif preposition.lower_ == "between":
            yield from _parties(preposition, head)


def _parties(preposition: Token, head: Token) -> Iterator[Token]:
    """Those between whom a talk is; names that the parser left beside the first noun count too."""
    named = named_apposition(head)
    yield from (named, *children(head, "conj"), *children(named, "conj"))
    yield from (token for token in preposition.subtree if token.ent_type_ == "PERSON" and token.nbor().ent_iob_ != "I")


def place_of_saying(attribution: Attribution) -> Token | None:
    """Return the name of the place in "told reporters in Geneva", None where none is told."""
    token = attribution.token
    if token is None:
        return None
    heads = [token, *([attribution.addressee.head] if attribution.addressee is not None else [])]
    for head in (*heads, *children(token, "dobj")):
        for preposition in children(head, "prep"):
            place = child(preposition, "pobj")
            if place is None or preposition.lower_ not in ("in", "at", "from"):
                continue
            if place.ent_type_ == "GPE" and not attribution.content.covers(place.idx):
                return place
    return None
