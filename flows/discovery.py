"""Discovery: what lists an outlet's articles, found from the address of a feed, a sitemap or a home page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from flows.fetching.exchange import Exchange
from flows.fetching.fetcher import Fetcher
from flows.registry_rules import feed_key
from transforms.errors import InputError, Rejected
from transforms.home_page import Link, Site, find_listings, find_site
from transforms.links import absolute_link
from transforms.listing import Listing, charset_of, read_listing

_PERMANENT = (301, 308)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that lists articles, read."""

    url: str
    listing: Listing


class Unread(NamedTuple):
    """An address that could not be read, and why."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What an address leads to.

    Attributes:
        url: the address, after redirects.
        candidates: what lists articles and could be read, best first.
        links: all that the page names, best first; empty where the address lists articles itself.
        site: what the page tells of the outlet; of a feed or sitemap nothing.
        unread: what the page names, but could not be read.
    """

    url: str
    candidates: tuple[Candidate, ...]
    links: tuple[Link, ...] = ()
    site: Site = Site()
    unread: tuple[Unread, ...] = ()


def discover(url: str, kind: str | None, fetcher: Fetcher, is_all: bool = False) -> Discovery:
    """Find what lists articles at an address, or at those that the page there leads to.

    Feeds that the page names come first, then feeds at well-known places, then the sitemaps that the page and
    robots.txt name, then well-known sitemaps. Each is read, up to the first that lists something.

    Args:
        url: address of a feed, a sitemap or a page.
        kind: `feed` or `sitemap` where only that is wanted; `home_page` where the page itself is to be polled.
        fetcher: what fetches.
        is_all: read all that the page names, and not only the first.

    Raises:
        InputError: the address cannot be read, or leads to nothing that lists articles.
    """
    try:
        exchange, lasting = _fetched(fetcher, url)
        listing = _listing(exchange)
    except Rejected as refusal:
        raise InputError(f"{url} cannot be read: {refusal}") from refusal
    if listing is not None:
        return Discovery(exchange.url, (Candidate(lasting, _of_kind(listing, kind, url)),))
    charset = charset_of(exchange.header("content-type"))
    site = find_site(exchange.content, exchange.url, charset)
    if kind == "home_page":
        return Discovery(exchange.url, (Candidate(lasting, Listing(kind, ())),), (), site)
    links = _ordered(find_listings(exchange.content, exchange.url, charset), exchange.url, fetcher)
    wanted = [link for link in links if kind in (None, link.kind)]
    read = list(_read(wanted, fetcher, is_all))
    candidates = tuple(each for each in read if isinstance(each, Candidate))
    if not candidates:
        raise InputError(
            f"No {kind or 'feed or sitemap'} that lists articles is found from {url}; "
            "look for one on the site and give its address."
        )
    named = tuple(link for link in wanted if not link.is_guess)
    unread = tuple(each for each in read if isinstance(each, Unread))
    return Discovery(exchange.url, candidates, named, site, unread)


def _fetched(fetcher: Fetcher, url: str) -> tuple[Exchange, str]:
    """Return the answer, and the address to ask next time: where permanent redirects lead, and no others."""
    fetched = fetcher.fetch(url)
    if fetched.refusal is not None:
        raise fetched.refusal
    is_moved = all(exchange.status in _PERMANENT for exchange in fetched.exchanges[:-1])
    return fetched.exchanges[-1], fetched.exchanges[-1].url if is_moved else url


def _listing(exchange: Exchange) -> Listing | None:
    return read_listing(exchange.content, exchange.url, exchange.header("content-type"))


def _of_kind(listing: Listing, kind: str | None, url: str) -> Listing:
    if kind not in (None, listing.kind):
        raise InputError(f"{url} is a {listing.kind}, not a {str(kind).replace('_', ' ')}; leave --kind out.")
    return listing


def _ordered(links: Iterable[Link], url: str, fetcher: Fetcher) -> list[Link]:
    """Return feeds before sitemaps, what is named before what is guessed, and news sitemaps before others."""
    told = [*links, *(Link(address, "sitemap") for address in _robots_sitemaps(url, fetcher))]
    # What is guessed and named as well is named.
    by_url = {link.url: link for link in sorted(told, key=lambda link: not link.is_guess)}
    return sorted(by_url.values(), key=lambda link: (link.kind != "feed", link.is_guess, not _is_fresh(link)))


def _is_fresh(link: Link) -> bool:
    return link.kind == "feed" or "news" in link.url.lower()


def _robots_sitemaps(url: str, fetcher: Fetcher) -> Iterator[str]:
    try:
        named = fetcher.sitemaps(url)
    except Rejected:
        return
    yield from filter(None, (absolute_link(address, url) for address in named))


def _read(links: Iterable[Link], fetcher: Fetcher, is_all: bool) -> Iterator[Candidate | Unread]:
    found: set[str] = set()
    for link in links:
        if found and (link.is_guess or link.kind == "sitemap" or not is_all):
            return
        try:
            candidate = _candidate(fetcher, link.url)
        except Rejected as refusal:
            if not link.is_guess:
                yield Unread(link.url, str(refusal))
            continue
        if feed_key(candidate.url) not in found:
            found.add(feed_key(candidate.url))
            yield candidate


def _candidate(fetcher: Fetcher, url: str) -> Candidate:
    exchange, lasting = _fetched(fetcher, url)
    listing = _listing(exchange)
    if listing is None:
        raise Rejected("fetch", "not_a_feed", "There is a page, and neither feed nor sitemap.")
    if not listing.findings and not listing.sitemaps:
        raise Rejected("fetch", "nothing_listed", "It lists nothing.")
    return Candidate(lasting, listing)
