"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 by feedparser; JSON Feed by its own module."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from transforms.errors import Rejected
from transforms.json_feeds import is_json, read_json_feed
from transforms.links import absolute_link
from transforms.listing import Finding, Listing, counted, unique
from transforms.plain import plain
from transforms.xml_text import check_depth, root_of, unpacked, xml_text

FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
# Before feedparser stands UTF-8, whatever the feed was in.
_TOLD = {"content-type": "application/xml; charset=utf-8"}
# What leads to an entry's page, best first; enclosures, replies and the like never do.
_RELATIONS = ("alternate", "self", "via", "related")
_HOUR = 3600
# https://web.resource.org/rss/1.0/modules/syndication/
_PERIODS = {"hourly": _HOUR, "daily": 24 * _HOUR, "weekly": 168 * _HOUR, "monthly": 720 * _HOUR, "yearly": 8760 * _HOUR}
_MAX_TIME = 100


def read_feed(content: bytes, url: str, charset: str | None = None) -> Listing:
    """Return what a feed lists; a broken one as far as it can be read.

    The times are as written; of RSS, `dc:date` counts as the publication. A FeedBurner entry's link is the one of
    the article itself. An entry without a link is found by its id where that is an address, unless it is an RSS guid
    with `isPermaLink="false"`; else it is counted in `left_out`.

    Args:
        content: bytes as found, gzipped or not.
        url: address of the feed, which relative links are relative to.
        charset: character set that the server told.

    Raises:
        Rejected: stage `fetch`: `not_a_feed`, `xml_entities`, `xml_nesting` or `too_large`.
    """
    content = unpacked(content)
    if is_json(content):
        return read_json_feed(content, url)
    text = _feed_text(content, charset)
    told = _parse(text)
    feed, entries = told["feed"], told["entries"]
    if not told["version"] and not entries:
        raise Rejected("fetch", "not_a_feed", "It is XML, but no RSS or Atom feed.")
    is_rss = str(told["version"]).startswith("rss")
    found = [_finding(entry, url, is_rss=is_rss) for entry in entries]
    return Listing(
        kind="feed",
        findings=unique(each for each in found if isinstance(each, Finding)),
        title=plain(_text(feed, "title") or "") or None,
        home_url=absolute_link(_text(feed, "link") or "", url) if _text(feed, "link") else None,
        language=_text(feed, "language") or _text(feed.get("title_detail") or {}, "language"),
        interval_seconds=_interval(feed),
        left_out=counted(each for each in found if isinstance(each, str)),
    )


def _feed_text(content: bytes, charset: str | None) -> str:
    """Return the feed's XML.

    Raises:
        Rejected: there is none.
    """
    try:
        text = xml_text(content, charset)
    except Rejected as refusal:
        if refusal.stage == "fetch":
            raise
        raise Rejected("fetch", "not_a_feed", "It is no feed: its bytes are no text.") from refusal
    root = root_of(text)
    if root not in FEED_ROOTS:
        found = "an HTML page" if root == "html" else "XML of another kind" if root else "no XML" if text else "empty"
        raise Rejected("fetch", "not_a_feed", f"It is no feed but {found}.")
    check_depth(text)
    return text


def _parse(text: str) -> Mapping[str, Any]:
    """Return what feedparser reads; from a stream, because it opens what it takes for an address or a path.

    The entries' markup is of no use here, so that it is neither cleaned nor are its links made absolute, which would
    take most of the time.
    """
    import feedparser

    stream = BytesIO(text.encode())
    try:
        told = feedparser.parse(stream, response_headers=_TOLD, sanitize_html=False, resolve_relative_uris=False)
    # Hostile feeds make it fail in ways that it does not document.
    except Exception as error:
        raise Rejected("fetch", "not_a_feed", "The feed is too broken to be read.") from error
    return {"version": told.version or "", "feed": told.feed, "entries": told.entries}


def _finding(entry: Mapping[str, Any], url: str, *, is_rss: bool) -> Finding | str:
    """Return the finding of an entry, or why there is none."""
    links = [link for link in _links(entry) if link.strip()]
    if not links:
        return "it has no link"
    link = next((found for each in links if (found := absolute_link(each, url))), None)
    if link is None:
        return "its link is no web address"
    published, updated = _time(entry, "published"), _time(entry, "updated")
    if is_rss:
        published, updated = published or updated, updated if published else None
    title = plain(_text(entry, "title") or "") or None
    return Finding(link, plain(_text(entry, "id") or "") or None, title, published, updated)


def _links(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield what may be the address of the entry's page, best first."""
    yield _text(entry, "feedburner_origlink") or ""
    told = [link for link in entry.get("links") or () if isinstance(link, Mapping)]
    for relation in _RELATIONS:
        yield from (_text(link, "href") or "" for link in told if link.get("rel") == relation)
    identity = _text(entry, "id") or ""
    if entry.get("guidislink") and identity.startswith(("http://", "https://")):
        yield identity


def _time(entry: Mapping[str, Any], key: str) -> str | None:
    return plain((_text(entry, key) or "")[:_MAX_TIME]) or None


def _text(values: Mapping[str, Any], key: str) -> str | None:
    # By dict itself: feedparser's own dictionary gives `published` where there is no `updated`.
    value = dict.get(values, key) if isinstance(values, dict) else None
    return value if isinstance(value, str) else None


def _interval(feed: Mapping[str, Any]) -> float | None:
    """Return the seconds that the feed asks to wait: its `ttl` in minutes, else its update period by frequency."""
    minutes = _number(_text(feed, "ttl"))
    if minutes:
        return 60 * minutes
    period = _PERIODS.get((_text(feed, "sy_updateperiod") or "").lower())
    return period / (_number(_text(feed, "sy_updatefrequency")) or 1) if period else None


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) and 0 < number < 1e9 else None
