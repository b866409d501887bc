"""Venues: the occasion or medium of a saying, as told beside its cue ("in a post on X", "at a rally in Elko")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.occasions import VENUES
from transforms.phrases import child, children, noun_phrase, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.attributions import Attribution
    from transforms.records import Span

_OCCASIONS = VENUES | word_set(
    "rally forum summit sermon lecture memo broadcast thread video clip blog testimony affidavit filing column article "
    "editorial essay book memoir bulletin communique session ceremony webinar livestream debate trial inquest"
)
_PLATFORMS = word_set(
    "x twitter facebook instagram telegram tiktok youtube linkedin whatsapp weibo threads bluesky mastodon reddit"
)
_AT = word_set("in at on during via through by over to into")
# "told a press conference": the listener is an occasion.
_HEARING = word_set("conference briefing meeting rally session forum summit hearing inquest trial webinar debate")


def venue_of(one: Attribution) -> Span | None:
    """Return the words of the occasion or medium outside the content, None where none is told."""
    verb = one.token
    if verb is None:
        return None
    for head in _candidates(one, verb):
        if not one.content.covers(head.idx):
            return noun_phrase(head).span
    return None


def _candidates(one: Attribution, verb: Token) -> Iterator[Token]:
    listener = child(verb, "dobj", "dative")
    if listener is not None and listener.lower_ in _HEARING:
        yield listener
    for head in (verb, *children(verb, "advcl"), *([one.addressee.head] if one.addressee is not None else [])):
        for preposition in children(head, "prep"):
            inner = child(preposition, "pobj")
            if inner is not None and preposition.lower_ in _AT and _is_venue(preposition, inner):
                yield inner


def _is_venue(preposition: Token, noun: Token) -> bool:
    if noun.pos_ == "PROPN" or noun.lower_ == "x":
        return preposition.lower_ in ("on", "to", "via") and noun.lower_ in _PLATFORMS
    return noun.lower_.removesuffix("s") in _OCCASIONS or noun.lower_ in _OCCASIONS
