"""Access: whether a page says that everybody may read its article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from transforms.json_ld import Node, find_page

# https://developers.google.com/search/docs/appearance/structured-data/paywalled-content: metered articles are marked
# as not free too, and so are the parts behind a paywall (`hasPart`).
_TIERS = ("article:content_tier", "og:article:content_tier", "content_tier")
_FREE_TIERS = {"free": True, "metered": False, "locked": False}
_PROPERTY = "isAccessibleForFree"
_TRUE = frozenset({"true", "yes", "1"})
_FALSE = frozenset({"false", "no", "0"})


def read_access(meta: Mapping[str, Sequence[str]], article: Node, nodes: list[Node]) -> bool | None:
    """Return False where JSON-LD, microdata or a meta element tells of a paywall, True where one says free, or None."""
    told = set(_told(meta, article, find_page(nodes) or {}))
    return False if False in told else True if True in told else None


def _told(meta: Mapping[str, Sequence[str]], article: Node, page: Node) -> Iterator[bool | None]:
    for node in (article, page):
        parts = node.get("hasPart")
        for each in (node, *(parts if isinstance(parts, list) else [parts])):
            yield _truth(each.get(_PROPERTY)) if isinstance(each, dict) else None
    yield from (_truth(value) for value in meta.get(_PROPERTY.lower(), ()))
    yield from (_FREE_TIERS.get(value.strip().lower()) for name in _TIERS for value in meta.get(name, ()))


def _truth(value: Any) -> bool | None:
    """Return the truth that a value is or is a word for ("True", "https://schema.org/False"), or None."""
    word = str(value).rsplit("/", 1)[-1].strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None
