"""Speakers: whom the grammar around a cue names as its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.attributions import Source
from transforms.phrases import child, children, is_relative, noun_phrase, word_set
from transforms.records.statements import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import Cue, CueLexicon

_PEOPLE = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY", "DATE", "TIME"})
_PERSONAL = frozenset({"i", "we", "you", "he", "she", "they", "it", "who", "one", "some", "many", "others", "both"})
_ISSUING = word_set(
    "release releases released releasing issue issues issued issuing publish publishes published publishing post "
    "posts posted send sends sent make made put wrote write signed read filed gave delivered"
)
_MAKING = word_set(
    "make makes made making repeat repeats repeated repeating have has had having issue issued issues express "
    "expressed expresses voice voiced share shared shares"
)
# What is done with a document by those who wrote none of it.
RECEIVED = word_set(
    "seen obtained reviewed accessed viewed received quoted cited carried broadcast circulated heard described"
)
_QUOTING = frozenset({"quoted", "cited", "quotes", "cites", "quoting", "citing", "reported", "heard", "recorded"})
# Nouns that end like those of people who do something: hotelier, goalkeeper, botanist, librarian.
_DOER = re.compile(r"\w{3}(?:er|or|ist|ian|eer|man|woman|ant)s?$|(?:men|women)$")
_THINGS = word_set(
    "adapter amount another answer armor banner bar barrier behavior binder border boulder burner butter "
    "cancer carrier center chamber chapter character charter cluster color computer container corner corridor "
    "counter cover crater danger dinner disaster drawer elephant encounter error ever exterior factor favor "
    "favour fewer fiber filter finger flavor flier flower flyer folder former freighter gender giant glacier "
    "grant hammer harbor helicopter honor horror humor hunger hydrant interior kilometer labor labour ladder "
    "laser latter layer leather ledger letter liquor litter locker manner matter merger meter mirror motor "
    "never newsletter number offer order other over paper parameter pepper perimeter pier plant poster power "
    "printer quarter radar reactor register restaurant river router rubber rumor scooter sector semester "
    "server sewer shelter shoulder shower silver spider starter sticker summer supper surrender tanker temper "
    "tender terror theater thermometer thunder timber tower tractor trailer transfer trigger tumor turnover "
    "vapor variant vector wafer want warrant water weather winter wonder"
)
_CLIMBING = frozenset({"conj", "advcl", "xcomp", "pcomp", "dep", "prep"})


def speaker_of(verb: Token) -> Source | None:
    """Return the source that the grammar gives to a cue verb, None where it gives none."""
    head = _subject(verb, 4) or _beside(verb)
    return noun_phrase(head) if head is not None else None


def _beside(verb: Token) -> Token | None:
    """Where the parse gives no subject to a finite verb: the name or pronoun right before or behind it."""
    if (
        verb.tag_ not in ("VBD", "VBZ", "VBP")
        or child(verb, "auxpass", "nsubjpass") is not None
        or verb.dep_ in ("conj", "relcl")
    ):
        return None
    sentence = verb.doc
    before = next(
        (token for token in reversed(list(sentence[max(0, verb.i - 3) : verb.i])) if token.pos_ not in ("ADV", "AUX")),
        None,
    )
    after = sentence[verb.i + 1] if verb.i + 1 < len(sentence) else None
    for token in (before, after):
        if token is not None and (token.ent_type_ in _PEOPLE or token.lower_ in ("he", "she", "they", "i", "we")):
            return _end_of_name(token)
    return None


def _end_of_name(token: Token) -> Token:
    while token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I":
        token = token.nbor()
    return token


def speaker_of_noun(noun: Token) -> Source | None:
    """Return whose claim it is: "Smith's claim", "a claim by Smith", "Smith made the claim"; None where not told."""
    owner = child(noun, "poss")
    if owner is not None:
        return noun_phrase(owner)
    for preposition in children(noun, "prep"):
        if preposition.lower_ in ("by", "from", "of") and (giver := child(preposition, "pobj")) is not None:
            return noun_phrase(giver)
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.pos_ == "AUX":
        return speaker_of(verb.head)
    if noun.dep_ == "dobj" and verb.lower_ in _MAKING:
        return speaker_of(verb)
    return None


def _subject(verb: Token, depth: int) -> Token | None:
    """Climb from a verb to what does it: its own subject, that of the verb it hangs on, or the noun it modifies."""
    passive = child(verb, "nsubjpass")
    if passive is not None or _is_reduced_passive(verb):
        return _agent(verb)
    subject = child(verb, "nsubj")
    if subject is not None:
        return _antecedent(subject, verb)
    if verb.dep_ in ("acl", "relcl"):
        return verb.head
    if depth == 0 or verb.dep_ not in _CLIMBING or verb.head.i == verb.i:
        return None
    quoted = _quoted_person(verb)
    return quoted if quoted is not None else _subject_above(verb, depth)


def _subject_above(verb: Token, depth: int) -> Token | None:
    above = verb.head
    if above.dep_ == "prep":
        above = above.head
    if verb.dep_ == "xcomp" and child(above, "dobj") is not None and verb.tag_ != "VBG":
        return None
    passive = child(above, "nsubjpass")
    if passive is not None:
        return _antecedent(passive, above)
    return _subject(above, depth - 1)


def _is_reduced_passive(verb: Token) -> bool:
    return verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("acl", "advcl") and child(verb, "aux", "nsubj") is None


def _agent(verb: Token) -> Token | None:
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def _antecedent(subject: Token, verb: Token) -> Token | None:
    if is_relative(subject):
        return _named(verb.head) if verb.dep_ == "relcl" else None
    if subject.lower_ in ("what", "that", "this", "there"):
        return None
    return subject


def _named(noun: Token) -> Token:
    """The person to whom an apposition belongs: "Ann Lee, the mayor, who said …"."""
    return noun.head if noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON" else noun


def quoting_verb(verb: Token) -> Token | None:
    """Return `quoted` of "quoted him as saying" for its `saying`, None for other verbs."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lower_ in _QUOTING:
        return verb.head.head
    return None


