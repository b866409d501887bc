"""Listings: what a feed, a sitemap or a home page tells of the articles it lists."""

from __future__ import annotations

from dataclasses import dataclass


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
