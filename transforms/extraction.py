"""The lines of a page's story, as trafilatura extracts them from its main content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import Element, HtmlElement

from transforms.errors import Rejected
from transforms.main_content import MainContent
from transforms.plain import fold_blanks, plain

if TYPE_CHECKING:
    from trafilatura.settings import Extractor

# Elements of trafilatura's tree that a reader sees on lines of their own.
_LINE_TAGS = frozenset({"body", "code", "head", "item", "lb", "list", "p", "quote", "row", "table"})
# No part of a story, wherever it stands.
_DROPPED = ("aside", "button", "figure", "footer", "form", "iframe", "input", "nav", "picture", "select", "video")
# Less than this share of the paragraphs' characters is too little: the extractor has taken the story for side matter.
_ENOUGH = 0.5
_FAR_LONGER = 1.4
_BREAK = re.compile(r"\s*\n\s*|</p>|<br\s*/?>", re.IGNORECASE)


def extract_lines(tree: HtmlElement, main: MainContent | None, told: str | None = None) -> list[str]:
    """Return the lines of the story, blanks folded: those of the main content, or of the page where it has none.

    A story `told` in the page's metadata is taken where it is far longer: the page shows only how it begins.

    Raises:
        Rejected: the extractor fails, or finds nothing.
    """
    try:
        lines = _read(tree, is_fast=False) if main is None else _of_main_content(main)
    except Exception as error:
        raise Rejected(
            "document", "extraction_failed", f"The extractor failed on this page ({type(error).__name__})."
        ) from error
    body = [line for piece in _BREAK.split(told or "") if (line := plain(piece))]
    lines = body if _length(body) > _FAR_LONGER * _length(lines) else lines
    if not lines:
        raise Rejected("document", "no_text", "The page has no article text.")
    return lines


def _of_main_content(main: MainContent) -> list[str]:
    lines = _read(_page_of(main.element))
    if _length(lines) >= _ENOUGH * main.length:
        return lines
    page = _page_of(main.element)
    etree.strip_attributes(page, "class", "id", "style")
    return max(lines, _read(page), key=_length)


def _length(lines: Sequence[str]) -> int:
    return sum(map(len, lines))


def _page_of(element: HtmlElement) -> HtmlElement:
    """Return a page that holds a copy of the element, marked as its article."""
    page, body, article = Element("html"), Element("body"), Element("article", itemprop="articleBody")
    story = deepcopy(element)
    story.tail = None
    if story.tag == "body":
        story.tag = "div"
    page.append(body)
    body.append(article)
    article.append(story)
    etree.strip_elements(page, *_DROPPED, with_tail=False)
    return page


def _read(page: HtmlElement, *, is_fast: bool = True) -> list[str]:
    from trafilatura import bare_extraction

    found = bare_extraction(page, options=_options(is_fast))
    return list(_lines(found.body)) if found is not None else []


@lru_cache(maxsize=2)
def _options(is_fast: bool) -> Extractor:
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=is_fast, comments=False)


def _lines(body: etree._Element) -> Iterator[str]:
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _LINE_TAGS:
            pieces.append("\n")
        elif element.tag == "cell":
            pieces.append(" ")
        # Newlines in the source are blanks to a reader.
        pieces.append(
            ((element.text if event == "start" else element.tail) or "").replace("\n", " ").replace("\r", " ")
        )
    return filter(None, map(fold_blanks, "".join(pieces).split("\n")))
