"""Phrases of a parse: how far a noun phrase, a clause or a run of tokens reaches, in characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from transforms.attributions import Source
from transforms.parsed import TEXT
from transforms.records.statements import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list written with blanks between."""
    return frozenset(words.split())


SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_LEFT = frozenset(
    {"det", "compound", "amod", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "npadvmod", "case", "punct"}
)
_TRIM_LEFT = frozenset(",;:-–—.) ")
_TRIM_RIGHT = frozenset(",;:-–—(. ")
_CLOSING = re.compile(r"[.,!?…]?([”\"])")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
TIMES = frozenset({"DATE", "TIME"})
_TIME_WORDS = word_set("hour day week month year decade earlier later ago today yesterday")
_NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})


def text_of(token: Token) -> str:
    """Return the text that a token's offsets count in."""
    return str(token.doc.user_data[TEXT])


def children(token: Token, *deps: str) -> Iterator[Token]:
    """Yield a token's children with one of the dependencies."""
    return (child for child in token.children if child.dep_ in deps)


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of the dependencies."""
    return next(children(token, *deps), None)


def is_relative(token: Token) -> bool:
    """Tell whether a token is a relative pronoun (the WHO is none)."""
    return token.lower_ in _RELATIVE and token.tag_ in ("WP", "WDT") and not token.is_upper


def run(first: Token, last: Token) -> Span:
    """Return the characters from one token to another, both included, without loose punctuation at the ends."""
    doc = first.doc
    start, end = first.i, last.i
    while start < end and (doc[start].is_space or doc[start].text in _TRIM_LEFT):
        start += 1
    while end > start and (doc[end].is_space or doc[end].text in _TRIM_RIGHT):
        end -= 1
    return _balanced(text_of(first), Span(doc[start].idx, doc[end].idx + len(doc[end].text)))


def reach(span: Span, last: Token) -> Span:
    """Lengthen a stretch of characters to the end of a token."""
    end = run(last, last).char_end
    return _balanced(text_of(last), Span(span.char_start, max(span.char_end, end)))


def _balanced(text: str, span: Span) -> Span:
    """Take in the closing mark of a quotation that begins inside, and drop one that does not."""
    inside = text[span.char_start : span.char_end]
    after = _CLOSING.match(text, span.char_end)
    opened = inside.count("“") - inside.count("”")
    odd = inside.count('"') % 2
    if after is not None and ((opened > 0 and after.group(1) == "”") or (odd and after.group(1) == '"')):
        return Span(span.char_start, after.end())
    if inside.startswith("”") or (odd and inside.startswith('" ')):
        return Span(span.char_start + 1, span.char_end)
    return span


def hull(tokens: Iterable[Token]) -> Span | None:
    """Return the characters from the first to the last of the tokens' subtrees, None for no tokens."""
    ordered = list(tokens)
    if not ordered:
        return None
    first = min((token.left_edge for token in ordered), key=lambda token: token.i)
    last = max((token.right_edge for token in ordered), key=lambda token: token.i)
    return run(first, last)


def noun_phrase(head: Token) -> Source:
    """Return the words that name somebody: without relative clauses and appositions, with what is joined by "and"."""
    title, head = head, named_apposition(head)
    if title.i < head.i and head.left_edge.i and head.left_edge.nbor(-1).text != ",":
        return Source(run(_first_of_name(title), _last_of_name(head)), head)
    return Source(run(_first_of_name(head), _last_of_name(head)), head)


def _first_of_name(head: Token) -> Token:
    first = head
    for left in reversed(list(head.lefts)):
        if left.dep_ not in _LEFT or (left.dep_ == "punct" and left.text not in "“\"‘'-"):
            break
        if head.ent_type_ == "PERSON" and (left.ent_type_ in TIMES or left.lower_ in _TIME_WORDS):
            break
        first = left.left_edge
    return first


def named_apposition(head: Token) -> Token:
    """In "the foreign minister, Sergei Lavrov," the name is what names."""
    if head.ent_type_ == "PERSON":
        return head
    end = head.right_edge
    last = (end.nbor(-1) if end.text == "," and end.i else end).i
    # The parser hangs "the head of the Science Council, Ann Lee," on the council.
    named = (
        token for token in head.subtree
        if token.dep_ == "appos" and token.ent_type_ == "PERSON" and (token.head == head or token.right_edge.i >= last)
    )  # fmt: skip
    return next(named, head)


def _last_of_name(head: Token) -> Token:
    is_name = head.ent_type_ in _NAME_LABELS
    last = head
    for right in head.rights:
        if right.i > last.i + 1:
            break
        if right.dep_ == "prep" and (not is_name or right.lower_ == "of"):
            last = _before_comma(right)
        elif right.dep_ in ("nummod", "compound"):
            last = right.right_edge
        elif right.dep_ == "acl" and right.tag_ == "VBN" and not is_name:
            last = _before_comma(right)
        elif right.dep_ == "cc":
            last = right
        elif right.dep_ == "conj" and last.dep_ in ("cc", "conj"):
            last = _last_of_name(right)
        else:
            break
    return head if last.dep_ == "cc" else last


def _before_comma(token: Token) -> Token:
    """Return the last token of a subtree before a comma or a clause in it."""
    last = token
    for other in token.subtree:
        if other.i <= token.i:
            continue
        if other.text == "," or other.dep_ in ("relcl", "acl", "appos") or other.i > last.i + 1:
            break
        last = other
    return last
