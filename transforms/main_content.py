"""The main content of a page: the element that holds its story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

# Runs of text that are paragraphs' own: labels, teasers' titles and captions are mostly shorter.
_LONG_TEXT: Any = etree.XPath(".//text()[string-length() > 50]")
_SHORTEST_RUN = 50
_NO_STORY = frozenset(
    {"a", "aside", "button", "dialog", "figcaption", "figure", "footer", "form", "head", "label", "nav", "noscript"}
    | {"option", "script", "select", "style", "svg", "template", "textarea", "title"}
)
_BESIDE = re.compile(
    r"comment(?!ary)|disqus|foot(?:er|note)|cookie|consent|gdpr|privacy|modal|related|recommend|side-?bar|newsletter"
    r"|promo|more-?(?:news|on|stories|from)|most-?(?:read|popular)|teaser|trending|outbrain|taboola|author-?(?:bio|box)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display:\s*none")
# Classes that tell how an element is laid out, not what it is.
_LAYOUT = re.compile(r"row|(?:col|grid|span|container|wrapper|clear|flex|w|p|m)\b.*|\d+")
_BLOCKS = frozenset({"article", "center", "div", "main", "ol", "section", "span", "table", "tbody", "td", "tr", "ul"})
# A page with less text in paragraphs tells no story at length.
_LEAST = 250
_SHARE = 0.7
# So much is enough of an element with the headline; and with so much, a part of the page is no side matter.
_SHARE_WITH_HEADLINE = 0.5
# So much before the element is the opening of its story, unless it is a picture's.
_OPENING = 200
_PICTURE = re.compile(r"image|photo|picture|caption|media|gallery|video|player", re.IGNORECASE)
# How far around the element its story may go on.
_REACH = 4

Weights = dict[HtmlElement, int]


@dataclass(frozen=True, slots=True)
class MainContent:
    """The element that holds a story.

    Attributes:
        element: the element, in the page's tree.
        length: characters in its paragraphs.
    """

    element: HtmlElement
    length: int


def find_main_content(tree: HtmlElement, headline: HtmlElement | None = None) -> MainContent | None:
    """Return the smallest element that holds 7 of 10 characters of the page's paragraphs, or None without paragraphs.

    Half of them are enough in an element with an `<h1>`. Paragraphs in navigation, forms and figures do not count,
    nor do those in a part of the page that its class or id calls comments, related stories or the like. Where
    paragraphs or blocks of the same class go on beside the element, it is only a part: what is around them is taken.
    An `<article>` around the `headline` is all that counts of a page that goes on with other articles.
    """
    body = tree.find("body")
    if body is None:
        return None
    weights = _weights(body)
    if weights[body] < _LEAST:
        return None
    article = _article_around(headline, weights)
    found = whole = body if article is None else article
    while (inner := _heaviest(found, weights)) is not None and weights[inner] >= _share(inner) * weights[whole]:
        found = inner
    found = _widened(found, whole, weights)
    return MainContent(found, weights[found])


def _article_around(headline: HtmlElement | None, weights: Weights) -> HtmlElement | None:
    around = headline.iterancestors("article") if headline is not None else ()
    return next((article for article in around if weights.get(article, 0) >= _LEAST), None)


def _weights(body: HtmlElement) -> Weights:
    """Return how many characters of paragraphs each element holds."""
    weights: Weights = defaultdict(int)
    for text in _LONG_TEXT(body):
        length = len(text.strip())
        if length >= _SHORTEST_RUN:
            holder = text.getparent()
            for element in _around(holder.getparent() if text.is_tail else holder):
                weights[element] += length
    for element in list(_beside(body, weights)):
        weight = weights[element]
        for inner in (element, *element.iterancestors()):
            weights[inner] -= weight
    return weights


def _around(element: HtmlElement) -> list[HtmlElement]:
    """Return the element and those around it, or nothing if one of them is no place of a story's paragraphs."""
    path = [element, *element.iterancestors()]
    return [] if any(each.tag in _NO_STORY for each in path) else path


def _beside(body: HtmlElement, weights: Weights) -> Iterator[HtmlElement]:
    """Yield the outermost elements that are called side matter or hidden, and hold less than half of the paragraphs."""
    limit = _SHARE_WITH_HEADLINE * weights[body]
    named = {element for element, weight in weights.items() if weight < limit and _is_beside(element)}
    return (element for element in named if named.isdisjoint(element.iterancestors()))


def _is_beside(element: HtmlElement) -> bool:
    called = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_BESIDE.search(called) or _HIDDEN.search(element.get("style", "")))


def _heaviest(element: HtmlElement, weights: Weights) -> HtmlElement | None:
    blocks = (child for child in element if child.tag in _BLOCKS and weights.get(child))
    return max(blocks, key=weights.__getitem__, default=None)


def _share(element: HtmlElement) -> float:
    return _SHARE_WITH_HEADLINE if next(element.iter("h1"), None) is not None else _SHARE


def _widened(found: HtmlElement, whole: HtmlElement, weights: Weights) -> HtmlElement:
    """Return what is around `found` and the other parts of its story."""
    node = found
    for _ in range(_REACH):
        if node is whole:
            break
        if _goes_on_beside(node, weights):
            found = node.getparent()
        node = node.getparent()
    return found


def _goes_on_beside(element: HtmlElement, weights: Weights) -> bool:
    """Tell whether paragraphs stand beside the element, a block of them before it, or one that is classed as it."""
    name = element.get("class", "")
    is_named = any(not _LAYOUT.fullmatch(token) for token in name.split())
    siblings = [sibling for sibling in element.getparent() if sibling is not element and weights.get(sibling)]
    return any(sibling.tag == "p" or (is_named and sibling.get("class") == name) for sibling in siblings) or any(
        weights.get(sibling, 0) >= _OPENING and not _PICTURE.search(sibling.get("class", ""))
        for sibling in element.itersiblings(preceding=True)
    )
