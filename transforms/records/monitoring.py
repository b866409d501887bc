"""Monitoring: the addresses that are polled, what each poll found, and the pages that wait to be fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from transforms.records.column import column

FEED_KINDS = ("feed", "sitemap", "home_page")
FEED_STATES = ("active", "paused", "dead", "removed")
POLL_OUTCOMES = ("new", "nothing_new", "not_modified", "failed", "deferred")
ADDRESS_STATES = ("waiting", "fetched", "settled", "failed")
ALARMS = ("quiet", "hole", "drop", "recovered")


@dataclass(frozen=True, slots=True)
class Feed:
    """An address of the sources file that is polled, with what polite polling has to remember of it."""

    TABLE: ClassVar[str] = "ops.feed"

    feed_url: str = column("Address that is polled", key=True)
    source_id: str = column("Outlet: registrable domain, or a slug")
    kind: str = column("What is at the address", allowed=FEED_KINDS)
    name: str = column("Name of the outlet")
    state: str = column("active, paused by a person, dead after repeated failure, or removed from the file",
                        allowed=FEED_STATES)  # fmt: skip
    country_code: str | None = column("Country of the outlet, ISO 3166-1 alpha-2", default=None)
    language: str | None = column("Main language of the outlet, ISO 639-1", default=None)
    home_url: str | None = column("Address of the outlet's home page", default=None)
    etag: str | None = column("ETag of the last full answer", default=None)
    last_modified: str | None = column("Last-Modified of the last full answer, as written", default=None)
    content_sha256: str | None = column("SHA-256 of the last full answer's content, hexadecimal", default=None)
    interval_seconds: float | None = column("Time to the next poll as it stands", unit="seconds", default=None)
    polled_at: datetime | None = column("When it was polled last", default=None)
    next_poll_at: datetime | None = column("When it is due; NULL: now", default=None)
    failure_count: int = column("Failed polls in a row", unit="polls", default=0)
    note: str | None = column("Why the last poll failed, one sentence", default=None)


@dataclass(frozen=True, slots=True)
class Poll:
    """One look at an address that lists articles."""

    TABLE: ClassVar[str] = "ops.poll"

    run_id: str = column("Run", key=True, references="ops.run.run_id")
    feed_url: str = column("Address that was polled", key=True)
    polled_at: datetime = column("When", key=True)
    outcome: str = column("What came of it", allowed=POLL_OUTCOMES)
    http_status: int | None = column("HTTP status of the answer; NULL where there was none", default=None)
    entry_count: int = column("Articles that it lists", unit="articles", default=0)
    new_count: int = column("Those among them that no poll had found before", unit="articles", default=0)
    rule: str | None = column("Rule that the answer broke", default=None)
    reason: str | None = column("Why it failed, one sentence", default=None)
    place: str | None = column(
        "Where the answer's bytes can be read again: WARC file with # and the offset", default=None
    )


@dataclass(frozen=True, slots=True)
class Address:
    """A page to fetch, once: the frontier of the crawl."""

    TABLE: ClassVar[str] = "ops.address"

    url: str = column("Address of the page, normalised", key=True)
    state: str = column(
        "waiting to be fetched, fetched into a capture, settled in the ledger, or failed for good",
        allowed=ADDRESS_STATES,
    )
    found_at: datetime = column("When it was found first")
    source_id: str | None = column("Outlet whose feed names it; NULL for an address that a person gave", default=None)
    attempt_count: int = column("Fetches tried", unit="fetches", default=0)
    next_attempt_at: datetime | None = column("When it may be tried again; NULL: now", default=None)
    place: str | None = column("Where its bytes are: WARC file with # and the offset", default=None)
    reason: str | None = column("Why the last fetch failed, one sentence", default=None)


@dataclass(frozen=True, slots=True)
class Origin:
    """By which feed a page was found, and what the feed tells of it; a page may have many."""

    TABLE: ClassVar[str] = "ops.origin"

    url: str = column("Address of the page, normalised", key=True, references="ops.address.url")
    feed_url: str = column("Feed, sitemap or page that names it", key=True)
    link: str = column("The address as the feed writes it")
    found_at: datetime = column("When this feed named it first")
    guid: str | None = column("The feed's own id of the entry", default=None)
    title: str | None = column("Title in the feed", default=None)
    published_at: str | None = column("Publication time in the feed, as written", default=None)


@dataclass(frozen=True, slots=True)
class Host:
    """What polite fetching has to remember of a host between runs."""

    TABLE: ClassVar[str] = "ops.host"

    host: str = column("Scheme, host and port, such as https://www.example.org", key=True)
    robots: str | None = column("Text of its robots.txt; NULL where there is none", default=None)
    robots_status: int | None = column("HTTP status of robots.txt; NULL where it could not be had", default=None)
    robots_at: datetime | None = column("When robots.txt was asked for last", default=None)
    blocked_until: datetime | None = column("The host asked, or failed, and is left alone until then", default=None)


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was reported of a source's coverage, so that it is told once and not run after run."""

    TABLE: ClassVar[str] = "ops.alarm"

    source_id: str = column("Outlet", key=True)
    reported_at: datetime = column("When it was reported", key=True)
    verdict: str = column("Verdict of ops.coverage; recovered: what was reported before is over", allowed=ALARMS)
    day: date = column("Day that it is about, UTC")
    reason: str | None = column("Why, as ops.coverage told it then", default=None)
