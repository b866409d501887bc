"""Carriers: relays that words beside a cue name: "through her lawyer", "a memo seen by the paper", "as X reported"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.attributions import Attribution, Hop
from transforms.outlets import is_outlet
from transforms.phrases import child, children, noun_phrase, run, word_set
from transforms.speakers import RECEIVED, is_agent, speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import CueLexicon

_THROUGH = frozenset({"through", "via"})
_REPORTED = word_set("reported revealed quoted cited said noted told written published carried disclosed first")
_CITING = frozenset({"citing", "quoting", "referencing"})
_CITED = word_set("cited cites cite citing quoted quotes quote quoting relayed relaying")
_SHOWING = _CITED | word_set("read reads played plays broadcast aired showed shows published publishes produced")
_REFERENCE = frozenset({"reference", "referring"})


def carriers(one: Attribution, lexicon: CueLexicon) -> tuple[Hop, ...]:
    """Return who carried a statement by the words around its cue, nearest to the speaker first.

    A mouthpiece ("through her lawyer"), then who received the speaker's document, then the outlet that reported it.
    An outlet that somebody told or spoke to is his listener, not a relay (`docs/annotation.md`).
    """
    verb = one.token
    if verb is None or verb.doc is None:
        return ()
    found: dict[int, Hop] = {}
    known = [source.head.i for source in (one.speaker, *(hop.relayer for hop in one.relays)) if source is not None]
    for head, marker in _named(one, verb, lexicon):
        if head.i not in known and not one.content.covers(head.idx):
            found.setdefault(head.i, Hop(noun_phrase(head), run(marker, marker)))
    return tuple(found.values())


def _named(one: Attribution, verb: Token, lexicon: CueLexicon) -> Iterator[tuple[Token, Token]]:
    """Yield relayers with the words that mark them."""
    yield from _mouthpieces(one, verb, lexicon)
    if one.speaker is not None:
        yield from receivers(one.speaker.head)
    for preposition in _prepositions(one, verb):
        document = child(preposition, "pobj")
        if document is not None and preposition.lower_ in ("in", "into", "during", "to", "by"):
            yield from ((head, mark) for head, mark in receivers(document) if is_outlet(head, lexicon))
    yield from _reporters(verb)
    yield from _quoting(verb)


def _prepositions(one: Attribution, verb: Token) -> Iterator[Token]:
    """Yield the prepositions beside a cue; those of the verb it is joined to hold for both."""
    while verb.dep_ == "conj" and verb.head.i < verb.i:
        yield from children(verb, "prep")
        verb = verb.head
    yield from children(verb, "prep")
    for head in (one.addressee, one.speaker):
        if head is not None:
            yield from children(head.head, "prep")


def _mouthpieces(one: Attribution, verb: Token, lexicon: CueLexicon) -> Iterator[tuple[Token, Token]]:
    near = [verb, *children(verb, "advcl"), *([one.speaker.head] if one.speaker is not None else [])]
    near += [clause for token in near[-1:] for clause in children(token, "acl")]
    for token in near:
        for preposition in children(token, "prep"):
            voice = child(preposition, "pobj")
            if preposition.lower_ in _THROUGH and voice is not None and is_agent(voice, lexicon):
                yield voice, preposition


def receivers(document: Token) -> Iterator[tuple[Token, Token]]:
    """Yield who got or carried a document: "a memo seen by the paper"."""
    for clause in children(document, "acl", "relcl"):
        by = child(clause, "agent", "prep")
        head = child(by, "pobj") if by is not None and by.lower_ == "by" else None
        if clause.lower_ in RECEIVED and head is not None and child(clause, "prt") is None:
            yield head, clause


def _reporters(verb: Token) -> Iterator[tuple[Token, Token]]:
    """ "As reported by the Herald, …" and "per the Herald"."""
    for clause in children(verb, "advcl", "prep"):
        is_reported = clause.lower_ in _REPORTED and clause.left_edge.lower_ == "as"
        by = child(clause, "agent") if is_reported else clause if clause.lower_ == "per" else None
        if by is not None and (head := child(by, "pobj")) is not None:
            yield head, clause


def _quoting(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Who quotes what tells of it: "it quotes a call in which the mayor said …"; of what is read out, that too."""
    document = verb.head
    above = document.head
    if verb.dep_ != "relcl" or document.dep_ != "dobj" or above.lower_ not in _SHOWING:
        return
    if not any(token.lower_ == "which" for token in verb.subtree):
        return
    if above.lower_ not in _CITED:
        yield document, verb
    speaker = speaker_of(above)
    if speaker is not None:
        yield speaker.head, above


def cited(one: Attribution) -> tuple[Hop, ...]:
    """Return whom the speaker cites beside the cue ("…, citing X, who quoted Y"), the last one cited first."""
    verb = one.token
    if verb is None:
        return ()
    holders = [verb, *([one.speaker.head] if one.speaker is not None else [])]
    citing = [token for token in verb.subtree if token.lower_ in _CITING or token.lower_ in _REFERENCE]
    for participle in citing:
        is_near = participle.head in holders or participle.i > verb.i
        if participle.lower_ in _CITING and is_near and (head := child(participle, "dobj", "pobj")) is not None:
            return (*_cited_by(head, 3), Hop(noun_phrase(head), run(participle, participle)))
    for word in citing:
        if word.lower_ in _REFERENCE and (word.head in holders or word.head.head in holders):
            to = next((token for token in children(word, "prep") if token.lower_ in ("to", "on")), None)
            if to is not None and (head := child(to, "pobj")) is not None:
                return (*_cited_by(head, 3), Hop(noun_phrase(head), run(word, to)))
    return ()


def _cited_by(head: Token, depth: int) -> tuple[Hop, ...]:
    for clause in children(head, "relcl", "acl"):
        inner = child(clause, "dobj")
        if depth and clause.lower_ in _CITED and inner is not None:
            return (*_cited_by(inner, depth - 1), Hop(noun_phrase(inner), run(clause, clause)))
    return ()
