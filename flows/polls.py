"""Polls: what feeds, sitemaps and home pages list now; sitemaps of an index and feeds of a home page with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from flows.fetching.exchange import Exchange, Fetched
from flows.fetching.fetcher import Fetcher
from flows.fetching.pool import Request, fetch_all
from transforms.errors import Rejected
from transforms.home_page import find_listings, is_home_page
from transforms.listing import Finding, Listing, charset_of, read_listing
from transforms.polling import Limits, after_deferral, after_failure, after_success
from transforms.records import Feed, Poll
from transforms.timestamps import parse_timestamp

# An index of sitemaps may name others; what is named deeper is no list of news.
_MOST_ROUNDS = 3
# Sitemaps of an index that are read in one poll, the last that it names: outlets add new ones at the end.
_MOST_SITEMAPS = 50
_MOST_FEEDS = 3
_NOT_MODIFIED = 304


@dataclass(slots=True)
class Look:
    """What is at an address that is polled, as far as it was read.

    Attributes:
        feed: the address, and what polling remembers of it.
        fetched: what fetching it came to.
        findings: the articles listed.
        is_page: whether there is a page, and nothing that lists articles.
        interval_seconds: how often it says to look again.
        refusal: why nothing could be read, None where something was.
        notes: what of it was not read, in sentences.
    """

    feed: Feed
    fetched: Fetched | None = None
    findings: list[Finding] = field(default_factory=list)
    is_page: bool = False
    interval_seconds: float | None = None
    refusal: Rejected | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def exchange(self) -> Exchange | None:
        """The last exchange of fetching the address itself."""
        return self.fetched.exchanges[-1] if self.fetched and self.fetched.exchanges else None

    @property
    def is_unchanged(self) -> bool:
        """Whether the server said that there is nothing new."""
        return self.refusal is None and self.exchange is not None and self.exchange.status == _NOT_MODIFIED

    @property
    def is_deferred(self) -> bool:
        """Whether it was not asked, because its host is left alone for now: no fault of the feed."""
        return self.refusal is not None and self.refusal.rule == "host_blocked"

    def take(self, fetched: Fetched) -> list[str]:
        """Take what one of its addresses came to; return the addresses that are to be looked at for it."""
        is_first = self.fetched is None
        if is_first:
            self.fetched = fetched
        try:
            return self._read(fetched, is_first)
        except Rejected as flaw:
            if is_first:
                self.refusal = flaw
            else:
                self.notes.append(f"{fetched.url}: {flaw.reason}")
            return []

    def _read(self, fetched: Fetched, is_first: bool) -> list[str]:
        if fetched.refusal is not None:
            raise fetched.refusal
        exchange = fetched.exchanges[-1]
        if exchange.status == _NOT_MODIFIED:
            return []
        listing = read_listing(exchange.content, exchange.url, exchange.header("content-type"))
        if listing is None:
            return self._read_page(exchange, is_first)
        self._add(listing)
        return list(listing.sitemaps[-_MOST_SITEMAPS:])

    def _add(self, listing: Listing) -> None:
        self.findings.extend(listing.findings)
        self.interval_seconds = self.interval_seconds or listing.interval_seconds
        self.notes.extend(f"{count} entries were left out: {reason}." for reason, count in listing.left_out)
        if (unread := len(listing.sitemaps) - _MOST_SITEMAPS) > 0:
            self.notes.append(f"{unread} of the sitemaps that it names were not read.")

    def _read_page(self, exchange: Exchange, is_first: bool) -> list[str]:
        is_home = self.feed.kind == "home_page" or is_home_page(exchange.url)
        if not is_first or not is_home:
            self.is_page = is_first
            raise Rejected("fetch", "not_a_feed", f"There is a page at {exchange.url}, and neither feed nor sitemap.")
        links = find_listings(exchange.content, exchange.url, charset_of(exchange.header("content-type")))
        named = [link.url for link in links if not link.is_guess][:_MOST_FEEDS]
        return named or [link.url for link in links]


def look_at(feeds: Sequence[Feed], fetcher: Fetcher, workers: int) -> list[Look]:
    """Fetch and read all feeds, many hosts at a time, and what they lead to.

    Raises:
        OSError: the archive cannot be written.
    """
    looks = [Look(feed) for feed in feeds]
    asking = [(Request(look.feed.feed_url, look.feed.etag, look.feed.last_modified), look) for look in looks]
    for _ in range(_MOST_ROUNDS):
        owners: dict[str, list[Look]] = defaultdict(list)
        for request, look in asking:
            owners[request.url].append(look)
        requests = list({request.url: request for request, _ in asking}.values())
        asking = [
            (Request(url), look)
            for fetched in fetch_all(requests, fetcher, workers)
            for look in owners[fetched.url]
            for url in look.take(fetched)
        ]
    return [_concluded(look) for look in looks]


def concluded_feed(look: Look, new_count: int, now: datetime, limits: Limits) -> Feed:
    """Return the feed with what polling has to remember, and when it is due again."""
    feed, exchange = look.feed, look.exchange
    retry_at = look.fetched.retry_at if look.fetched else None
    if look.is_deferred and look.refusal and retry_at:
        return after_deferral(feed, retry_at, look.refusal.reason)
    if look.refusal is not None:
        status = exchange.status if exchange else None
        return after_failure(feed, now, limits, reason=look.refusal.reason, http_status=status, retry_at=retry_at)
    if exchange is not None and not look.is_unchanged:
        # An index that is not modified may name sitemaps that are.
        is_whole = feed.kind == "feed"
        feed = replace(
            feed,
            etag=exchange.header("etag") if is_whole else None,
            last_modified=exchange.header("last-modified") if is_whole else None,
            content_sha256=sha256(exchange.content).hexdigest(),
        )
    return after_success(
        feed,
        now,
        limits,
        new_count=new_count,
        entry_count=len(look.findings),
        entry_times=_times(look.findings),
        asked_seconds=look.interval_seconds,
        retry_at=retry_at,
    )


def poll_of(look: Look, run_id: str, at: datetime) -> Poll:
    """Return the row of a poll; the number of new articles is found when it is saved."""
    reasons = [look.refusal.reason] if look.refusal else look.notes
    return Poll(
        run_id=run_id,
        feed_url=look.feed.feed_url,
        polled_at=at,
        outcome=_outcome(look),
        http_status=look.exchange.status if look.exchange else None,
        entry_count=len(look.findings),
        rule=look.refusal.rule if look.refusal else None,
        reason=" ".join(reasons) or None,
        place=look.fetched.place if look.fetched else None,
    )


def _outcome(look: Look) -> str:
    """Return the outcome; where something was read it is `nothing_new`, unless saving the poll finds it new."""
    if look.is_deferred:
        return "deferred"
    if look.refusal is not None:
        return "failed"
    return "not_modified" if look.is_unchanged else "nothing_new"


def _concluded(look: Look) -> Look:
    """A home page that leads to nothing is refused with what was tried."""
    if look.refusal is None and not look.findings and look.notes and look.feed.kind == "home_page":
        look.refusal = Rejected("fetch", "no_listing", "The home page names no feed or sitemap that can be read.")
    elif look.findings and look.feed.kind == "home_page":
        look.notes.clear()  # places that were only guessed
    return look


def _times(findings: Iterable[Finding]) -> list[datetime]:
    told = filter(None, (finding.published_at or finding.updated_at for finding in findings))
    return [stamp.at for stamp in map(parse_timestamp, told) if stamp and stamp.at]
