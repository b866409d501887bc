"""Quotation marks: which stretches of a text stand in them, exactly, in every style that news uses.

Handled: “ ” „ ‟ " « » ‹ › ‘ ’ ' and the typewriter's `` ''; nested quotations (only the outer one counts);
quotations over several paragraphs, whose opening mark is repeated at each; a missing closing mark (the
quotation ends with its paragraph). Apostrophes are no marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transforms.records.statements import Span

_MARK = re.compile(r"``|''|[“”„‟\"«»‹›‘’']")
_OPENERS = {"“": "”“\"", "„": "”“‟\"", "‟": "”\"", "\"": "\"”", "«": "»", "»": "«", "‹": "›", "``": "''”\"",
            "''": "''", "‘": "’'", "'": "'’", "”": "”"}  # fmt: skip
_SINGLE = frozenset("‘’'")
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u2009\u202f([{—–-/:“\"‘'")
_SMALL_WORD = 3
_ENDS = tuple(",.!?…—–-;")
_ELISION = re.compile(r"['‘’](?:\d0s|em|tis|twas|til|cause|bout|round|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks.

    Attributes:
        char_start, char_end: half-open, with the marks.
        pieces: what stands between the marks, one piece a paragraph, never empty.
        is_closed: whether its closing mark was found.
        is_clause: whether it stands for itself beside its cue, not woven into the grammar of its sentence.
    """

    char_start: int
    char_end: int
    pieces: tuple[Span, ...]
    is_closed: bool
    is_clause: bool = False

    def contains(self, char: int) -> bool:
        """Tell whether the character lies in the quotation, marks included."""
        return self.char_start <= char < self.char_end


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the outermost quotations of the paragraphs in order; empty ones are left out."""
    found: list[Quotation] = []
    opened: Quotation | None = None
    for index, paragraph in enumerate(paragraphs):
        follower = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        for part in _in_paragraph(text, paragraph, opened is not None):
            quotation = part if opened is None else _join(opened, part)
            opened = None
            if not quotation.is_closed and follower is not None and _opens_alike(text, quotation, follower):
                opened = quotation
            else:
                found.append(quotation)
    return tuple(replace(one, is_clause=_is_clause(text, one)) for one in found if one.pieces)


def _is_clause(text: str, quotation: Quotation) -> bool:
    """Judge by what stands before it, how it begins, how many words it has, and how it ends."""
    line = text[text.rfind("\n", 0, quotation.char_start) + 1 : quotation.char_start].rstrip()
    before = line[-1:]
    inner = text[quotation.pieces[0].char_start : quotation.pieces[-1].char_end]
    words = len(inner.split())
    ends = inner.rstrip("'’\"”")[-1:] in _ENDS or text[quotation.char_end : quotation.char_end + 1] in ",.!?;"
    if len(quotation.pieces) > 1:
        return True
    if not before or before in '.!?”"’':
        return ends or words > 3
    if before != ":" and _is_title(inner):
        return False
    begins = not inner.lstrip("[(…. ‘'")[:1].islower()
    if before in ":,;—–-(":
        return ends and (begins or words > 1)
    return ends and begins and words > 3


def _is_title(inner: str) -> bool:
    """Tell whether it is written as a title of a work or a programme: capitals but for the small words."""
    words = inner.rstrip(",").split()
    capitals = sum(word[0].isupper() for word in words)
    is_long = any(word[0].islower() and len(word) > _SMALL_WORD for word in words)
    return len(words) > 1 and inner[-1] not in ".!?…" and capitals * 2 > len(words) and not is_long


def _join(first: Quotation, second: Quotation) -> Quotation:
    return Quotation(first.char_start, second.char_end, first.pieces + second.pieces, second.is_closed)


def _opens_alike(text: str, quotation: Quotation, paragraph: Span) -> bool:
    """A quotation left open goes on in the next paragraph if that begins with the same opening mark."""
    mark = _MARK.match(text, quotation.char_start)
    next_mark = _MARK.match(text, paragraph.char_start)
    return mark is not None and next_mark is not None and mark.group() == next_mark.group()


def _in_paragraph(text: str, paragraph: Span, continues: bool) -> Iterator[Quotation]:
    marks = list(_MARK.finditer(text, paragraph.char_start, paragraph.char_end))
    index = 0
    while index < len(marks):
        if not (continues or _may_open(text, marks[index], paragraph)):
            index += 1
            continue
        close = _closing(text, marks, index, paragraph)
        if close is None and not continues and _may_be_stray(marks, index):
            index += 1
            continue
        end = (paragraph.char_end, paragraph.char_end) if close is None else marks[close].span()
        yield _quotation(text, marks[index], end, close is not None)
        continues = False
        if close is None:
            return
        index = close + 1


def _may_be_stray(marks: Sequence[re.Match[str]], index: int) -> bool:
    """An unclosed single mark is an apostrophe; an unclosed typewriter's mark among curly ones is a slip."""
    sign = marks[index].group()
    return sign in _SINGLE or (sign == '"' and any(mark.group() == "“" for mark in marks[index + 1 :]))


