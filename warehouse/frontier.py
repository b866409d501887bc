"""The frontier: the pages that wait to be fetched, each once however many feeds name it, and what became of them.

waiting → fetched (its bytes are in a capture) → settled (the ledger has a row of it), or failed for good.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import duckdb
import pyarrow as pa

from warehouse.sql_files import read_sql
from warehouse.staged import relations

_FAILURES = pa.schema(
    [("url", pa.string()), ("reason", pa.string()), ("retry_at", pa.timestamp("us", tz="UTC")), ("tries", pa.int32())]
)
_UPDATES = pa.schema([("url", pa.string()), ("updated_at", pa.timestamp("us", tz="UTC"))])


class Page(NamedTuple):
    """A page of the frontier.

    Attributes:
        url: its address, normalised: its key.
        link: its address as the first feed that names it writes it: what is fetched.
        source_id: outlet of that feed, None for an address that a person gave.
        source_name: name of that outlet.
        language: language of that outlet.
        title: title by the first feed that tells one.
        published_at: publication time by the first feed that tells one, as written.
        found_at: when it was found first.
        attempt_count: fetches tried.
        place: where its bytes are, None where it waits.
    """

    url: str
    link: str
    source_id: str | None
    source_name: str | None
    language: str | None
    title: str | None
    published_at: str | None
    found_at: datetime
    attempt_count: int
    place: str | None


class Failure(NamedTuple):
    """A page that could not be fetched.

    Attributes:
        url: its address, normalised.
        reason: why, one sentence.
        retry_at: not before then; None: never again.
        is_tried: whether it was asked for at all, so that the try counts.
    """

    url: str
    reason: str
    retry_at: datetime | None
    is_tried: bool = True


class Validators(NamedTuple):
    """What a conditional GET needs of the latest capture of an address, and where that is."""

    etag: str | None
    last_modified: str | None
    place: str


def waiting_addresses(connection: duckdb.DuckDBPyConnection, now: datetime, limit: int | None) -> list[Page]:
    """Return the pages that may be fetched now, the oldest first, in turn between hosts.

    Pages that only paused or removed feeds name are left alone.
    """
    return _pages(connection, "waiting", now, limit)


def fetched_unsettled(connection: duckdb.DuckDBPyConnection) -> list[Page]:
    """Return the pages whose bytes are captured but of which the ledger has no row: a run died before loading them."""
    return _pages(connection, "fetched", None, None)


def fetched(connection: duckdb.DuckDBPyConnection, places: Mapping[str, str]) -> None:
    """Record where the bytes of pages are, by address."""
    table = pa.table({"url": pa.array(places, pa.string()), "place": pa.array(places.values(), pa.string())})
    with relations(connection, {"fetched": table}):
        connection.execute(_sql("fetched"))


def failed(connection: duckdb.DuckDBPyConnection, failures: Sequence[Failure]) -> None:
    """Record that pages could not be fetched: those to be tried again wait, the others failed for good."""
    rows = [
        {"url": row.url, "reason": row.reason, "retry_at": row.retry_at, "tries": int(row.is_tried)} for row in failures
    ]
    with relations(connection, {"failures": pa.Table.from_pylist(rows, _FAILURES)}):
        connection.execute(_sql("failed"))


def settle(connection: duckdb.DuckDBPyConnection, places: Iterable[str]) -> int:
    """Settle the pages, fetched to these places, of which the ledger has a row; return how many."""
    return _changed(connection, "settle", places=list(places))


def settle_all(connection: duckdb.DuckDBPyConnection) -> int:
    """Settle all fetched pages of which the ledger has a row; return how many."""
    return _changed(connection, "settle", places=None)


def wake(connection: duckdb.DuckDBPyConnection, updated: Mapping[str, datetime], now: datetime) -> int:
    """Let settled pages wait again that were changed since they were fetched; return how many.

    A page is woken once for each time of change, at the most once an hour, and not for one that is yet to come.

    Args:
        connection: a warehouse open for writing.
        updated: when pages were changed last, as their feeds tell, by address.
        now: the present time.
    """
    table = pa.Table.from_pylist([{"url": url, "updated_at": at} for url, at in updated.items()], _UPDATES)
    with relations(connection, {"updated": table}):
        return _changed(connection, "wake", now=now)


def known_validators(connection: duckdb.DuckDBPyConnection, urls: Iterable[str]) -> dict[str, Validators]:
    """Return, by address as fetched, ETag and Last-Modified of its latest capture, where that has one of them."""
    asked = pa.table({"url": pa.array(sorted(set(urls)), pa.string())})
    with relations(connection, {"asked": asked}):
        rows = connection.execute(_sql("validators")).fetchall()
    known = {url: _validators(headers, place) for url, headers, place in rows}
    return {url: found for url, found in known.items() if found.etag or found.last_modified}


def _pages(connection: duckdb.DuckDBPyConnection, state: str, now: datetime | None, limit: int | None) -> list[Page]:
    parameters = {"state": state, "now": now, "limit": limit}
    return [Page(*row) for row in connection.execute(_sql("pages"), parameters).fetchall()]


def _changed(connection: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> int:
    (changed,) = connection.execute(_sql(name), parameters).fetchone() or (0,)
    return int(changed)


def _validators(headers: str, place: str) -> Validators:
    told = {name.lower(): value for name, value in json.loads(headers).items()}
    return Validators(told.get("etag"), told.get("last-modified"), place)


def _sql(name: str) -> str:
    return read_sql(f"sql/monitoring/{name}.sql")
