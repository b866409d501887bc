"""Objects that a cue verb reports: "criticised the deal as …", "called it a lie", "warned of …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from transforms.attributions import Content
from transforms.clauses import QUESTION_WORDS
from transforms.infinitives import is_infinitive, object_before, subject_of
from transforms.occasions import is_circumstance
from transforms.phrases import child, children, hull, is_relative, noun_phrase, run, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import Cue

_WITH_PREPOSITION = frozenset({"thank", "apologise", "praise"})
# What is raised in words; taxes and flags are not.
_RAISED = word_set(
    "concern question doubt objection alarm issue worry worrie point possibility prospect fear suspicion "
    "complaint matter"
)
_LEADING_OFF = word_set("citing quoting referring saying adding calling describing")
_OBJECTS = ("dobj", "dative", "oprd", "attr")


def small_clause(verb: Token, _cue: Cue) -> Content | None:
    """Both halves of "called the claims baseless"."""
    parts = [token for token in children(verb, "oprd", "ccomp", "xcomp", "dobj", "attr") if token.i > verb.i]
    is_called = _is_predicated(parts) or (bool(parts) and any(token.lower_ == "what" for token in verb.lefts))
    span = hull(parts) if is_called else None
    return Content((span,), parts[-1], run(verb, verb)) if span is not None else None


def _is_predicated(parts: Sequence[Token]) -> bool:
    """Tell whether something is called something: an object alone (a taxi) is no statement."""
    if [token.dep_ for token in parts].count("dobj") > 1:
        return True
    return any(token.dep_ == "oprd" or subject_of(token) is not None or child(token, "appos") for token in parts)


def whole_object(verb: Token, cue: Cue) -> Content | None:
    """The object that the verb reports, with the phrases that go on from it: "criticised the deal as …"."""
    target = next((token for token in verb.rights if token.dep_ in _OBJECTS or _is_gerund(token)), None)
    if target is None or is_relative(target) or target.tag_ in QUESTION_WORDS or _describes_somebody(verb):
        return None
    if cue.lemma == "raise" and target.lower_.removesuffix("s") not in _RAISED:
        return None
    return Content((run(target.left_edge, _end_of_object(verb, target, cue)),), target, run(verb, verb))


def _is_gerund(token: Token) -> bool:
    """Tell whether a clause stands for a noun: "denied striking a deal"."""
    is_participle = token.tag_ == "VBG" or any(aux.tag_ == "VBG" for aux in children(token, "aux"))
    if token.lower_ in _LEADING_OFF:
        return False
    return token.dep_ in ("xcomp", "ccomp") and is_participle and subject_of(token) is None


def sum_phrase(verb: Token, _cue: Cue) -> Content | None:
    """Object and sum of "put the loss at €4m"."""
    target = next((token for token in children(verb, "dobj") if token.i > verb.i), None)
    at = next(
        (
            token
            for host in (verb, target)
            if host is not None
            for token in children(host, "prep")
            if token.lower_ == "at"
        ),
        None,
    )
    if target is None or at is None or not any(token.tag_ == "CD" for token in at.subtree):
        return None
    return Content(
        (run(target.left_edge, max(target.right_edge, at.right_edge, key=lambda t: t.i)),), target, run(verb, verb)
    )


def antecedent(verb: Token, cue: Cue) -> Content | None:
    """What a relative clause is about, and what it is called: "a charge he denied", "a move she described as …"."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.pos_ != "NOUN" or not cue.frames & {"object", "as", "small"}:
        return None
    subject = child(verb, "nsubj")
    if subject is None or is_relative(subject) or any(token.dep_ in _OBJECTS for token in verb.rights):
        return None
    called = next((child(token, "pobj", "amod") for token in children(verb, "prep") if token.lower_ == "as"), None)
    is_apposed = bool(noun.left_edge.i) and noun.left_edge.nbor(-1).text == ","
    if called is None and not (is_apposed and "object" in cue.frames):
        return None
    pieces = [run(noun.left_edge, verb.left_edge.nbor(-1))]
    if called is not None:
        pieces.append(run(called.left_edge, called.right_edge))
    return Content(tuple(pieces), noun, run(verb, verb))


def _describes_somebody(verb: Token) -> bool:
    """Tell whether a relative clause only says which one is meant: "the man who criticised the deal"."""
    return bool(verb.dep_ == "relcl" and verb.head.pos_ == "NOUN" and verb.left_edge.nbor(-1).text != ",")


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
        return token.tag_ in ("VBN", "VBD") or is_infinitive(token)
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


def as_phrase(verb: Token, _cue: Cue) -> Content | None:
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


def prepositional(verb: Token, cue: Cue) -> Content | None:
    """What stands behind a preposition of the cue: "warned of …", "called for …", "thanked him for …"."""
    for preposition in _prepositions(verb, cue):
        inner = child(preposition, "pobj", "pcomp")
        if inner is None or is_circumstance(preposition):
            continue
        whom = object_before(verb, preposition) if "whom" in cue.frames else None
        last = _end_of_object(verb, preposition, cue)
        if whom is None:
            return Content((run(inner.left_edge, last),), inner, run(verb, preposition))
        first = preposition if cue.act in _WITH_PREPOSITION or preposition.lower_ == "from" else inner.left_edge
        return Content((run(first, last),), inner, run(verb, verb), noun_phrase(whom))
    return None


def _prepositions(verb: Token, cue: Cue) -> Iterator[Token]:
    for preposition in children(verb, "prep", "prt", "agent"):
        if preposition.i > verb.i and preposition.lower_ in cue.frames:
            yield preposition
    whom = child(verb, "dobj")
    if whom is not None and ("whom" in cue.frames or whom.lower_ in cue.further):
        yield from (token for token in children(whom, "prep") if token.lower_ in cue.frames)


def thanked(verb: Token, cue: Cue) -> Content | None:
    """Whom a thanks names, where it does not tell for what."""
    whom = child(verb, "dobj")
    if cue.act != "thank" or whom is None or whom.i < verb.i:
        return None
    return Content((noun_phrase(whom).span,), whom, run(verb, verb))