def _quotation(text: str, opening: re.Match[str], end: tuple[int, int], is_closed: bool) -> Quotation:
    start, stop = opening.end(), end[0]
    inner = text[start:stop]
    start += len(inner) - len(inner.lstrip())
    stop = start + len(inner.strip())
    has_word = any(character.isalnum() for character in inner)
    return Quotation(opening.start(), end[1], (Span(start, stop),) if has_word else (), is_closed)


def _may_open(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    sign = mark.group()
    if sign not in _OPENERS or sign in ("»", "”") or mark.end() >= paragraph.char_end:
        return False
    after = text[mark.end()]
    if sign in ("“", "„", "«", "``"):
        return True
    before = text[mark.start() - 1] if mark.start() > paragraph.char_start else " "
    if before not in _BEFORE_OPENING or after.isspace():
        return False
    if sign in ("’",):
        return False
    return sign not in _SINGLE or (_ELISION.match(text, mark.start()) is None and (after.isalnum() or after in '“"[…$'))


def _closing(text: str, marks: list[re.Match[str]], opening: int, paragraph: Span) -> int | None:
    if marks[opening].group() in _SINGLE:
        return _single_closing(text, marks, opening, paragraph)
    balanced = _balanced(text, marks, opening, paragraph)
    if balanced is not None:
        return balanced
    closers = _closers(marks, opening)
    rest = range(opening + 1, len(marks))
    return next((i for i in rest if marks[i].group() in closers and not _starts_word(text, marks[i], paragraph)), None)


def _closers(marks: Sequence[re.Match[str]], opening: int) -> str:
    """Signs that close: a typewriter's mark is not closed by a curly one where curly ones open too."""
    sign = marks[opening].group()
    if sign == '"' and any(mark.group() == "“" for mark in marks):
        return '"'
    return _OPENERS.get(sign, "”")


def _balanced(text: str, marks: list[re.Match[str]], opening: int, paragraph: Span) -> int | None:
    """Index of the mark that closes the opening one, counting nested openings of the same sign."""
    sign = marks[opening].group()
    closers = _closers(marks, opening)
    depth = 1
    for index in range(opening + 1, len(marks)):
        other = marks[index].group()
        if other in _SINGLE:
            continue
        if other in closers and not (other in '“"' and _starts_word(text, marks[index], paragraph)):
            depth -= 1
        elif other == sign:
            depth += 1
        if depth == 0:
            return index
    return None


def _starts_word(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """A mark after a blank and before a word opens; it cannot close."""
    before = text[mark.start() - 1] if mark.start() > paragraph.char_start else " "
    return mark.end() < paragraph.char_end and before.isspace() and not text[mark.end()].isspace()


def _single_closing(text: str, marks: list[re.Match[str]], opening: int, paragraph: Span) -> int | None:
    """A single mark closes after punctuation, or before it; after a plural s it may be an apostrophe."""
    doubtful = None
    for index in range(opening + 1, len(marks)):
        mark = marks[index]
        if mark.group() not in ("’", "'"):
            continue
        before = text[mark.start() - 1]
        after = text[mark.end()] if mark.end() < paragraph.char_end else " "
        if before.isspace() or after.isalnum():
            continue
        if before == "s" and after == " " and doubtful is None:
            doubtful = index
            continue
        return index
    return doubtful
