"""Contents: what a cue verb or noun introduces, frame by frame (see `Cue.frames`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.attributions import Content
from transforms.phrases import SUBJECTS, child, children, hull, is_relative, noun_phrase, reach, run, word_set
from transforms.records.statements import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import Cue

_TIMES = frozenset({"DATE", "TIME"})
_VENUES = word_set(
    "statement interview call conversation conference briefing meeting letter post tweet message speech address "
    "email telephone phone remarks comments hearing telegram podcast"
)
_WITH_PREPOSITION = frozenset({"thank", "apologise", "praise"})
_QUESTION_WORDS = frozenset({"WRB", "WP", "WDT"})
_LEADING_OFF = word_set("citing quoting referring speaking pointing echoing contradicting according pausing")
_OBJECTS = ("dobj", "dative", "oprd", "attr")


def content_of(verb: Token, cue: Cue) -> Content | None:
    """Return what a cue verb introduces in the first of its frames that is filled, None where none is."""
    for frame, find in _FINDERS:
        if frame in cue.frames and (content := find(verb, cue)) is not None:
            return content
    return _prepositional(verb, cue)


def noun_content(noun: Token, cue: Cue) -> Content | None:
    """Return the clause of "the claim that …", "a threat to …", "allegations of …"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.lower_ in _VENUES:
        return None
    for clause in children(noun, "acl", "ccomp", "relcl"):
        mark = child(clause, "mark")
        if "clause" in cue.frames and mark is not None and mark.lower_ in ("that", "whether"):
            return _content(noun, noun, clause)
        if "to" in cue.frames and _is_infinitive(clause):
            return _content(noun, noun, clause)
    for preposition in children(noun, "prep"):
        if preposition.lower_ in cue.frames and (inner := child(preposition, "pobj", "pcomp")) is not None:
            return _content(noun, preposition, inner)
    return None


def _content(cue_first: Token, cue_last: Token, head: Token, addressee: Token | None = None) -> Content:
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
    return run(doc[first], doc[last])


def _clause(verb: Token, _cue: Cue) -> Content | None:
    """Finite clause after the verb: "said (that) …", "asked whether …"; an infinitive is left to `_infinitive`."""
    for clause in children(verb, "ccomp", "xcomp", "advcl", "acl", "relcl", "dep", "nsubj", "dobj"):
        if clause.i < verb.i or not _is_finite(clause, verb):
            continue
        addressee = _addressee_object(verb)
        if addressee is not None and addressee.i > clause.i:
            addressee = None
        return _extended(_content(verb, verb, clause, addressee), verb, clause)
    whom = child(verb, "dobj", "dative")
    if whom is not None and (content := _clause_under(verb, whom, whom)) is not None:
        return content
    for participle in children(verb, "advcl", "xcomp"):
        if participle.lower_ in _LEADING_OFF and (content := _clause_under(verb, participle, None)) is not None:
            return content
    for preposition in children(verb, "prep"):
        occasion = child(preposition, "pobj")
        if occasion is not None and (content := _clause_under(verb, occasion, whom)) is not None:
            return content
    return None


def _extended(content: Content, verb: Token, clause: Token) -> Content:
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


def _clause_under(verb: Token, noun: Token, addressee: Token | None) -> Content | None:
    """The parser often hangs the clause of "told reporters in a statement that …" on one of the nouns."""
    for clause in children(noun, "relcl", "acl", "ccomp"):
        mark = child(clause, "mark")
        if mark is not None and mark.lower_ in ("that", "whether"):
            return _content(verb, verb, clause, addressee)
    return None


def _is_finite(clause: Token, verb: Token) -> bool:
    if _is_infinitive(clause):
        return False
    mark = next((token for token in clause.lefts if token.dep_ == "mark"), None)
    if clause.dep_ == "ccomp":
        is_participle = clause.tag_ == "VBG" and child(clause, "aux", "mark") is None
        return not is_participle and (mark is None or mark.lower_ not in ("as", "because", "while"))
    if mark is not None:
        return mark.lower_ in ("that", "whether") and mark.i > verb.i
    return clause.dep_ == "advcl" and clause.left_edge.i == verb.i + 1 and clause.left_edge.tag_ in _QUESTION_WORDS


def _is_infinitive(clause: Token) -> bool:
    return any(token.tag_ == "TO" and token.dep_ == "aux" for token in clause.lefts)


def _addressee_object(verb: Token) -> Token | None:
    return child(verb, "dative", "dobj")


def _infinitive(verb: Token, cue: Cue) -> Content | None:
    """Infinitive: "vowed to …", "urged him to …", where the words before "to" name the addressee."""
    for clause in children(verb, "xcomp", "ccomp", "advcl"):
        if clause.i < verb.i or not _is_infinitive(clause):
            continue
        whom = _object_before(verb, clause) or _subject_of(clause)
        to = next(token for token in clause.lefts if token.tag_ == "TO")
        if whom is None and clause.dep_ == "advcl":
            continue
        if "whom" not in cue.frames and whom is not None:
            return Content((run(whom.left_edge, clause.right_edge),), clause, run(verb, verb))
        return Content((run(to, clause.right_edge),), clause, run(verb, verb), noun_phrase(whom) if whom else None)
    return _infinitive_under_object(verb)


def _object_before(verb: Token, clause: Token) -> Token | None:
    return next((token for token in children(verb, "dobj", "dative") if verb.i < token.i < clause.i), None)


