"""The byline that a page shows, for pages whose metadata names no author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from transforms.plain import fold_blanks

_NAMED = re.compile(
    r"(?:author|writer|byline|journalist|contributor)[-_]*names?\b|(?:^|\s)(?:author|byline|byl)(?:\s|$)", re.I
)
_CALLED = re.compile(r"author(?!i)|by-?line|journalist|writer|posted-by|submitted-by|redakteur|auteur|autor(?!i)", re.I)
_ELSEWHERE = re.compile(r"comment|related|sidebar|footer|recommend|popular|latest|teaser|promo|-list\b", re.I)
_OUTER = frozenset({"aside", "footer", "nav", "figure", "ul"})
_TAGS = ("a", "address", "b", "cite", "div", "em", "h3", "h4", "h5", "li", "p", "small", "span", "strong")
_LONGEST = 120
# Indentation counts here.
_LONGEST_MARKUP = 1000


def find_byline(tree: HtmlElement) -> str | None:
    """Return the first short text of the page that its markup calls an author, or None.

    Links `rel="author"` and `itemprop="author"` are taken first, then classes and ids that speak of an author's
    name, then those that speak of an author at all.
    """
    candidates = list(_candidates(tree))
    return next((text for rank in range(3) for at, text in candidates if at == rank), None)


def _candidates(tree: HtmlElement) -> Iterator[tuple[int, str]]:
    for element in tree.iter(*_TAGS):
        rank = _rank(element)
        if rank is None or _is_elsewhere(element):
            continue
        if len(element.text_content()) > _LONGEST_MARKUP:
            continue
        # Names, roles and dates of a byline stand in elements of their own: the bar keeps them apart.
        text = " | ".join(filter(None, map(fold_blanks, element.itertext())))
        if 2 < len(text) <= _LONGEST and any(map(str.isalpha, text)):
            yield rank, text


def _rank(element: HtmlElement) -> int | None:
    if element.get("rel") == "author" or element.get("itemprop") in ("author", "creator"):
        return 0
    words = f"{element.get('class', '')} {element.get('id', '')}"
    if len(words) == 1:
        return None
    return 1 if _NAMED.search(words) else 2 if _CALLED.search(words) else None


def _is_elsewhere(element: HtmlElement) -> bool:
    return any(
        outer.tag in _OUTER or _ELSEWHERE.search(f"{outer.get('class', '')} {outer.get('id', '')}")
        for outer in element.iterancestors()
        if outer.tag not in ("body", "html")
    )