def _quoted_person(verb: Token) -> Token | None:
    quoting = quoting_verb(verb)
    return child(quoting, "nsubjpass", "dobj") if quoting is not None else None


def relayer_of_quoting(verb: Token) -> Source | None:
    """Return who quotes: Tass in "Tass quoted him as saying" and in "he was quoted by Tass as saying"."""
    quoting = quoting_verb(verb)
    if quoting is None:
        return None
    if child(quoting, "nsubjpass") is None:
        return speaker_of(quoting)
    by = _agent(quoting) or _agent(verb) or _by(verb)
    return noun_phrase(by) if by is not None else None


def _by(verb: Token) -> Token | None:
    """Whom a "by" names that the parser takes for no agent."""
    by = next((token for token in children(verb, "prep") if token.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def author_of(document: Token) -> Source | None:
    """Return whose document it is: "Kremlin statement", "X's letter", "a statement released by X", "X released a …"."""
    owner = child(document, "poss")
    if owner is not None and owner.pos_ != "PRON":
        return noun_phrase(owner)
    if owner is None and (named := _naming_compound(document)) is not None:
        return named
    for clause in children(document, "acl"):
        if clause.lower_ not in RECEIVED and (by := _agent(clause)) is not None:
            return noun_phrase(by)
    for preposition in children(document, "prep"):
        if preposition.lower_ in ("from", "by") and (giver := child(preposition, "pobj")) is not None:
            return noun_phrase(giver)
    verb = document.head
    if document.dep_ == "dobj" and verb.lower_ in _ISSUING:
        return speaker_of(verb)
    return None


def _naming_compound(document: Token) -> Source | None:
    compounds = [token for token in document.lefts if token.dep_ in ("compound", "nmod") and token.ent_type_ in _PEOPLE]
    if not compounds:
        return None
    head = compounds[-1]
    first = document.left_edge if document.left_edge.dep_ == "det" else head.left_edge
    return Source(Span(first.idx, head.idx + len(head.text)), head)


def fits(cue: Cue, speaker: Source | None, lexicon: CueLexicon) -> bool:
    """Tell whether a source is of the kind that the cue wants (`Cue.speaker`)."""
    if speaker is not None and speaker.head.ent_type_ in _AMOUNTS and speaker.head.pos_ != "ADJ":
        return False
    if cue.speaker == "any" or speaker is None:
        return cue.speaker == "any"
    if cue.speaker == "document":
        return lexicon.is_form(speaker.head.lower_, "document")
    return is_agent(speaker.head, lexicon) or lexicon.is_form(speaker.head.lower_, "document")


def is_agent(head: Token, lexicon: CueLexicon) -> bool:
    """Tell whether a noun or pronoun names people or a body of people."""
    if head.lower_ in _PERSONAL or lexicon.is_form(head.lower_, "agent"):
        return True
    if head.tag_ in ("NN", "NNS") and _DOER.search(head.lower_) and head.lower_.removesuffix("s") not in _THINGS:
        return True
    if head.ent_type_:
        return head.ent_type_ in _PEOPLE or (head.pos_ == "PROPN" and head.ent_type_ not in _AMOUNTS)
    return (
        head.pos_ == "PROPN" or _is_initials(head) or any(is_agent(other, lexicon) for other in children(head, "conj"))
    )


def _is_initials(head: Token) -> bool:
    """Tell whether a word is a body's initials, which a headline's parse takes for an adjective: "HC", "MSPs"."""
    return len(head.text) > 1 and head.text.removesuffix("s").isupper()
