"""Repairs of a parse where cues stand: whose verb a coordinated cue is, and which clause a cue introduces.

The parser hangs the second verb of "said the ruling was late and thanked the jury" on the content of the first,
and the clause of "told reporters at the gate that …" on the gate. What a cue is tells it better.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.phrases import SUBJECTS, child, children, word_set
from transforms.speakers import is_agent

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import CueLexicon
    from transforms.parsed import ParsedText

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CHAINED = frozenset({"NN", "NNS", "NNP", "NNPS"})
_AUXILIARIES = word_set("has have had is are was were be been being do does did 's ’s")


def repair(text: ParsedText, lexicon: CueLexicon) -> None:
    """Mend the trees of a text in place."""
    for index in sorted(text.parsed):
        if text.sentences[index].part == "headline":
            _take_headline(text, index, lexicon)
        tokens = text.sentence_tokens(index)
        cues = (place for place in range(tokens.start, tokens.end) if _is_verb_of_lexicon(text, place, lexicon))
        verbs = [token for place in cues if _is_cue(text, token := text.doc[place])]
        for verb in verbs:
            _take_clause(verb)
        for verb in verbs:
            _take_lead(verb)
            _take_subject(verb, lexicon)
        for verb in verbs:
            _take_coordinate(verb, verbs, lexicon)


def _is_verb_of_lexicon(text: ParsedText, place: int, lexicon: CueLexicon) -> bool:
    return any(cue.kind == "verb" for cue in lexicon.cues_at(text.words, place))


def _is_cue(text: ParsedText, token: Token) -> bool:
    """Tell whether a word of the lexicon is a full verb outside quotations."""
    is_verb = token.tag_.startswith("V") and token.dep_ not in ("aux", "auxpass", "amod", "compound")
    return is_verb and not text.is_quoted(token)


def _take_headline(text: ParsedText, index: int, lexicon: CueLexicon) -> None:
    """The verb of "Court orders return of statues", whose words the parser takes for a chain of nouns."""
    tokens = list(text.sentence_tokens(index))
    for before, verb, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if before.tag_ in _FINITE or before.tag_ == "MD":
            return
        is_verb = verb.tag_ in _CHAINED and verb.lower_.endswith("s") and not text.is_quoted(verb)
        if not is_verb or before.tag_ not in _CHAINED or not is_agent(before, lexicon) or after.dep_ == "case":
            continue
        if _is_verb_of_lexicon(text, verb.i, lexicon):
            _make_verb(before, verb)
            return


def _make_verb(before: Token, verb: Token) -> None:
    sentence = list(verb.sent)
    verb.tag_, verb.pos_ = "VBZ", "VERB"
    verb.head, verb.dep_ = verb, "ROOT"
    before.head, before.dep_ = verb, "nsubj"
    for token in sentence:
        if token.i < before.i and not token.i < token.head.i <= before.i:
            token.head = before
        elif token.i > verb.i and token.head.i in (token.i, before.i):
            token.head = verb
            token.dep_ = "ccomp" if token.tag_ in _FINITE else token.dep_
    behind = next(
        (token for token in verb.rights if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "npadvmod"), None
    )
    if behind is not None:
        behind.dep_ = "dobj"


def _take_clause(verb: Token) -> None:
    """A "that" behind "told X at the gate" opens what is told, not a clause about the gate."""
    if verb.lower_ not in _TELLING or any(token.i > verb.i for token in children(verb, "ccomp")):
        return
    for that in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        if that.lower_ != "that" or that.tag_ not in ("IN", "WDT") or that.dep_ in SUBJECTS or that.dep_ == "det":
            continue
        clause = _clause_of(that, verb)
        if clause is None or child(clause, *SUBJECTS) is None:
            return
        that.head, that.dep_ = clause, "mark"
        clause.head, clause.dep_ = verb, "ccomp"
        return


_TELLING = word_set("said told says tells saying telling stated informed informs announced argued added warned wrote")


def _clause_of(that: Token, verb: Token) -> Token | None:
    """The clause that hangs on a noun between the verb and its "that"."""
    clause = that.head
    while clause.dep_ not in ("relcl", "acl") and clause.head.i > that.i:
        clause = clause.head
    if clause.dep_ not in ("relcl", "acl") or not verb.i < clause.head.i < that.i:
        return None
    return clause


def _take_lead(verb: Token) -> None:
    """In "Ann Lee, a nurse, estimated in July that …" the verb leads the sentence, not the noun before it."""
    noun = verb.head
    if verb.dep_ not in ("acl", "relcl") or noun.dep_ != "ROOT" or noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return
    is_behind = noun.i < verb.i and verb.left_edge.i >= verb.i - 2 and verb.left_edge.nbor(-1).text == ","
    if not is_behind or child(verb, "agent", *SUBJECTS) is not None or verb.tag_ not in ("VBD", "VBN", "VBZ"):
        return
    later = [token for token in noun.rights if token.i > verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, "nsubj"
    for token in later:
        token.head = verb


def _take_subject(verb: Token, lexicon: CueLexicon) -> None:
    """In "…, its lawyer, Ann Lee, said outside court" the noun before the verb is its subject, wherever it hangs.

    In "…, confirmed the mayor" it is the one behind the verb.
    """
    if verb.tag_ not in ("VBD", "VBZ") or verb.dep_ not in (
        "conj",
        "advcl",
        "dep",
        "parataxis",
        "ROOT",
        "relcl",
        "acl",
    ):
        return
    if child(verb, *SUBJECTS) is not None or any(token.lower_ in ("who", "which", "that") for token in verb.lefts):
        return
    if (inverted := _inverted_subject(verb, lexicon)) is not None:
        inverted.dep_ = "nsubj"
        return
    head = _noun_before(verb)
    if head is not None and head.head.i != verb.i and not _is_above(head, verb):
        head.head, head.dep_ = verb, "nsubj"
        for participle in list(children(verb.head, "advcl")):
            if participle.i > verb.i and participle.tag_ == "VBG":
                participle.head = verb


def _inverted_subject(verb: Token, lexicon: CueLexicon) -> Token | None:
    """What the parser takes for the object of a verb of saying right behind a comma, where it names somebody."""
    if verb.i == verb.sent.start or verb.nbor(-1).text != "," or lexicon.reporting.fullmatch(verb.text) is None:
        return None
    named = child(verb, "dobj")
    if (
        named is None
        or named.left_edge.i != verb.i + 1
        or child(verb, "ccomp", "xcomp")
        or not is_agent(named, lexicon)
    ):
        return None
    return named if any(token.dep_ in SUBJECTS for token in verb.head.lefts) or verb.dep_ == "ROOT" else None


def _is_above(head: Token, verb: Token) -> bool:
    return any(other.i == verb.i for other in head.subtree)


def _noun_before(verb: Token) -> Token | None:
    """The head of the noun phrase between a comma and the verb."""
    place = verb.i - 1
    doc, first = verb.doc, verb.sent.start
    while place > first and (doc[place].tag_.startswith("RB") or doc[place].lower_ in _AUXILIARIES):
        place -= 1
    noun = doc[place]
    if noun.text == "," and place > first:
        noun = doc[place - 1]
    if noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    while (
        noun.head.i < verb.i and noun.dep_ in ("appos", "pobj", "prep", "compound", "flat", "nmod") and not _opens(noun)
    ):
        noun = noun.head
    return noun if _opens(noun) and noun.pos_ in ("NOUN", "PROPN", "PRON") else None


def _opens(noun: Token) -> bool:
    """Tell whether a comma and no conjunction stands before a noun phrase."""
    first = noun.left_edge
    return bool(first.i > noun.sent.start and first.nbor(-1).text == ",")


def _take_coordinate(verb: Token, verbs: list[Token], lexicon: CueLexicon) -> None:
    """Hang a cue without a subject of its own on the cue whose content the parser has put it in."""
    if verb.dep_ != "conj" or verb.tag_ not in _FINITE or child(verb, *SUBJECTS, "aux", "auxpass") is not None:
        return
    for main in reversed(verbs):
        if main.i < verb.i and main.tag_ in _FINITE | {"VBN"} and _is_inside(verb, main) and _fits(verb, main, lexicon):
            _move(verb, main)
            return


def _is_inside(verb: Token, main: Token) -> bool:
    """Tell whether the verb lies in a clause that the main cue introduces, with no subordinate clause between."""
    token = verb.head
    while token.head.i != token.i and token.i > main.i:
        if token.head.i == main.i:
            return token.dep_ in ("ccomp", "xcomp", "relcl", "advcl", "acl", "prep", "dobj")
        token = token.head
    return False


def _fits(verb: Token, main: Token, lexicon: CueLexicon) -> bool:
    """Tell by tense, by the comma and by who could speak whether the main cue's subject does the verb too."""
    if _tense(verb) != _tense(main):
        return False
    beside = verb.head
    subject = child(beside, *SUBJECTS)
    if beside.tag_ != verb.tag_ or subject is None:
        return True
    mark = next((token for token in beside.children if token.dep_ == "cc" and token.i < verb.i), None)
    return (mark is not None and mark.nbor(-1).text == ",") or not is_agent(subject, lexicon)


def _tense(verb: Token) -> str:
    """The tense of a finite verb; a participle has that of its auxiliary."""
    if verb.tag_ == "VBN":
        aux = child(verb, "aux")
        return "VBD" if aux is not None else ""
    return "VBZ" if verb.tag_ in ("VBZ", "VBP") else verb.tag_


def _move(verb: Token, main: Token) -> None:
    beside = verb.head
    later = [token for token in _within(beside, main) if token.i > verb.i and token.head.i < verb.i]
    marks = [token for token in beside.children if token.dep_ in ("cc", "punct") and _is_next(token, verb)]
    verb.head = main
    for token in later:
        if token.head.i < verb.i and token.i != verb.i:
            token.head = verb
    for token in marks:
        token.head = main


def _within(beside: Token, main: Token) -> Iterator[Token]:
    top = beside
    while top.head.i not in (main.i, top.i):
        top = top.head
    yield from list(top.subtree)


def _is_next(token: Token, verb: Token) -> bool:
    return bool(verb.left_edge.i - 3 <= token.i < verb.i)
