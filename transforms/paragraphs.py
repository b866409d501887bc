"""Paragraphs of plain text: lines, wrapped lines and blank lines to half-open spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

# Widest column that people and programs wrap plain text at.
_WRAP_COLUMNS = 100
# Narrower than this, lines are short by themselves: a byline, a date.
_NARROWEST = 30
_END = re.compile(r"""[.!?:;…。！？][\s"'”’»)\]]*$""")
# A list item, a question or answer, and a pointer are paragraphs of their own on whichever line they stand.
_OPENING = re.compile(
    r"\s*(?:[-–—•*·▪]\s|\d+[.)]\s|[QA]\s?[:.]\s|read (?:more|also)\b|sources?:|faqs?:?\s*$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text.

    Attributes:
        text: its words, blanks around them left out.
        char_start: first character.
        char_end: one past the last character.
        is_after_blank: whether a blank line stands before it.
    """

    text: str
    char_start: int
    char_end: int
    is_after_blank: bool


def split_paragraphs(text: str, start: int = 0) -> Iterator[Paragraph]:
    """Yield the paragraphs of `text` from character `start` on.

    Blank lines part them. Lines that follow each other are one paragraph where they look wrapped: none longer than
    100 characters, fewer than half of them ended as sentences are, and at least half of them too full for the next
    line's first word; else each is a paragraph.
    """
    for is_filled, group in groupby(_lines(text, start), key=lambda span: bool(text[slice(*span)].strip())):
        if is_filled:
            yield from _paragraphs(text, list(group))


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    for line in text[start:].splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _paragraphs(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[Paragraph]:
    is_wrapped = _is_wrapped([text[start:end].rstrip() for start, end in lines])
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not is_wrapped or _OPENING.match(text, *lines[index]):
            yield _paragraph(text, lines[first][0], lines[index - 1][1], is_after_blank=first == 0)
            first = index


def _is_wrapped(lines: Sequence[str]) -> bool:
    width = max(map(len, lines))
    if len(lines) < 2 or not _NARROWEST <= width <= _WRAP_COLUMNS:
        return False
    ended = sum(bool(_END.search(line)) for line in lines[:-1])
    full = sum(len(line) + len(after.split()[0]) >= width for line, after in pairwise(lines))
    return 2 * ended < len(lines) - 1 <= 2 * full


def _paragraph(text: str, start: int, end: int, *, is_after_blank: bool) -> Paragraph:
    words = text[start:end]
    inner = words.strip()
    start += words.index(inner)
    return Paragraph(inner, start, start + len(inner), is_after_blank)
