"""JSON-LD of schema.org in a page: its nodes, the one that is the article, and what it tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

# More than this many nodes of one page are not walked: live blogs repeat themselves a thousand times.
_MAX_NODES = 2000
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
_ARTICLE = re.compile(r"article$|^article|posting$|^report$|^review$", re.IGNORECASE)
_NOT_ARTICLE = frozenset({"JobPosting", "DiscussionForumPosting"})
_PAGE = frozenset({"WebPage", "ItemPage", "VideoObject", "NewsMediaObject"})
_PAIR = re.compile(r'"(headline|datePublished|dateCreated|dateModified)"\s*:\s*("(?:[^"\\\n]|\\.)*")')
_CHILDREN = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed")

Node = dict[str, Any]


def read_nodes(tree: HtmlElement) -> list[Node]:
    """Return the objects of all JSON-LD scripts, graphs unfolded, in the order of the page.

    Of a script that is no JSON (a comma or quote too many), its plain `"key": "string"` pairs of dates and headline
    are kept as one article.
    """
    nodes: list[Node] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for node in _walk(_parse(script.text or "")):
            if len(nodes) >= _MAX_NODES:
                return nodes
            nodes.append(node)
    return nodes


def find_article(nodes: list[Node]) -> Node | None:
    """Return the node of the page's article: the first of an article type with a headline or a date."""
    articles = [node for node in nodes if _is_article(node)]
    told = (node for node in articles if node.get("headline") or node.get("datePublished"))
    return next(told, articles[0] if articles else None)


def find_page(nodes: list[Node]) -> Node | None:
    """Return the first node of the page itself that tells a date."""
    return next((node for node in nodes if _PAGE & set(types(node)) and node.get("datePublished")), None)


def types(node: Node) -> list[str]:
    """Return the types of a node, without the vocabulary's address."""
    return [name.rsplit("/", 1)[-1] for name in strings(node.get("@type"))]


def strings(value: Any) -> list[str]:
    """Return the strings that a value holds: itself, its items, or the `name` or `@value` of an object."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    if isinstance(value, dict):
        return strings(value.get("name")) or strings(value.get("@value")) or _given_names(value)
    return []


def linked(value: Any, nodes: list[Node]) -> Any:
    """Return a value with each bare reference, an object with an `@id` but no name, replaced by the node meant."""
    items = value if isinstance(value, list) else [value]
    if not any(map(_is_reference, items)):
        return value
    named = {str(node["@id"]): node for node in reversed(nodes) if "@id" in node and strings(node)}
    return [named.get(str(item["@id"]), item) if _is_reference(item) else item for item in items]


def _is_reference(value: Any) -> bool:
    return isinstance(value, dict) and "@id" in value and not strings(value)


def first(value: Any) -> str | None:
    """Return the first string that a value holds, or None."""
    return next(iter(strings(value)), None)


def _given_names(person: Node) -> list[str]:
    parts = [first(person.get(key)) for key in ("givenName", "additionalName", "familyName")]
    name = " ".join(part for part in parts if part)
    return [name] if name else []


def _is_article(node: Node) -> bool:
    return any(_ARTICLE.search(name) and name not in _NOT_ARTICLE for name in types(node))


def _parse(text: str) -> Any:
    text = _WRAPPING.sub("", _WRAPPING.sub("", text))
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _salvaged(text)


def _salvaged(text: str) -> Node:
    pairs: Node = {"@type": "Article"} if "Article" in text or "BlogPosting" in text else {}
    for key, value in _PAIR.findall(text):
        try:
            pairs.setdefault(key, json.loads(value))
        except ValueError:
            continue
    return pairs


def _walk(value: Any, depth: int = 0) -> Iterator[Node]:
    if depth > 8:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _CHILDREN:
            yield from _walk(value.get(key), depth + 1)
