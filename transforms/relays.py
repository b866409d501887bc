"""Relay chains: who passed a statement on, hop by hop from its speaker outward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.attributions import Attribution, Hop, Source
from transforms.carriers import carriers, cited
from transforms.identity import is_own_word, is_same
from transforms.interiors import is_told
from transforms.objects import describes
from transforms.outlets import is_outlet
from transforms.phrases import text_of
from transforms.records.statements import Span
from transforms.speakers import author_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import CueLexicon

_SURE, _WEAK = 0.7, 0.6
_BODIES = frozenset({"office", "team", "campaign", "camp", "staff"})
_QUOTED = frozenset({"cited", "cites", "cite", "quoted", "quotes", "quote"})


def chained(found: Sequence[Attribution], lexicon: CueLexicon) -> Iterator[tuple[Attribution, bool]]:
    """Fold statements that only pass another on into its relays; the innermost speaker holds the statement.

    "His office reports that he regrets …" is his statement, relayed by his office. Where the outer speaker says
    something of his own ("Lavrov said that Russia has warned …") both stand, the inner one relayed by the outer.

    Yields each with whether it is sure to be a statement beside the outer one.
    """
    found = [replace(one, relays=(*one.relays, *carriers(one, lexicon))) for one in _cut(found)]
    parents = [_parent(one, found) for one in found]
    relaying = _passed_on(found, parents, lexicon)
    for one, parent in zip(found, parents, strict=True):
        if any(other is one for other in relaying):
            continue
        is_own = parent is None or _is_relay(parent, one, lexicon) or not _is_self(one, parent, lexicon)
        whole = _innermost(replace(one, relays=_once(one.relays + _hops(one, found, parents, lexicon))), lexicon)
        yield _with_authors(whole, lexicon), is_own


def _once(hops: Sequence[Hop]) -> tuple[Hop, ...]:
    """Each relayer once: of two places in a chain the outer one, where the words around its own cue put it."""
    last = {hop.relayer.head.i: place for place, hop in enumerate(hops)}
    return tuple(hop for place, hop in enumerate(hops) if last[hop.relayer.head.i] == place)


def _innermost(one: Attribution, lexicon: CueLexicon) -> Attribution:
    """ "Reuters reported …, citing an official": the official speaks, Reuters is the first hop."""
    sources = cited(one)
    if not sources or one.speaker is None or not _passes_on(one, lexicon):
        return one
    relays = (*sources[1:], Hop(one.speaker, one.content.cue), *one.relays)
    return replace(one, speaker=sources[0].relayer, relays=relays)


def _cut(found: Sequence[Attribution]) -> list[Attribution]:
    """A content ends before a participle that adds a statement of its own: "…, adding that …"."""
    whole = [_before_additions(one, found) for one in found]
    return [replace(one, speaker=_adding(one, found) or one.speaker) for one in whole]


def _before_additions(outer: Attribution, found: Sequence[Attribution]) -> Attribution:
    pieces = outer.content.pieces
    # Direct speech is kept whole, whatever it tells of others.
    for inner in found if outer.content.head is not None else ():
        if inner.token is not None and inner.weight > _SURE and _adds(inner.token, outer):
            pieces = tuple(_before(piece, inner.token) for piece in pieces)
        elif inner is not outer and (remark := _remark(inner)) is not None and remark.i > _first(outer):
            pieces = tuple(_before(piece, remark) for piece in pieces)
        elif inner.token is not None and outer.content.covers(inner.token.idx):
            if _trails(inner, outer):
                pieces = tuple(_before(piece, _opening(inner.token, inner.speaker)) for piece in pieces)
            elif _contrasts(inner.token):
                pieces = tuple(_before(piece, inner.token.left_edge) for piece in pieces)
    return replace(outer, content=replace(outer.content, pieces=pieces))


def _opening(cue: Token, speaker: Source | None) -> Token:
    """The first token of a cue and the speaker before it."""
    return speaker.head.left_edge if speaker is not None and speaker.head.i < cue.i else cue


def _remark(inner: Attribution) -> Token | None:
    """The first word of "…, a charge he denied", which is the reporter's own."""
    noun = inner.content.head
    if inner.token is None or noun is None or inner.token.dep_ != "relcl" or inner.token.head.i != noun.i:
        return None
    return noun.left_edge if noun.left_edge.i and noun.left_edge.nbor(-1).text == "," else None


def _first(outer: Attribution) -> int:
    return outer.token.i if outer.token is not None else -1


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
    holders = [
        other for other in found
        if other is not one
        and other.content.covers(one.token.idx)
        and not (other.content.head is not None and (_trails(one, other) or _contrasts(one.token)))
    ]  # fmt: skip
    return min(holders, key=lambda other: other.content.char_end - other.content.char_start, default=None)


def _trails(one: Attribution, other: Attribution) -> bool:
    """Of two whose contents hold each other's cues the one behind its content is the outer: "X believes …, Y said"."""
    if one.token is None or other.token is None:
        return False
    return one.content.covers(other.token.idx) and one.content.char_start < min(one.token.idx, other.token.idx)


def _contrasts(verb: Token) -> bool:
    """Tell whether a clause sets another's words against the statement: "…, while others urged him to …"."""
    return any(token.dep_ == "mark" and token.lower_ in ("while", "whereas") for token in verb.lefts)


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
    head = outer.speaker.head if outer.speaker is not None else None
    is_medium = head is not None and (lexicon.is_form(head.lower_, "document") or is_outlet(head, lexicon))
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


def _is_self(one: Attribution, parent: Attribution, lexicon: CueLexicon) -> bool:
    """A speaker who tells of his own words; the outer statement has them already. Weak cues are left to it too."""
    if parent.content.head is None:
        return one.weight < _WEAK or (one.speaker is not None and is_own_word(one.speaker))
    if one.speaker is None:
        return parent.speaker is None or not is_told(one)
    if parent.speaker is None or one.weight < _WEAK:
        return True
    return is_same(one.speaker, parent.speaker, lexicon)


def _passed_on(
    found: Sequence[Attribution], parents: Sequence[Attribution | None], lexicon: CueLexicon
) -> list[Attribution]:
    return [
        parent for one, parent in zip(found, parents, strict=True)
        if parent is not None and _is_relay(parent, one, lexicon)
    ]  # fmt: skip


def _hops(
    one: Attribution, found: Sequence[Attribution], parents: Sequence[Attribution | None], lexicon: CueLexicon
) -> tuple[Hop, ...]:
    hops: list[Hop] = []
    seen = [one]
    parent = parents[_place(one, found)]
    while parent is not None and not any(other is parent for other in seen):
        seen.append(parent)
        above = parents[_place(parent, found)]
        if parent.speaker is None:
            hops.extend(parent.relays[:1])
        elif above is None or not _is_self(parent, above, lexicon):
            hops.extend((*cited(parent), Hop(parent.speaker, parent.content.cue), *parent.relays))
        parent = above
    return tuple(hops)


def _place(one: Attribution, found: Sequence[Attribution]) -> int:
    return next(place for place, other in enumerate(found) if other is one)


def _with_authors(one: Attribution, lexicon: CueLexicon) -> Attribution:
    """Tell whose the document is that speaks; put the author in its place as relayer."""
    relays = tuple(replace(hop, relayer=_author(hop.relayer, lexicon) or hop.relayer) for hop in one.relays)
    author = _author(one.speaker, lexicon) if one.speaker is not None else None
    return replace(one, author=author, relays=relays)


def _author(source: Source, lexicon: CueLexicon) -> Source | None:
    return author_of(source.head) if lexicon.is_form(source.head.lower_, "document") else None
