"""Adjectives that report a mind: "is confident that …", "were worried about …", "is opposed to …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.clauses import clause_content
from transforms.infinitives import is_infinitive
from transforms.phrases import child, children, is_relative, noun_phrase, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.attributions import Content, Source
    from transforms.cues import Cue

_COPULAS = word_set(
    "be is are was were been being am 's ’s 're 're feel feels felt remain remains remained seem seemed"
)


def is_predicate(adjective: Token) -> bool:
    """Tell whether an adjective or participle says of its subject how it thinks or feels."""
    return _verb(adjective) is not None and _subject(adjective) is not None


def _verb(adjective: Token) -> Token | None:
    """The copula that the adjective belongs to; the parser takes many of these participles for passives."""
    if adjective.dep_ in ("acomp", "attr", "oprd", "advcl", "ccomp") and adjective.head.lower_ in _COPULAS:
        return adjective.head
    return child(adjective, "auxpass", "cop", "aux")


def _subject(adjective: Token) -> Token | None:
    return child(adjective, "nsubjpass", "nsubj") or child(adjective.head, "nsubj", "nsubjpass")


def adjective_content(adjective: Token, cue: Cue) -> Content | None:
    """Return the clause, infinitive or prepositional object that the adjective introduces."""
    for clause in (*children(adjective, "ccomp", "xcomp"), *children(adjective.head, "ccomp", "xcomp")):
        if clause.i < adjective.i:
            continue
        if ("to" if is_infinitive(clause) else "clause") in cue.frames:
            return clause_content(adjective, adjective, clause)
    for preposition in children(adjective, "prep"):
        inner = child(preposition, "pobj", "pcomp")
        if preposition.lower_ in cue.frames and inner is not None:
            return clause_content(adjective, preposition, inner)
    return None


def speaker_of_adjective(adjective: Token) -> Source | None:
    """Return whose mind it is."""
    subject = _subject(adjective)
    if subject is None or is_relative(subject):
        return None
    return noun_phrase(subject)
