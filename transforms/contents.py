"""Contents: what a cue verb or noun introduces, frame by frame (see `Cue.frames`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from transforms.attributions import Content
from transforms.clauses import clause_content, extended, finite_clause
from transforms.infinitives import infinitive, is_infinitive
from transforms.objects import antecedent, as_phrase, prepositional, small_clause, sum_phrase, thanked, whole_object
from transforms.occasions import VENUES
from transforms.phrases import child, children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import Cue


_ASKING = {"ask": "demand", "request": "demand", "tell": "order"}
_EXPRESSING = frozenset({"express", "voice", "convey", "extend", "share"})
_FELT = {
    "regret": "regret", "regrets": "regret", "sorrow": "regret", "sadness": "regret", "grief": "regret",
    "gratitude": "thank", "thanks": "thank", "appreciation": "thank", "hope": "believe", "hopes": "believe",
    "confidence": "believe", "belief": "believe", "fear": "believe",
    "fears": "believe", "optimism": "believe", "anger": "criticise",
    "displeasure": "criticise", "outrage": "criticise", "dismay": "criticise", "astonishment": "criticise",
    "frustration": "criticise", "support": "praise", "satisfaction": "praise", "interest": "say",
}  # fmt: skip


def content_of(verb: Token, cue: Cue) -> Content | None:
    """Return what a cue verb introduces in the first of its frames that is filled, None where none is."""
    if (content := antecedent(verb, cue)) is not None:
        return content
    for frame, find in _FINDERS:
        if frame in cue.frames and (content := find(verb, cue)) is not None:
            is_clause = frame == "to" and content.head is not None and content.head.head.i == verb.i
            return extended(content, verb, content.head) if is_clause and content.head is not None else content
    return prepositional(verb, cue) or thanked(verb, cue)


def told_act(cue: Cue, content: Content) -> str:
    """Return what is done in saying it: asking somebody to do something is to demand, expressing regret to regret."""
    if content.head is None:
        return cue.act
    if cue.lemma in _ASKING and is_infinitive(content.head):
        return _ASKING[cue.lemma]
    return _FELT.get(content.head.lower_, cue.act) if cue.lemma in _EXPRESSING else cue.act


def noun_content(noun: Token, cue: Cue) -> Content | None:
    """Return the clause of "the claim that …", "a threat to …", "allegations of …"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.lower_ in VENUES:
        return None
    for clause in children(noun, "acl", "ccomp", "relcl"):
        mark = child(clause, "mark")
        if "clause" in cue.frames and mark is not None and mark.lower_ in ("that", "whether"):
            return clause_content(noun, noun, clause)
        if "to" in cue.frames and is_infinitive(clause):
            return clause_content(noun, noun, clause)
    for preposition in children(noun, "prep"):
        if preposition.lower_ in cue.frames and (inner := child(preposition, "pobj", "pcomp")) is not None:
            return clause_content(noun, preposition, inner)
    return None


_Finder = Callable[["Token", "Cue"], "Content | None"]


_FINDERS: tuple[tuple[str, _Finder], ...] = (
    ("sum", sum_phrase),
    ("clause", finite_clause),
    ("small", small_clause),
    ("to", infinitive),
    ("object", whole_object),
    ("as", as_phrase),
)
