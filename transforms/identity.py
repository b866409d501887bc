"""Identity: whether two words for a speaker, one in the other's report, mean the same one ("Lee said he hoped …")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.phrases import child, children, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.attributions import Source
    from transforms.cues import CueLexicon

_OWN = word_set("i we me us myself ourselves")
_POSSESSORS = {"he": "his", "she": "her", "they": "their", "it": "its"}
_FEMALE = word_set("she her mrs ms miss woman mother wife girl daughter sister lady spokeswoman")
_MALE = word_set("he his mr man father husband boy son brother spokesman")
# Those who speak for somebody: "a spokesman said he would …" tells of his employer.
_VOICES = word_set(
    "spokesman spokeswoman spokesperson lawyer lawyers attorney attorneys solicitor solicitors counsel aide"
)
_GROUPS = word_set(
    "police government team family company group union ministry committee council department office party army "
    "crew staff court board club association agency campaign firm bank couple force administration"
)


def is_own_word(source: Source) -> bool:
    """Tell whether a speaker inside direct speech is the quoted speaker."""
    return source.head.lower_ in _OWN


def is_same(inner: Source, outer: Source, lexicon: CueLexicon) -> bool:
    """Tell whether the speaker of a reported statement may be the one who reports it.

    A noun or a name is somebody else unless it is the same word; a pronoun is the outer speaker unless number,
    gender or a possessive speak against it ("his lawyer said he …").
    """
    pronoun, head = inner.head.lower_, outer.head
    if pronoun == head.lower_ or pronoun in _OWN:
        return True
    if pronoun not in _POSSESSORS:
        return False
    return not (_is_possessor(pronoun, head) or _is_unlike(pronoun, head, lexicon))


def _is_possessor(pronoun: str, head: Token) -> bool:
    """Tell whether the outer speaker belongs to the inner one, or speaks for another."""
    named = [head, *children(head, "appos"), *([head.head] if head.dep_ == "appos" else [])]
    owners = [owner for noun in named for owner in children(noun, "poss")]
    if owners:
        return any(owner.lower_ == _POSSESSORS[pronoun] or owner.pos_ != "PRON" for owner in owners)
    return head.lower_ in _VOICES and any(token.lower_ in ("for", "of") for token in children(head, "prep"))


def _is_unlike(pronoun: str, head: Token, lexicon: CueLexicon) -> bool:
    if pronoun == "it":
        return _is_person(head)
    if pronoun == "they":
        return _is_person(head) and not (_is_plural(head) or head.lower_ in _GROUPS)
    is_word = any(lexicon.is_form(head.lower_, kind) for kind in ("document", "outlet"))
    is_thing = is_word or head.ent_type_ in ("ORG", "GPE")
    return is_thing or _is_plural(head) or head.lower_ in _GROUPS or _is_other_gender(pronoun, head)


def _is_person(head: Token) -> bool:
    return (
        head.ent_type_ == "PERSON"
        or head.lower_ in ("he", "she", "i")
        or (not head.ent_type_ and head.tag_ == "NN" and head.lower_ not in _GROUPS and not head.lower_.endswith("ing"))
    )


def _is_plural(head: Token) -> bool:
    return (
        head.tag_ in ("NNS", "NNPS")
        or head.lower_ in ("they", "we", "many", "some", "others", "both")
        or (child(head, "conj") is not None)
    )


def _is_other_gender(pronoun: str, head: Token) -> bool:
    words = {token.lower_.rstrip(".") for token in (head, *head.lefts)}
    female, male = bool(words & _FEMALE), bool(words & _MALE)
    return (pronoun == "he" and female and not male) or (pronoun == "she" and male and not female)
