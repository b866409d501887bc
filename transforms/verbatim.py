"""The verbatim words of a content: without loose marks at their ends, and how much of them is quoted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.attributions import Content
from transforms.records import Span

if TYPE_CHECKING:
    from transforms.parsed import ParsedText

_SCARE_WORDS = 1


def tidy(text: ParsedText, content: Content) -> Content:
    """Take the outer marks off a content that is one quotation, and the comma that leads on to its cue."""
    stripped = (_without_marks(text, _with_marks(text, piece, content.cue)) for piece in content.pieces)
    pieces = (_trimmed(text, piece) for piece in stripped)
    filled = tuple(piece for piece in pieces if any(map(str.isalnum, _words_of(text, piece))))
    return replace(content, pieces=filled or content.pieces)


def _words_of(text: ParsedText, piece: Span) -> str:
    return text.text[piece.char_start : piece.char_end]


def _trimmed(text: ParsedText, piece: Span) -> Span:
    """The piece without white space at its ends and without a comma behind it."""
    words = _words_of(text, piece)
    start = piece.char_start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip().rstrip(", \n\t\r\u00a0")))


def _with_marks(text: ParsedText, piece: Span, cue: Span | None) -> Span:
    """Take in the mark of a quotation that begins or ends with the piece while its other mark lies inside."""
    start, end = piece.char_start, piece.char_end
    for quotation in text.quotations_in(start, end):
        inner_start, inner_end = quotation.pieces[0].char_start, quotation.pieces[-1].char_end
        if quotation.char_start < start <= inner_start and inner_end < end:
            start = quotation.char_start
        if start < quotation.char_start and inner_end <= end < quotation.char_end:
            end = quotation.char_end
    return piece if cue is not None and start < cue.char_end and cue.char_start < end else Span(start, end)


def _without_marks(text: ParsedText, piece: Span) -> Span:
    quotation = text.quotation_at(piece.char_start)
    if quotation is None or len(quotation.pieces) > 1 or piece.char_start > quotation.pieces[0].char_start:
        return piece
    inner = quotation.pieces[0]
    outside = text.text[quotation.char_end : piece.char_end].strip(" .,!?;:")
    return piece if outside or piece.char_end < inner.char_end else inner


def kind_of(text: ParsedText, content: Content) -> str:
    """Tell whether all words of a content are quoted (`direct`), some (`mixed`) or none; scare quotes do not count."""
    words = (word for piece in content.pieces for word in text.tokens(piece.char_start, piece.char_end))
    quoted = [text.is_quoted(word) for word in words if word.text[:1].isalnum()]
    if all(quoted):
        return "direct"
    return "mixed" if sum(quoted) > _SCARE_WORDS else "indirect"
