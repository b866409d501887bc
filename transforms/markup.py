"""Markup that shows what class a line of a page is of: links, captions, and named boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from transforms.parts import is_sentence
from transforms.plain import fold_blanks, skeleton

_BOXES = (
    ("caption", re.compile(r"caption|(?:image|photo)-?credit", re.IGNORECASE)),
    (
        "promo",
        re.compile(
            r"news-?letter|sign-?up|cookie|consent|donat|(?:paywall|subscri\w+)-?(?:box|cta|message|offer|prompt)", re.I
        ),
    ),
    ("related", re.compile(r"related|read-?more|also-?read|recommend|more-?on|most-?(?:read|popular)|trending", re.I)),
    ("byline", re.compile(r"author-?(?:bio|box|info|card|desc|about|note)|about-?author|by-?line|-bio\b", re.I)),
)
_BOX_TAGS = ("aside", "div", "p", "section", "span", "ul")
_LINE_TAGS = ("a", "dd", "div", "figcaption", "h2", "h3", "h4", "h5", "h6", "li", "p", "span")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
# A larger box is a part of the page's frame, whatever its class says.
_MAX_BOX = 400
_LINKED_HEADINGS = "//*[self::h2 or self::h3 or self::h4][.//a or parent::a]"
# Share of a page's letters or lines from which on they are a list of links to stories, not a story.
_LINKED_SHARE, _TEASER_SHARE = 0.6, 0.9
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


def is_front(tree: HtmlElement, lines: Sequence[str], url: str | None) -> bool:
    """Tell whether the `lines` extracted from a page lead to stories and tell none: a menu, a list of teasers.

    They do where most of their letters are those of links within the site of `url` and none reads as a sentence of
    its own, or where nearly all stand under linked headings in boxes of their own.
    """
    if not any(map(is_sentence, lines)):
        text = skeleton(" ".join(lines))
        links = {skeleton(link.text_content()[:_MAX_BOX]) for link in tree.iter("a") if _is_own(link, url)}
        if sum(len(link) for link in links if link in text) >= _LINKED_SHARE * len(text):
            return True
    teasers = _teasers(tree)
    return sum(line in teasers for line in lines) >= _TEASER_SHARE * len(lines)


def _is_own(link: HtmlElement, url: str | None) -> bool:
    try:
        host = urlsplit(link.get("href", "")).hostname
        return host is None or host == urlsplit(url or "").hostname
    except ValueError:
        return False


def _teasers(tree: HtmlElement) -> set[str]:
    """Return the texts that stand beside a linked heading in a small box."""
    found: set[str] = set()
    for heading in tree.xpath(_LINKED_HEADINGS):
        box = heading.getparent().getparent() if heading.getparent().tag == "a" else heading.getparent()
        if box is not None and len(box.text_content()) <= _MAX_BOX:
            found.update(fold_blanks(line.text_content()) for line in box.iter(*_LINE_TAGS))
    return found


def _links(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    lines: dict[HtmlElement, str] = {}  # a line of ten thousand links is read once
    for link in tree.iter("a"):
        if "#" in link.get("href", "#") or len(link.text_content()) < _SHORTEST_LINK:
            continue
        if not any(outer.tag in _HEADINGS for outer in link.iterancestors()):
            yield "related", link
            line = link.getparent()
            if line.tag in _LINE_TAGS:
                text = lines.get(line) or lines.setdefault(line, fold_blanks(line.text_content()))
                if _is_label_of(link, text):
                    yield "related", line


def _is_label_of(link: HtmlElement, line: str) -> bool:
    """Tell whether the line around a link is no more than that and a label: "Floods: What we know"."""
    return len(link.text_content()) >= _LINKED_SHARE * len(line) and not is_sentence(line)


def _boxes(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    yield from (("caption", figure) for figure in tree.iter("figcaption"))
    for element in tree.iter(*_BOX_TAGS):
        words = f"{element.get('class', '')} {element.get('id', '')}"
        for part, pattern in _BOXES:
            if len(words) > 1 and pattern.search(words):
                yield part, element
                break
