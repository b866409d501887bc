"""Markup that shows what class a line of a page is of: links, captions, and named boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from transforms.plain import fold_blanks

_BOXES = (
    ("caption", re.compile(r"caption|(?:image|photo)-?credit", re.IGNORECASE)),
    ("promo", re.compile(r"news-?letter|sign-?up|cookie|consent|donat", re.IGNORECASE)),
    ("related", re.compile(r"related|read-?more|also-?read|recommend|more-?on|most-?(?:read|popular)|trending", re.I)),
    ("byline", re.compile(r"author-?(?:bio|box|info|card|desc|about|note)|about-?author|by-?line|-bio\b", re.I)),
)
_BOX_TAGS = ("aside", "div", "p", "section", "span", "ul")
_LINE_TAGS = ("a", "dd", "div", "figcaption", "h2", "h3", "h4", "h5", "h6", "li", "p", "span")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
# A larger box is a part of the page's frame, whatever its class says.
_MAX_BOX = 400
# A shorter link may well be the whole of a paragraph that is a story's own: a name, a heading.
_SHORTEST_LINK = 15


def part_by_markup(tree: HtmlElement, lines: Iterable[str]) -> dict[str, str]:
    """Return the part of those of the page's `lines` whose markup shows one.

    A line that is nothing but a link to another page is `related`; what stands in a `<figcaption>`, or in a small
    box whose class or id names it, is of that part.
    """
    wanted = set(lines)
    marks: dict[str, str] = {}
    for part, element in (*_links(tree), *_boxes(tree)):
        text = fold_blanks(element.text_content())
        if text in wanted:
            marks[text] = part
        elif element.tag != "a" and len(text) <= _MAX_BOX:
            inner = (fold_blanks(line.text_content()) for line in element.iter(*_LINE_TAGS))
            marks.update((line, part) for line in inner if line in wanted)
    return marks


def _links(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    for link in tree.iter("a"):
        if "#" in link.get("href", "#") or len(link.text_content()) < _SHORTEST_LINK:
            continue
        if not any(outer.tag in _HEADINGS for outer in link.iterancestors()):
            yield "related", link


def _boxes(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    yield from (("caption", figure) for figure in tree.iter("figcaption"))
    for element in tree.iter(*_BOX_TAGS):
        words = f"{element.get('class', '')} {element.get('id', '')}"
        for part, pattern in _BOXES:
            if len(words) > 1 and pattern.search(words):
                yield part, element
                break
