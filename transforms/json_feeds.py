"""JSON Feeds, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from transforms.charset import decode
from transforms.errors import Rejected
from transforms.links import absolute_link
from transforms.listing import Finding, Listing, counted, unique
from transforms.plain import plain

_LEAD = b"\xef\xbb\xbf \t\r\n"
_SNIFFED_BYTES = 2000
_VERSION = "jsonfeed.org/version/1"


def is_json(content: bytes) -> bool:
    """Tell whether the bytes open as a JSON object does."""
    return content.lstrip(_LEAD)[:1] == b"{"


def is_json_feed(content: bytes) -> bool:
    """Tell whether the bytes are JSON that calls itself a JSON Feed where it opens."""
    return is_json(content) and _VERSION in content[:_SNIFFED_BYTES].decode("utf-8", "replace").replace("\\/", "/")


def read_json_feed(content: bytes, url: str) -> Listing:
    """Return what a JSON Feed lists; `url` is its address.

    An item's link is its `url`, else its `id` where that is an address, else its `external_url`.

    Raises:
        Rejected: stage `fetch`, `not_a_feed`: no JSON, or no JSON Feed.
    """
    feed = _load(content)
    found = [_finding(item, url) for item in feed["items"]]
    return Listing(
        kind="feed",
        findings=unique(each for each in found if isinstance(each, Finding)),
        title=_text(feed, "title"),
        home_url=absolute_link(_text(feed, "home_page_url") or "", "") or None,
        language=_text(feed, "language"),
        left_out=counted(each for each in found if isinstance(each, str)),
    )


def _load(content: bytes) -> Mapping[str, Any]:
    try:
        feed = json.loads(decode(content, is_html=False).lstrip("\ufeff"))
    except (ValueError, RecursionError, Rejected) as error:
        raise Rejected("fetch", "not_a_feed", "It is no feed: it opens as JSON, but is broken.") from error
    is_feed = isinstance(feed, dict) and _VERSION in str(feed.get("version")) and isinstance(feed.get("items"), list)
    if not is_feed:
        raise Rejected("fetch", "not_a_feed", "It is JSON, but no JSON Feed.")
    return dict(feed)


def _finding(item: object, url: str) -> Finding | str:
    """Return the finding of an item, or why there is none."""
    if not isinstance(item, dict):
        return "it is no item"
    identity = _text(item, "id")
    links = [_text(item, "url"), identity if _is_address(identity) else None, _text(item, "external_url")]
    if not any(links):
        return "it has no link"
    link = next((found for each in links if each and (found := absolute_link(each, url))), None)
    if link is None:
        return "its link is no web address"
    return Finding(link, identity, _text(item, "title"), _text(item, "date_published"), _text(item, "date_modified"))


def _is_address(identity: str | None) -> bool:
    return (identity or "").startswith(("http://", "https://"))


def _text(values: Mapping[str, Any], key: str) -> str | None:
    """Return a value as plain text; ids may be numbers."""
    value = values.get(key)
    is_told = isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool))
    return plain(str(value)) or None if is_told else None
