"""Relay chains: who passed a statement on, hop by hop from its speaker outward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.attributions import Attribution, Hop, Source
from transforms.objects import describes
from transforms.phrases import children, noun_phrase, run, text_of
from transforms.records.statements import Span
from transforms.speakers import author_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import CueLexicon

_SELF = frozenset({"he", "she", "they", "it", "i", "we"})
_SURE = 0.7
_BODIES = frozenset({"office", "team", "campaign", "camp", "staff"})
_CITING = frozenset({"citing", "quoting"})
_QUOTED = frozenset({"cited", "cites", "cite", "quoted", "quotes", "quote"})


def chained(found: Sequence[Attribution], lexicon: CueLexicon) -> list[Attribution]:
    """Fold statements that only pass another on into its relays; the innermost speaker holds the statement.

    "His office reports that he regrets …" is his statement, relayed by his office. Where the outer speaker says
    something of his own ("Lavrov said that Russia has warned …") both stand, the inner one relayed by the outer.
    """
    found = _cut(found)
    parents = [_parent(one, found) for one in found]
    whole = []
    for one, parent in zip(found, parents, strict=True):
        if any(other is one for other in _passed_on(found, parents, lexicon)):
            continue
        if parent is not None and not _is_relay(parent, one, lexicon) and _is_self(one, parent):
            continue
        whole.append(_innermost(replace(one, relays=one.relays + _hops(one, found, parents)), lexicon))
    return [_with_authors(one, lexicon) for one in whole]


def _innermost(one: Attribution, lexicon: CueLexicon) -> Attribution:
    """ "Reuters reported …, citing an official": the official speaks, Reuters is the first hop."""
    cited = citing(one.token) if one.token is not None else None
    if cited is None or one.speaker is None or not _passes_on(one, lexicon):
        return one
    return replace(one, speaker=cited.relayer, relays=(Hop(one.speaker, one.content.cue), *one.relays))


def _cut(found: Sequence[Attribution]) -> list[Attribution]:
    """A content ends before a participle that adds a statement of its own: "…, adding that …"."""
    whole = [_before_additions(one, found) for one in found]
    return [replace(one, speaker=_adding(one, found) or one.speaker) for one in whole]


def _before_additions(outer: Attribution, found: Sequence[Attribution]) -> Attribution:
    pieces = outer.content.pieces
    for inner in found:
        if inner.token is not None and inner.weight > _SURE and _adds(inner.token, outer):
            pieces = tuple(_before(piece, inner.token) for piece in pieces)
    return replace(outer, content=replace(outer.content, pieces=pieces))


def _adding(inner: Attribution, found: Sequence[Attribution]) -> Source | None:
    """The speaker of the statement that this one adds to."""
    token = inner.token
    if token is None or inner.weight <= _SURE:
        return None
    return next((outer.speaker for outer in found if outer is not inner and _adds(token, outer)), None)


def _adds(verb: Token, outer: Attribution) -> bool:
    before = verb.nbor(-1) if verb.i else verb
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or before.text not in (",", ":") or describes(verb):
        return False
    is_told = outer.content.head is not None and outer.cue is not None and outer.cue.kind == "verb"
    return is_told and outer.content.covers(verb.idx)


def _before(piece: Span, verb: Token) -> Span:
    if not piece.char_start < verb.idx < piece.char_end:
        return piece
    text = text_of(verb)[piece.char_start : verb.idx].rstrip(" ,:;")
    return Span(piece.char_start, piece.char_start + len(text))


def _parent(one: Attribution, found: Sequence[Attribution]) -> Attribution | None:
    """The statement with the smallest content that holds this one's cue."""
    if one.token is None:
        return None
    holders = [other for other in found if other is not one and other.content.covers(one.token.idx)]
    return min(holders, key=lambda other: other.content.char_end - other.content.char_start, default=None)


def _is_relay(outer: Attribution, inner: Attribution, lexicon: CueLexicon) -> bool:
    """The outer statement is nothing but the inner one passed on."""
    if outer.content.head is None or inner.token is None or inner.speaker is None:
        return False
    if _cites(outer, inner):
        return True
    if outer.content.head.i != inner.token.i and not _shares_root(outer, inner):
        return False
    return _passes_on(outer, lexicon) or _is_owned(outer.speaker, inner.speaker)


