"""Insertions: cues set into or behind what they report: "The plan, he said, …", "…, witnesses said", "according to"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.attributions import Content, Source
from transforms.phrases import TIMES, child, noun_phrase, run, text_of
from transforms.records.statements import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

    from transforms.cues import Cue

_BORDERS = frozenset({",", "—", "–", "--", "-", "(", ")", ";"})
_MARKS = frozenset({"“", "”", '"', "'", "‘", "’", "''", "``"})
_LEADING = frozenset({"but", "and", "however", "still", "yet", "so", ",", "while", "although", "though"})


def inserted_content(verb: Token, cue: Cue, speaker: Source | None, sentence: Tokens) -> Content | None:
    """Return the sentence without the bordered group of speaker and cue verb, None where there is no such group."""
    if speaker is None or any(_is_told(token, cue) for token in verb.rights):
        return None
    first = min(_token_at(speaker.span.char_start, verb), verb.i)
    if speaker.head.dep_ == "appos":
        first = min(first, speaker.head.head.left_edge.i)
    first = min(
        [
            first,
            *(
                token.left_edge.i
                for token in verb.lefts
                if token.dep_ in ("aux", "advmod", "neg") and token.i > first - 3
            ),
        ]
    )
    last = _end_of_group(_last_named(verb, speaker), sentence)
    content = _around(first, last, sentence, run(verb, verb))
    whom = child(verb, "dobj", "dative") if "whom" in cue.frames else None
    return replace(content, addressee=noun_phrase(whom)) if content is not None and whom is not None else content


def _last_named(verb: Token, speaker: Source) -> int:
    """The last token of speaker and verb; behind the verb an apposition or relative clause belongs to the speaker."""
    if speaker.head.i > verb.i:
        return int(speaker.head.right_edge.i)
    return int(verb.i)


def _is_told(token: Token, cue: Cue) -> bool:
    """Tell whether the verb has a content of its own behind it: a clause, or an object that is no listener."""
    if token.dep_ == "dobj" and "whom" not in cue.frames and token.pos_ in ("NOUN", "PROPN"):
        return not (token.ent_type_ in TIMES or token.lower_ in ("reporters", "journalists"))
    return token.dep_ in ("ccomp", "xcomp", "attr") and token.lower_ not in ("citing", "quoting")


def _token_at(char: int, token: Token) -> int:
    span = token.doc.char_span(char, char + 1, alignment_mode="expand")
    return int(span.start) if span is not None else int(token.i)


def _end_of_group(start: int, sentence: Tokens) -> int:
    doc = sentence.doc
    end = start
    while end + 1 < sentence.end and doc[end + 1].text not in _BORDERS and not doc[end + 1].text.startswith((".", "!")):
        end += 1
    return end


def _around(first: int, last: int, sentence: Tokens, cue: Span) -> Content | None:
    """Pieces left and right of the tokens first..last, which must be bordered on the left and at the right."""
    doc = sentence.doc
    left = first - 1
    while left > sentence.start and doc[left].text in _MARKS:
        left -= 1
    if left <= sentence.start or doc[left].text not in _BORDERS:
        return None
    start = sentence.start
    while start < left and doc[start].lower_ in _LEADING:
        start += 1
    pieces = [run(doc[start], doc[first - 1])]
    if last + 2 < sentence.end and len(doc[last + 1 : sentence.end]) > 3 and not _leads_off(doc[last + 2]):
        pieces.append(run(doc[last + 1], doc[sentence.end - 1]))
    content = Content(tuple(pieces), _root(doc[start]), cue)
    is_clause = len(pieces) > 1 or not _is_adverbial(doc[start], left)
    return content if is_clause and any(_has_words(doc[start], piece) for piece in pieces) else None


def _is_adverbial(first: Token, border: int) -> bool:
    """Tell whether what stands before the comma only tells when or where: "At noon, where …, Lee thanked …"."""
    if first.tag_ not in ("IN", "WRB", "RB", "RBR", "VBG") and first.ent_type_ not in TIMES:
        return False
    inside = first.doc[first.i : border]
    return not any(token.dep_ in ("nsubj", "nsubjpass") and _heads_clause(token.head) for token in inside)


def _heads_clause(verb: Token) -> bool:
    return verb.dep_ not in ("relcl", "advcl", "acl", "pcomp")


def _leads_off(token: Token) -> bool:
    """Words behind the cue that go on about the saying: "…, he said, citing …"."""
    return token.tag_ == "VBG" or token.lower_ in (
        "as",
        "when",
        "while",
        "after",
        "before",
        "but",
        "during",
        "in",
        "on",
    )


def _root(token: Token) -> Token:
    while token.head.i != token.i and token.dep_ != "ccomp":
        token = token.head
    return token


def according_to(token: Token, words: int, sentence: Tokens) -> tuple[Source, Content] | None:
    """Return the source behind "according to" (`words` long) and what the sentence tells beside it.

    The phrase may begin the sentence, end it, or stand inside it between commas.
    """
    doc = sentence.doc
    end = token.i + words - 1
    named = _named_behind(doc[end])
    if named is None:
        return None
    name = _name_before_clause(doc[end], named)
    source = Source(run(name[0], name[-1]), name.root) if name is not None else noun_phrase(named)
    last = name.end - 1 if name is not None else _end_of_phrase(named, sentence)
    cue = Span(token.idx, doc[end].idx + len(doc[end].text))
    pieces = _beside(token, last, sentence)
    return (source, Content(pieces, _told(token, last), cue)) if pieces else None


def _name_before_clause(preposition: Token, named: Token) -> Tokens | None:
    """In "According to Smith the plan was …" the parser takes "Smith the plan" for one noun phrase."""
    behind = preposition.doc[preposition.i + 1 : preposition.i + 8]
    name = next((span for span in behind.ents if span.start == preposition.i + 1), None)
    if name is None or name.end > named.i or name.end >= len(preposition.doc):
        return None
    return name if preposition.doc[name.end].tag_ in ("DT", "PRP", "EX") else None


def _named_behind(preposition: Token) -> Token | None:
    named = child(preposition, "pobj")
    if named is not None:
        return named
    following = preposition.doc[preposition.i + 1 : preposition.i + 8]
    name = next((span for span in following.ents if span.start <= preposition.i + 2), None)
    return name.root if name is not None else None


def _end_of_phrase(named: Token, sentence: Tokens) -> int:
    """The phrase ends with its noun's subtree; an apposition or clause behind a comma belongs to it."""
    return min(int(named.right_edge.i), int(sentence.end) - 1)


def _beside(token: Token, last: int, sentence: Tokens) -> tuple[Span, ...]:
    doc = sentence.doc
    pieces = []
    start = sentence.start
    while start < token.i and doc[start].lower_ in _LEADING:
        start += 1
    if start < token.i - 1:
        pieces.append(run(doc[start], doc[token.i - 1]))
    if last + 2 < sentence.end:
        pieces.append(run(doc[last + 1], doc[sentence.end - 1]))
    return tuple(piece for piece in pieces if _has_words(token, piece))


def _has_words(token: Token, piece: Span) -> bool:
    return len(text_of(token)[piece.char_start : piece.char_end].split()) > 1


def _told(token: Token, last: int) -> Token | None:
    """The verb that the phrase hangs on."""
    head = token
    while head.head.i != head.i and (head.pos_ not in ("VERB", "AUX") or token.i <= head.i <= last):
        head = head.head
    return head if head.pos_ in ("VERB", "AUX") else None
