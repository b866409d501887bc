"""Parts: which class a paragraph is of, by its words."""

from __future__ import annotations

import re

from transforms.part_phrases import BYLINE, CREDIT, NOTICE, PROMO, PUBLISHED, RELATED

_SENTENCE_END = re.compile(r"""[.…。][\s"'”’»)\]]*$|[!?,;:]["”»]\s*$|[:;,]$""")
_MAX_HEADLINE = 200
_MAX_BYLINE_WORDS = 10
# A longer paragraph is a story's own, even if it speaks of newsletters.
_MAX_LABEL = 320


def _opens_with(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(phrases)})", re.IGNORECASE)


def _has(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """No phrase begins inside a word of Latin letters, nor at a blank but the text's first: `re` need not try there."""
    return re.compile(rf"(?:^|\b(?=\w)|(?=[^\sa-z]))(?:{'|'.join(phrases)})", re.IGNORECASE)


_IS_RELATED, _IS_PROMO, _IS_CREDIT, _IS_BYLINE, _IS_PUBLISHED, _IS_NOTICE = (
    _opens_with(RELATED), _has(PROMO), _has(CREDIT), _opens_with(BYLINE), _opens_with(PUBLISHED), _has(NOTICE),
)  # fmt: skip


def part_by_words(text: str) -> str | None:
    """Return the part that the wording of a paragraph shows: related, promo, caption, byline; None for ordinary text.

    Only short paragraphs (up to 320 characters) are judged.
    """
    if len(text) > _MAX_LABEL:
        return None
    if _IS_RELATED.match(text):
        return "related"
    if _IS_PROMO.search(text):
        return "promo"
    if _IS_CREDIT.search(text):
        return "caption"
    return "byline" if is_byline(text) or _is_time_line(text) else None


def is_byline(text: str) -> bool:
    """Tell whether a paragraph is an author's credit: a "By" and a few words that end as no sentence does."""
    return bool(_IS_BYLINE.match(text)) and len(text.split()) <= _MAX_BYLINE_WORDS and text[-1] not in ".?!:"


def _is_time_line(text: str) -> bool:
    """Tell whether a paragraph is when a story was published; with a place before it ("KYIV, 3 Nov") it opens one."""
    words = text.split()
    is_dated = len(words) <= _MAX_BYLINE_WORDS and _IS_PUBLISHED.match(text) and text[-1] not in "?!:"
    return bool(is_dated) and not (words[0].isupper() and words[0][0].isalpha())


def is_notice(text: str) -> bool:
    """Tell whether a whole text is what a page says instead of a story: not found, blocked, switch on a script."""
    return len(text) <= _MAX_LABEL and bool(_IS_NOTICE.search(text))


def is_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return bool(_SENTENCE_END.search(text))


def is_headline_like(text: str) -> bool:
    """Tell whether a line reads as a headline: short, and not ended as a sentence is."""
    return len(text) <= _MAX_HEADLINE and not _SENTENCE_END.search(text) and any(map(str.isalpha, text))
