"""Finite clauses that a cue introduces: "said (that) …", "asked whether …", "the claim that …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.attributions import Content
from transforms.infinitives import is_infinitive
from transforms.occasions import is_circumstance
from transforms.phrases import child, children, noun_phrase, reach, run, word_set
from transforms.records.statements import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import Cue

QUESTION_WORDS = frozenset({"WRB", "WP", "WDT"})
_LEADING_OFF = word_set("citing quoting referring speaking pointing echoing contradicting according pausing")

_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday yesterday today last this earlier late")
# Tags of words that may begin a clause.
_OPENING = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "EX", "NN", "NNS", "JJ", "CD", "WRB", "WP"})


def finite_clause(verb: Token, cue: Cue) -> Content | None:
    """Finite clause after the verb: "said (that) …", "asked whether …"; an infinitive is left to `infinitive`."""
    for clause in children(verb, "ccomp", "xcomp", "advcl", "acl", "relcl", "dep", "nsubj", "dobj"):
        if clause.i < verb.i or not _is_finite(clause, verb):
            continue
        addressee = _addressee_object(verb)
        if addressee is not None and addressee.i > clause.i:
            addressee = None
        told = _told_clear(clause)
        return extended(clause_content(verb, verb, told, addressee), verb, told)
    whom = child(verb, "dobj", "dative")
    is_reported = "object" in cue.frames and "whom" not in cue.frames  # "denied the charge that …"
    if whom is not None and not is_reported and (content := _clause_under(verb, whom, whom)) is not None:
        return content
    for participle in children(verb, "advcl", "xcomp"):
        if not (participle.lower_ in _LEADING_OFF or _is_meanwhile(participle)):
            continue
        if (content := _clause_under(verb, participle, whom)) is not None:
            return content
    for preposition in children(verb, "prep"):
        occasion = child(preposition, "pobj")
        if occasion is not None and (content := _clause_under(verb, occasion, whom)) is not None:
            return content
    return None


def _is_meanwhile(clause: Token) -> bool:
    """Tell whether a clause tells when it was said: "told members as the vote closed that …"."""
    mark = child(clause, "mark", "advmod")
    return clause.dep_ == "advcl" and mark is not None and mark.lower_ in ("as", "when", "while", "after", "before")


def _told_clear(clause: Token) -> Token:
    """The clause of "made it clear that …", "let it be known that …"."""
    if clause.lower_ not in ("clear", "known", "plain", "understood"):
        return clause
    return next((token for token in children(clause, "ccomp", "advcl") if token.i > clause.i), clause)


def extended(content: Content, verb: Token, clause: Token) -> Content:
    """Phrases behind the clause belong to it, though the parser hangs them on the verb of saying."""
    last = clause.right_edge
    for right in verb.rights:
        if right.i <= last.i or right.text == ",":
            continue
        if (
            right.dep_ not in ("advcl", "prep", "npadvmod", "acl")
            or is_circumstance(right)
            or right.lower_ in _LEADING_OFF
        ):
            break
        last = right.right_edge
    return replace(content, pieces=(reach(content.pieces[-1], last),))


def clause_content(cue_first: Token, cue_last: Token, head: Token, addressee: Token | None = None) -> Content:
    """Return the clause under `head` as the content of a cue that reaches over both of its tokens."""
    cue = run(min(cue_first, cue_last, key=lambda token: token.i), max(cue_first, cue_last, key=lambda token: token.i))
    source = noun_phrase(addressee) if addressee is not None else None
    return Content((_clause_span(head, cue_first),), head, cue, source)


def _clause_span(head: Token, cue: Token) -> Span:
    """The clause's characters on its side of the cue, without a leading "that"."""
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    if first <= cue.i <= last:
        first, last = (cue.i + 1, last) if head.i > cue.i else (first, cue.i - 1)
    that = next((token for token in head.lefts if token.dep_ == "mark" and token.lower_ == "that"), None)
    if that is not None and first <= that.i < last:
        first = that.i + 1
    elif head.i > cue.i:
        first = _after_day(doc[first])
    return run(doc[first], doc[last])


def _after_day(first: Token) -> int:
    """Behind "said on Tuesday he would go" the content begins at "he", though the parser gives the day to going."""
    doc, place = first.doc, int(first.i)
    if first.lower_ in ("on", "in", "at") and place + 1 < len(doc):
        place += 1
    if doc[place].ent_type_ != "DATE" or (place == first.i and doc[place].lower_ not in _DAYS):
        return int(first.i)
    while place + 1 < len(doc) and doc[place].ent_type_ == "DATE":
        place += 1
    return place if doc[place].tag_ in _OPENING else int(first.i)


def _clause_under(verb: Token, noun: Token, addressee: Token | None) -> Content | None:
    """The parser often hangs the clause of "told reporters in a statement that …" on one of the nouns."""
    for clause in children(noun, "relcl", "acl", "ccomp"):
        mark = child(clause, "mark")
        if mark is not None and mark.lower_ in ("that", "whether"):
            return clause_content(verb, verb, clause, addressee)
    return None


def _is_finite(clause: Token, verb: Token) -> bool:
    if is_infinitive(clause):
        return False
    mark = next((token for token in clause.lefts if token.dep_ == "mark"), None)
    if clause.dep_ == "ccomp" or (clause.dep_ == "xcomp" and child(clause, "nsubj") and child(clause, "aux")):
        is_participle = clause.tag_ == "VBG" and child(clause, "aux", "mark") is None
        return not is_participle and (mark is None or mark.lower_ not in ("as", "because", "while"))
    if mark is not None:
        return mark.lower_ in ("that", "whether") and mark.i > verb.i
    return clause.dep_ == "advcl" and clause.left_edge.i == verb.i + 1 and clause.left_edge.tag_ in QUESTION_WORDS


def _addressee_object(verb: Token) -> Token | None:
    return child(verb, "dative", "dobj")
