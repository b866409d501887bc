"""Which cue a quotation that stands for itself belongs to: the one beside it, before or after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.phrases import children, text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import Cue
    from transforms.parsed import ParsedText
    from transforms.quotes import Quotation

_REACH = 45  # tokens; naming phrases such as "X, a professor of … at …, said" are long
_BREAK = re.compile(r"[;]")


def cue_beside(quotation: Quotation, text: ParsedText, cues: Sequence[tuple[Token, Cue]]) -> Token | None:
    """Choose among a sentence's cues (in order) the one that introduces or closes a quotation.

    At the beginning of its sentence a quotation is closed by the next cue; elsewhere the cue before it goes first
    when nothing but its addressee, its circumstances and punctuation stands between.
    """
    usable = [(token, cue) for token, cue in cues if "quote" in cue.frames]
    before = [item for item in usable if item[0].idx < quotation.char_start]
    after = [item for item in usable if item[0].idx >= quotation.char_end]
    earlier = _no_quotation_between(text, before[-1:], quotation, is_before=True)
    later = _no_quotation_between(text, after[:1], quotation, is_before=False)
    if earlier and _introduces(text, quotation):
        return earlier[0][0]
    if later and (_goes_on(text, quotation) or not earlier):
        return later[0][0]
    return earlier[0][0] if earlier else None


def _introduces(text: ParsedText, quotation: Quotation) -> bool:
    """After a colon or a comma, or with nothing but the cue before it."""
    before = text.text[max(0, quotation.char_start - 3) : quotation.char_start].rstrip()
    after = text.text[quotation.char_end - 2 : quotation.char_end + 1]
    return before.endswith(":") or "," not in after


def _goes_on(text: ParsedText, quotation: Quotation) -> bool:
    """A quotation that ends with a comma, a dash or a question goes on to its cue."""
    end = text.text[quotation.pieces[-1].char_end - 1 : quotation.char_end + 1]
    return any(mark in end for mark in ",?!—–-…")


def _no_quotation_between(
    text: ParsedText, found: Sequence[tuple[Token, Cue]], quotation: Quotation, *, is_before: bool
) -> Sequence[tuple[Token, Cue]]:
    if not found:
        return found
    token = found[0][0]
    start, end = (token.idx, quotation.char_start) if is_before else (quotation.char_end, token.idx)
    between = text.tokens(start, end)
    clauses = [other for other in text.quotations_in(start, end) if other.is_clause and other is not quotation]
    if len(between) > _REACH or clauses or _BREAK.search(text.text, start, end):
        return ()
    if is_before and _has_own_content(token, quotation):
        return ()
    return found


def _has_own_content(token: Token, quotation: Quotation) -> bool:
    """The cue introduces a clause of its own and the quotation does not lie under it or behind a colon."""
    for clause in children(token, "ccomp"):
        words = [other for other in clause.subtree if token.i < other.i and other.idx < quotation.char_start]
        if len(words) > 3 and not text_of(token)[: quotation.char_start].rstrip().endswith((":", ",")):
            return True
    return False
