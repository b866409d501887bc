"""Occurrences: the cue words of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.adjectives import is_predicate
from transforms.phrases import child, children, word_set
from transforms.speakers import quoting_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import Cue, CueLexicon
    from transforms.parsed import ParsedText

_CARRIERS = word_set(
    "understood said believed reported known thought rumored rumoured learnt learned alleged claimed wrote took "
    "continue continued continues go went goes going begin began start started proceed proceeded seem seems "
    "seemed appear appears appeared have had has happen happened dare come came used quick"
)
_NEVER = frozenset({"never", "neither"})
_SEEMING = word_set("seem seems seemed appear appears appeared")
_HEARSAY = word_set("understood said believed reported known thought rumored rumoured learnt learned alleged")
_CONDITIONS = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A cue of the lexicon at a token outside quotations; `is_asserted` where the text says that it was said."""

    token: Token
    cue: Cue
    is_asserted: bool = True
    is_hedged: bool = False
    is_negated: bool = False


def occurrences(text: ParsedText, sentence: int, lexicon: CueLexicon) -> Iterator[Occurrence]:
    """Yield the verb and noun cues of a parsed sentence in order, one cue a token."""
    tokens = text.sentence_tokens(sentence)
    for place in range(tokens.start, tokens.end):
        cues = lexicon.cues_at(text.words, place)
        if not cues or text.is_quoted(token := text.doc[place]):
            continue
        cue = next((cue for cue in cues if _is_used(cue, token)), None)
        if cue is not None:
            is_asserted = cue.kind != "verb" or _is_asserted(token)
            yield Occurrence(token, cue, is_asserted, is_hedged(token, lexicon), is_negated(token))


def _is_used(cue: Cue, token: Token) -> bool:
    if cue.kind == "source":
        return True
    if cue.kind == "noun":
        return token.tag_ in ("NN", "NNS")
    if cue.kind == "adjective":
        return is_predicate(token)
    if token.lower_ in ("citing", "quoting") or (
        token.dep_ in ("acl", "amod") and token.tag_ == "VBN" and not child(token, "agent")
    ):
        return False
    if _is_quoting_somebody(token) or _is_bare_participle(token):
        return False
    return token.tag_.startswith("V") and token.dep_ not in ("amod", "compound", "aux", "auxpass")


def _is_quoting_somebody(verb: Token) -> bool:
    """The words of "quoted her as saying" belong to "saying"."""
    return any(quoting_verb(inner) == verb for as_ in children(verb, "prep") for inner in children(as_, "pcomp"))


def _is_bare_participle(verb: Token) -> bool:
    """A participle that heads no clause, or has a sum before it, reports nobody's words: "£5bn already promised"."""
    is_sum = any(subject.ent_type_ == "MONEY" for subject in children(verb, "nsubj", "nsubjpass"))
    if is_sum and child(verb, "agent") is None:
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("ROOT", "ccomp", "parataxis")
        and child(verb, "aux", "auxpass", "nsubj", "nsubjpass", "agent") is None
    )


def _is_asserted(verb: Token) -> bool:
    """An infinitive, a condition or a command asserts nothing; "went on to say" does."""
    if any(mark.lower_ in _CONDITIONS for mark in children(verb, "mark") if mark.i < verb.i):
        return False
    to = next((token for token in verb.lefts if token.tag_ == "TO"), None)
    if to is not None:
        return verb.head.lower_ in _CARRIERS
    return not (verb.tag_ == "VB" and verb.dep_ == "ROOT" and child(verb, "nsubj", "aux") is None)


def is_negated(verb: Token) -> bool:
    """Tell whether the saying itself is negated: "did not say", "never claimed", "without saying", "no one said"."""
    if any(child.lower_ in _NEVER for child in verb.children) or child(verb, "neg") is not None:
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    subject = child(verb, "nsubj")
    return subject is not None and (
        subject.lower_ in ("nobody", "none") or subject.left_edge.lower_ in ("no", "neither")
    )


def is_hedged(verb: Token, lexicon: CueLexicon) -> bool:
    """Tell whether an adverb such as "reportedly", a modal, or "is understood to" hedges the saying."""
    if _is_hearsay(verb):
        return True
    chain = [verb, *([verb.head] if verb.dep_ in ("xcomp", "advcl", "conj") else [])]
    return any(lexicon.is_form(token.lower_, "hedge") for link in chain for token in link.children)


def _is_hearsay(verb: Token) -> bool:
    """Tell whether nobody vouches for the saying: "is said to be considering", "seems to fear"."""
    link = verb
    while link.dep_ in ("xcomp", "acomp", "oprd") and link.head.i < link.i:
        link = link.head
        is_passive = child(link, "nsubjpass", "auxpass") is not None
        if link.lower_ in _SEEMING or (link.lower_ in _HEARSAY and is_passive):
            return True
    return False
