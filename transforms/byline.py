"""The byline that a page shows, for pages whose metadata names no author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from lxml.html import HtmlElement

from transforms.parts import is_byline
from transforms.plain import fold_blanks

_NAMED = re.compile(
    r"(?:author|writer|byline|journalist|contributor)[-_]*names?\b|(?:^|\s)(?:author|byline|byl)(?:\s|$)", re.I
)
_CALLED = re.compile(r"author(?!i)|by-?line|journalist|writer|posted-by|submitted-by|redakteur|auteur|autor(?!i)", re.I)
_ELSEWHERE = re.compile(r"comment|related|sidebar|footer|recommend|popular|latest|teaser|promo|-list\b", re.I)
_OUTER = frozenset({"aside", "footer", "nav", "figure", "ul"})
# An author's page: /author/ann-lee/, /writers/ann-lee.
_PROFILE = re.compile(
    r"/(?:authors?|writers?|reporters?|journalists?|editors|contributors?|columnists?|bylines?|auteurs?|autor(?:es|en|i)?"
    r"|redakteure?|by)/[^/?#]+",
    re.IGNORECASE,
)
_MAX_NAME_WORDS = 5
_TAGS = ("a", "address", "b", "cite", "div", "em", "h3", "h4", "h5", "li", "p", "small", "span", "strong")
_LONGEST = 120
# How many elements under the headline are looked at.
_REACH = 60
# Indentation counts here.
_LONGEST_MARKUP = 1000


def find_byline(tree: HtmlElement) -> str | None:
    """Return the first short text of the page that its markup calls an author, or None.

    Links `rel="author"` and `itemprop="author"` are taken first, then classes and ids that speak of an author's
    name, then those that speak of an author at all, then links to an author's page under the headline, then lines
    there that open with "By".
    """
    candidates = list(_candidates(tree))
    marked = next((text for rank in range(3) for at, text in candidates if at == rank), None)
    return marked or next(_under_headline(tree), None)


def _candidates(tree: HtmlElement) -> Iterator[tuple[int, str]]:
    headline = next(tree.iter("h1"), None)
    # A box that holds the headline too is the page's frame, whatever it is called.
    frame = set(headline.iterancestors()) if headline is not None else set()
    for element in tree.iter(*_TAGS):
        rank = _rank(element)
        if rank is None or _is_elsewhere(element, frame, _OUTER if rank else _OUTER - {"nav"}):
            continue
        if len(element.text_content()) > _LONGEST_MARKUP:
            continue
        text = _barred(element)
        if 2 < len(text) <= _LONGEST and any(map(str.isalpha, text)):
            yield rank, text


def _under_headline(tree: HtmlElement) -> Iterator[str]:
    """Yield links to authors' pages, then lines that open as a byline, from the elements next under the headline."""
    headline = "//article//h1" if tree.find(".//article//h1") is not None else "//h1"
    below = tree.xpath(f"({headline})[1]/following::*[position() <= {_REACH}][not(self::script or self::style)]")
    near = [element for element in below if len(element.text_content()) <= _LONGEST]
    for link in near:
        text = _barred(link)
        if link.tag == "a" and _PROFILE.search(link.get("href", "")) and _is_name_like(text):
            yield text
    yield from (text for element in near if is_byline(text := fold_blanks(element.text_content())))


def _is_name_like(text: str) -> bool:
    words = text.split()
    return len(words) <= _MAX_NAME_WORDS and (len(words) > 1 or not text.isascii())


def _barred(element: HtmlElement) -> str:
    """Return the texts of an element, a bar between: names, roles and dates have elements of their own in a byline."""
    return " | ".join(filter(None, map(fold_blanks, element.itertext())))


def _rank(element: HtmlElement) -> int | None:
    if element.get("rel") == "author" or element.get("itemprop") in ("author", "creator"):
        return 0
    words = f"{element.get('class', '')} {element.get('id', '')}"
    if len(words) == 1:
        return None
    return 1 if _NAMED.search(words) else 2 if _CALLED.search(words) else None


def _is_elsewhere(element: HtmlElement, frame: Set[HtmlElement], tags: Set[str]) -> bool:
    return any(
        outer.tag in tags or _ELSEWHERE.search(f"{outer.get('class', '')} {outer.get('id', '')}")
        for outer in element.iterancestors()
        if outer not in frame and outer.tag not in ("body", "html")
    )