def _subject_of(clause: Token) -> Token | None:
    return next((token for token in clause.lefts if token.dep_ in SUBJECTS), None)


def _infinitive_under_object(verb: Token) -> Content | None:
    whom = child(verb, "dobj")
    if whom is None or whom.i < verb.i:
        return None
    for clause in children(whom, "acl", "relcl"):
        if _is_infinitive(clause):
            to = next(token for token in clause.lefts if token.tag_ == "TO")
            return Content((run(to, clause.right_edge),), clause, run(verb, verb), noun_phrase(whom))
    return None


def _small_clause(verb: Token, _cue: Cue) -> Content | None:
    """Both halves of "called the claims baseless"."""
    parts = [token for token in children(verb, "oprd", "ccomp", "xcomp", "dobj", "attr") if token.i > verb.i]
    span = hull(parts) if _is_predicated(parts) else None
    return Content((span,), parts[-1], run(verb, verb)) if span is not None else None


def _is_predicated(parts: Sequence[Token]) -> bool:
    """Tell whether something is called something: an object alone (a taxi) is no statement."""
    if [token.dep_ for token in parts].count("dobj") > 1:
        return True
    return any(token.dep_ == "oprd" or _subject_of(token) is not None or child(token, "appos") for token in parts)


def _object(verb: Token, cue: Cue) -> Content | None:
    """The object that the verb reports, with the phrases that go on from it: "criticised the deal as …"."""
    target = next((token for token in children(verb, *_OBJECTS) if token.i > verb.i), None)
    if target is None or is_relative(target) or target.tag_ in _QUESTION_WORDS:
        return None
    return Content((run(target.left_edge, _end_of_object(verb, target, cue)),), target, run(verb, verb))


def _end_of_object(verb: Token, target: Token, cue: Cue) -> Token:
    """The last token of the object with the phrases that go on from it."""
    last = target.right_edge
    for right in verb.rights:
        if right.i <= last.i or right.text == ",":
            continue
        if not _goes_on(right, last, cue):
            break
        last = right.right_edge
    return last


def _goes_on(token: Token, last: Token, cue: Cue) -> bool:
    """A phrase goes on from the one before unless it tells when, where or to whom something was said."""
    is_next = token.left_edge.i == last.i + 1
    if token.dep_ == "prep":
        return is_next and not is_circumstance(token) and (token.lower_ in cue.frames or token.lower_ != "to")
    if token.dep_ in ("advcl", "xcomp", "acl") and is_next:
        return token.tag_ in ("VBN", "VBD") or _is_infinitive(token)
    return describes(token)


def describes(verb: Token) -> bool:
    """Tell whether a participle only qualifies the object before it: "…, describing it as dangerous"."""
    if verb.tag_ != "VBG" or verb.lower_ not in (
        "describing",
        "calling",
        "branding",
        "labeling",
        "labelling",
        "terming",
    ):
        return False
    return any(token.lower_ in ("it", "them", "this", "that") for token in verb.subtree if 0 < token.i - verb.i < 3)


def is_circumstance(preposition: Token) -> bool:
    """Tell whether a prepositional phrase says when, in what or on what occasion something was said."""
    inner = child(preposition, "pobj")
    if inner is None:
        return False
    return inner.ent_type_ in _TIMES or inner.lower_.removesuffix("s") in _VENUES or preposition.lower_ == "during"


def _as_phrase(verb: Token, _cue: Cue) -> Content | None:
    """Object and "as …" of "sees the pact as a threat"; without the "as" nothing is said."""
    target = next((token for token in children(verb, "dobj") if token.i > verb.i), None)
    last = _as_of(verb) or (_as_of(target) if target is not None else None)
    if target is None or last is None:
        return None
    return Content(
        (run(target.left_edge, max(target.right_edge, last.right_edge, key=lambda t: t.i)),), target, run(verb, verb)
    )


def _as_of(token: Token) -> Token | None:
    return next((other for other in children(token, "prep") if other.lower_ == "as"), None)


def _prepositional(verb: Token, cue: Cue) -> Content | None:
    """What stands behind a preposition of the cue: "warned of …", "called for …", "thanked him for …"."""
    for preposition in _prepositions(verb, cue):
        inner = child(preposition, "pobj", "pcomp")
        if inner is None or is_circumstance(preposition):
            continue
        whom = _object_before(verb, preposition) if "whom" in cue.frames else None
        last = _end_of_object(verb, preposition, cue)
        if whom is None:
            return Content((run(inner.left_edge, last),), inner, run(verb, preposition))
        first = preposition if cue.act in _WITH_PREPOSITION else inner.left_edge
        return Content((run(first, last),), inner, run(verb, verb), noun_phrase(whom))
    return None


def _prepositions(verb: Token, cue: Cue) -> Iterator[Token]:
    for preposition in children(verb, "prep", "prt", "agent"):
        if preposition.i > verb.i and preposition.lower_ in cue.frames:
            yield preposition
    whom = child(verb, "dobj")
    if "whom" in cue.frames and whom is not None:
        yield from (token for token in children(whom, "prep") if token.lower_ in cue.frames)


_Finder = Callable[["Token", "Cue"], "Content | None"]
_FINDERS: tuple[tuple[str, _Finder], ...] = (
    ("clause", _clause),
    ("small", _small_clause),
    ("to", _infinitive),
    ("object", _object),
    ("as", _as_phrase),
)
