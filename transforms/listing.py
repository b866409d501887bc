"""Listings: what a feed, a sitemap or a home page tells of the articles it lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from transforms.errors import Rejected
from transforms.xml_text import root_of, unpacked, xml_text

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
# Enough to see what it is; a comment before the document element may be long.
_SNIFFED_BYTES = 20_000


@dataclass(frozen=True, slots=True)
class Finding:
    """An article that a listing names.

    Attributes:
        link: its address, absolute, as the listing means it (not yet normalised).
        guid: the listing's own id of the entry, or None.
        title: its title, plain text, or None.
        published_at: publication time as written, or None.
        updated_at: time of modification as written, or None.
    """

    link: str
    guid: str | None = None
    title: str | None = None
    published_at: str | None = None
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed, a sitemap or a sitemap index, read.

    Attributes:
        kind: `feed` or `sitemap`.
        findings: the articles, in its order, each link once.
        sitemaps: addresses of further sitemaps (of an index), in its order.
        title: title of the feed, or None.
        home_url: address of the site that the feed is of, or None.
        language: language that the feed tells, as written, or None.
        interval_seconds: how often it says to look again (ttl, sy:updatePeriod), or None.
        left_out: entries without a usable link, by reason.
    """

    kind: str
    findings: tuple[Finding, ...]
    sitemaps: tuple[str, ...] = ()
    title: str | None = None
    home_url: str | None = None
    language: str | None = None
    interval_seconds: float | None = None
    left_out: tuple[tuple[str, int], ...] = ()


def read_listing(content: bytes, url: str, content_type: str | None = None) -> Listing | None:
    """Return what the bytes list, or None where they are no listing but a page.

    What they are is told by how they open, never by the content type, which servers get wrong; only a text sitemap
    has to be called one: by its name (`sitemap` and `.txt`).

    Args:
        content: bytes as found, gzipped or not.
        url: where they are from, absolute.
        content_type: `Content-Type` that the server told, with its charset.

    Raises:
        Rejected: stage `fetch`: they open as a listing does, but cannot be read as one.
    """
    from transforms.feeds import FEED_ROOTS, read_feed
    from transforms.json_feeds import is_json_feed
    from transforms.sitemaps import SITEMAP_ROOTS, read_sitemap

    content, charset = unpacked(content), charset_of(content_type)
    root = _root(content, charset)
    if root in FEED_ROOTS or is_json_feed(content):
        return read_feed(content, url, charset)
    return read_sitemap(content, url, charset) if root in SITEMAP_ROOTS or (not root and _is_list(url)) else None


def charset_of(content_type: str | None) -> str | None:
    """Return the character set of a `Content-Type`, as written, or None."""
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None


def unique(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, the first of each link."""
    by_link: dict[str, Finding] = {}
    for finding in findings:
        by_link.setdefault(finding.link, finding)
    return tuple(by_link.values())


def counted(reasons: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return how often each reason stands there, in the order of the first."""
    return tuple(Counter(reasons).items())


def _root(content: bytes, charset: str | None) -> str | None:
    """Return the name of the document element, or None where there is none, or no text at all."""
    try:
        return root_of(xml_text(content[:_SNIFFED_BYTES], charset))
    except Rejected as refusal:
        if refusal.stage == "fetch":
            raise
        return None


def _is_list(url: str) -> bool:
    """Tell whether an address is called a text sitemap, gzipped or not."""
    try:
        name = urlsplit(url).path.lower().rpartition("/")[2].removesuffix(".gz")
    except ValueError:
        return False
    return "sitemap" in name and name.endswith(".txt")
