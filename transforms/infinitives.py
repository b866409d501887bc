"""Infinitives that a cue verb introduces: "vowed to …", "urged him not to …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.attributions import Content
from transforms.phrases import SUBJECTS, child, children, noun_phrase, run

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import Cue


def infinitive(verb: Token, cue: Cue) -> Content | None:
    """Infinitive: "vowed to …", "urged him to …", where the words before "to" name the addressee."""
    for clause in children(verb, "xcomp", "ccomp", "advcl"):
        if clause.i < verb.i or not is_infinitive(clause):
            continue
        whom = object_before(verb, clause) or subject_of(clause)
        to = _start_of_infinitive(clause)
        if whom is None and clause.dep_ == "advcl":
            continue
        if "whom" not in cue.frames and whom is not None:
            return Content((run(whom.left_edge, clause.right_edge),), clause, run(verb, verb))
        return Content((run(to, clause.right_edge),), clause, run(verb, verb), noun_phrase(whom) if whom else None)
    return _infinitive_under_object(verb)


def _start_of_infinitive(clause: Token) -> Token:
    """Its "to", or the "not" before it: without that the opposite would be reported."""
    to = next(token for token in clause.lefts if token.tag_ == "TO")
    return next((token for token in children(clause, "neg", "preconj") if token.i == to.i - 1), to)


def object_before(verb: Token, clause: Token) -> Token | None:
    """Return the verb's object between it and what follows, None where there is none."""
    return next((token for token in children(verb, "dobj", "dative") if verb.i < token.i < clause.i), None)


def subject_of(clause: Token) -> Token | None:
    """Return the clause's own subject."""
    return next((token for token in clause.lefts if token.dep_ in SUBJECTS), None)


def is_infinitive(clause: Token) -> bool:
    """Tell whether a "to" stands before the verb."""
    return any(token.tag_ == "TO" and token.dep_ == "aux" for token in clause.lefts)


def _infinitive_under_object(verb: Token) -> Content | None:
    whom = child(verb, "dobj")
    if whom is None or whom.i < verb.i:
        return None
    for clause in children(whom, "acl", "relcl"):
        if is_infinitive(clause):
            to = _start_of_infinitive(clause)
            return Content((run(to, clause.right_edge),), clause, run(verb, verb), noun_phrase(whom))
    return None
