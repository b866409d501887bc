"""Adding sources: what an address leads to is read, its outlet named, and put into the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from rich.console import Console

from flows.discovery import Candidate, Discovery, discover
from flows.fetching.fetcher import Fetcher
from flows.outlets import known_outlets
from flows.registry import write_sources
from flows.registry_rules import feed_key
from flows.registry_table import Sources
from flows.settings import Settings
from flows.sources import agree, opened, say, sources_option
from flows.terminal import warehouse_option
from transforms.errors import InputError
from transforms.links import absolute_link
from transforms.records import Feed
from warehouse.monitoring import hosts, save_hosts

_LANGUAGE = re.compile(r"([A-Za-z]{2})(?![A-Za-z])")
_MOST_SHOWN = 20
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What a person tells of a source; what is None or empty is found out."""

    name: str | None = None
    country_code: str | None = None
    language: str | None = None
    kind: str | None = None


def add(settings: Settings, address: str, told: Told, is_all: bool) -> None:
    """Add what lists the articles at an address to the file, and say what was added and what to type next.

    Raises:
        InputError: it is no address, cannot be read, or leads to nothing that lists articles.
    """
    url = _absolute(address)
    discovery = _discovered(settings, url, told, is_all)
    rows = [_cells(each, discovery, told) for each in discovery.candidates]
    with opened(settings) as (connection, sources):
        known = _by_key(sources)
        new = [row for row in rows if feed_key(row["feed_url"]) not in known]
        write_sources(settings.sources, sources.adding(*new))
        held = _by_key(agree(connection, settings.sources))
    for candidate in discovery.candidates:
        key = feed_key(candidate.url)
        say(f"Monitored already: {_feed_in_words(held[key])}" if key in known else _added(held[key], candidate))
    _tell_more(settings, discovery, len(new))


def _by_key(sources: Sources) -> dict[str, Feed]:
    return {feed_key(feed.feed_url): feed for feed in sources.feeds()}


def _absolute(address: str) -> str:
    """Return an address as it is, or with the scheme that a bare host is most likely of."""
    is_bare_host = "://" not in address and "." in address.partition("/")[0]
    url = absolute_link(f"https://{address}" if is_bare_host else address, "")
    if url is None:
        raise InputError(f"“{address}” is no web address; give one such as https://www.example.org/.")
    return url


def _discovered(settings: Settings, url: str, told: Told, is_all: bool) -> Discovery:
    with opened(settings) as (connection, _):
        fetcher = Fetcher(settings, hosts(connection))
    with Console(stderr=True).status("Looking for feeds"):
        discovery = discover(url, told.kind, fetcher, is_all)
    with opened(settings) as (connection, _):
        save_hosts(connection, fetcher.known_hosts())
    return discovery


def _cells(candidate: Candidate, discovery: Discovery, told: Told) -> Cells:
    """Return the row of a source: the outlet as the registry knows it, else as page, feed and domain tell it."""
    listing, site = candidate.listing, discovery.site
    home_url = listing.home_url or urljoin(discovery.url, "/")
    named = told.name or site.name or listing.title
    known = known_outlets()
    source = known.resolve(candidate.url, named)
    if source.origin != "registry":
        source = known.resolve(home_url, named)
    language = told.language or source.language or _language(listing.language) or _language(site.language)
    return {
        "feed_url": candidate.url,
        "kind": listing.kind,
        "source_id": source.source_id,
        "name": told.name or source.name,
        "country_code": told.country_code or source.country_code or "",
        "language": language or "",
        "home_url": (source.home_url if source.origin == "registry" else None) or home_url,
        "state": "active",
    }


def _language(written: str | None) -> str | None:
    found = _LANGUAGE.match(written or "")
    return found[1].lower() if found else None


def _added(feed: Feed, candidate: Candidate) -> str:
    listing = candidate.listing
    count, what = (len(listing.sitemaps), "sitemap") if listing.sitemaps else (len(listing.findings), "article")
    listed = [] if feed.kind == "home_page" else [f"{count} {what}{'' if count == 1 else 's'}"]
    return ", ".join([f"Added: {_feed_in_words(feed)}", *listed])


def _feed_in_words(feed: Feed) -> str:
    facts = filter(None, (feed.kind.replace("_", " "), feed.state, feed.country_code, feed.language))
    return f"{feed.name}, {feed.feed_url} ({', '.join(facts)})"


def _tell_more(settings: Settings, discovery: Discovery, new_count: int) -> None:
    say(*(f"Not added: {url}: {reason}" for url, reason in discovery.unread))
    read = [*(each.url for each in discovery.candidates), *(each.url for each in discovery.unread)]
    chosen = {feed_key(url) for url in read}
    others = [link for link in discovery.links if feed_key(link.url) not in chosen]
    if others:
        more = f", {len(others)} in all" if len(others) > _MOST_SHOWN else ""
        say(f"The site also names these{more} (--all adds all feeds; or add one by its address):")
        say(*(f"  {link.kind:7}  {link.url}  {link.title or ''}".rstrip() for link in others[:_MOST_SHOWN]))
    if new_count:
        say(
            f"{settings.sources} has what was added; change there what is not right, such as a name or country.",
            f"Next: dateline monitor{sources_option(settings)}{warehouse_option(settings)}",
        )