def _cites(outer: Attribution, inner: Attribution) -> bool:
    """ "She cited the mayor, who said …": the mayor speaks, she passes it on."""
    head, verb = outer.content.head, inner.token
    is_citing = outer.token is not None and outer.token.lower_ in _QUOTED
    if head is None or verb is None or inner.speaker is None or not is_citing or verb.dep_ != "relcl":
        return False
    return inner.speaker.head == head or head in (verb.head, verb.head.head)


def _shares_root(outer: Attribution, inner: Attribution) -> bool:
    """The inner cue is the main verb of the outer content, seen from a phrase such as "according to"."""
    head, token = outer.content.head, inner.token
    return head is not None and token is not None and head.dep_ != "ROOT" and head.i == token.i


def _passes_on(outer: Attribution, lexicon: CueLexicon) -> bool:
    if outer.cue is None or outer.token is None:
        return False
    speaker = outer.speaker.head.lower_ if outer.speaker is not None else ""
    is_medium = lexicon.is_form(speaker, "document") or lexicon.is_form(speaker, "outlet")
    return outer.cue.kind == "source" or lexicon.is_form(outer.token.lower_, "relay") or is_medium


def _is_owned(outer: Source | None, inner: Source | None) -> bool:
    """The outer source belongs to the inner one: "Netanyahu's office", "the minister's spokesman"."""
    if outer is None or inner is None or outer.head.pos_ == "PROPN":
        return False
    owners = [token for token in outer.head.subtree if token.dep_ in ("poss", "pobj")]
    if any(owner.lower_ == inner.head.lower_ for owner in owners):
        return True
    is_person = any(owner.ent_type_ not in ("GPE", "NORP", "ORG", "DATE") for owner in owners)
    return (is_person or (bool(owners) and outer.head.lower_ in _BODIES)) and inner.head.lower_ in ("he", "she")


def _is_self(one: Attribution, parent: Attribution) -> bool:
    """A speaker who tells of his own words; the outer statement has them already. Weak cues are left to it too."""
    if one.speaker is None or parent.speaker is None or one.weight < 0.8:
        return True
    same = one.speaker.head.lower_ == parent.speaker.head.lower_
    return same or one.speaker.head.lower_ in _SELF


def _passed_on(
    found: Sequence[Attribution], parents: Sequence[Attribution | None], lexicon: CueLexicon
) -> list[Attribution]:
    return [
        parent for one, parent in zip(found, parents, strict=True)
        if parent is not None and _is_relay(parent, one, lexicon)
    ]  # fmt: skip


def _hops(one: Attribution, found: Sequence[Attribution], parents: Sequence[Attribution | None]) -> tuple[Hop, ...]:
    hops: list[Hop] = []
    seen = [one]
    parent = parents[_place(one, found)]
    while parent is not None and not any(other is parent for other in seen):
        seen.append(parent)
        hops.extend(parent.relays[:1] if parent.speaker is None else ())
        if parent.speaker is not None:
            hops.extend((*_inner_hops(parent), Hop(parent.speaker, parent.content.cue), *parent.relays))
        parent = parents[_place(parent, found)]
    return tuple(hops)


def _place(one: Attribution, found: Sequence[Attribution]) -> int:
    return next(place for place, other in enumerate(found) if other is one)


def _inner_hops(parent: Attribution) -> tuple[Hop, ...]:
    """Whom the relayer itself cites: nearer to the speaker."""
    cited = citing(parent.token) if parent.token is not None else None
    return (cited,) if cited is not None else ()


def citing(verb: Token) -> Hop | None:
    """Return whom "…, citing X" behind a verb names."""
    for participle in verb.subtree:
        if participle.lower_ in _CITING and participle.i > verb.i:
            cited = next(children(participle, "dobj", "pobj"), None)
            if cited is not None:
                return Hop(noun_phrase(cited), run(participle, participle))
    return None


def _with_authors(one: Attribution, lexicon: CueLexicon) -> Attribution:
    """Put the author in a document's place, as speaker and as relayer."""
    relays = tuple(replace(hop, relayer=_author(hop.relayer, lexicon)) for hop in one.relays)
    speaker = _author(one.speaker, lexicon) if one.speaker is not None else None
    return replace(one, speaker=speaker, relays=relays)


def _author(source: Source, lexicon: CueLexicon) -> Source:
    if not lexicon.is_form(source.head.lower_, "document"):
        return source
    return author_of(source.head) or source
