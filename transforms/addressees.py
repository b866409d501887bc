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
_WHERE = word_set("in at from on during outside near")
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
    if (asked := _asked(attribution)) is not None:
        yield asked
    if "to" not in attribution.cue.frames:
        for preposition in children(token, "prep", "dative"):
            if preposition.lower_ == "to" and (head := child(preposition, "pobj")) is not None:
                yield head
    for other in sentence:
        if attribution.content.covers(other.idx):
            continue
        if other.lower_ in _TALKS or other.lower_ in _TALKING:
            yield from _partners(other)


def _asked(attribution: Attribution) -> Token | None:
    """Who was told in "he was told by aides that …", and who is to act in "called on banks to wait"."""
    token, cue = attribution.token, attribution.cue
    if token is None or cue is None:
        return None
    if "whom" in cue.frames and token.tag_ == "VBN":
        return child(token, "nsubjpass")
    if cue.lemma == "thank":
        return child(token, "dobj")
    upon = next((prep for prep in children(token, "prep") if prep.lower_ in ("on", "upon", "to")), None)
    to = attribution.content.head
    if upon is None or to is None or not any(left.tag_ == "TO" for left in to.lefts):
        return None
    return child(upon, "pobj")


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
        for place in _places(head, 2):
            if not attribution.content.covers(place.idx):
                return place
    return None


def _places(head: Token, depth: int) -> Iterator[Token]:
    """Names of places in the phrases under a word, and in those under an occasion: "at a briefing in Lagos"."""
    for preposition in children(head, "prep"):
        inner = child(preposition, "pobj")
        if inner is None or preposition.lower_ not in _WHERE:
            continue
        if inner.ent_type_ in ("GPE", "LOC") and preposition.lower_ in ("in", "at", "from", "outside", "near"):
            yield inner
        elif depth and not inner.ent_type_:
            yield from _places(inner, depth - 1)
