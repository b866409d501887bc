"""Monitoring: the feeds as the sources file has them, what polling remembers of them, and what each poll found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from transforms.records import Address, Feed, Host, Origin, Poll
from warehouse.schema import to_table
from warehouse.sql_files import read_sql
from warehouse.staged import relations
from warehouse.transaction import transaction


class Changes(NamedTuple):
    """What reconciling the table with the file changed: addresses of feeds."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def feeds(connection: duckdb.DuckDBPyConnection) -> list[Feed]:
    """Return all feeds, also those that were removed from the file, by name."""
    return _records(connection, Feed, "feeds")


def due_feeds(connection: duckdb.DuckDBPyConnection, now: datetime) -> list[Feed]:
    """Return the active feeds that are due, those that wait longest first."""
    return _records(connection, Feed, "due_feeds", now=now)


def reconcile(connection: duckdb.DuckDBPyConnection, rows: Sequence[Feed]) -> Changes:
    """Bring the table to what the file says, in one transaction.

    What a person sets comes from the file, what polling remembers is kept. A feed that is gone from the file becomes
    `removed`; one that comes back is active again and its failures are forgotten. A dead feed stays dead: `resume`.

    Args:
        connection: a warehouse open for writing.
        rows: the feeds of the file, each address once, `active` or `paused`.
    """
    with transaction(connection), relations(connection, {"registered": to_table(Feed, rows)}):
        removed = connection.execute(_sql("remove")).fetchall()
        agreed = connection.execute(_sql("agree")).fetchall()
    added, changed = (
        tuple(sorted(url for action, url in agreed if action == wanted)) for wanted in ("INSERT", "UPDATE")
    )
    return Changes(added, changed, tuple(sorted(url for (url,) in removed)))


def resume(connection: duckdb.DuckDBPyConnection, feed_urls: Iterable[str]) -> None:
    """Make feeds active and due, their failures forgotten."""
    connection.execute(_sql("resume"), {"feed_urls": list(feed_urls)})


def new_addresses(connection: duckdb.DuckDBPyConnection, urls: Iterable[str]) -> set[str]:
    """Return those of the addresses, normalised, that no poll has found before."""
    with relations(connection, {"asked": _asked(urls)}):
        return {url for (url,) in connection.execute(_sql("unknown")).fetchall()}


def save_polls(
    connection: duckdb.DuckDBPyConnection,
    feeds: Sequence[Feed],
    polls: Sequence[Poll],
    addresses: Sequence[Address],
    origins: Sequence[Origin],
) -> dict[str, int]:
    """Record what polls found, in one transaction; return by feed how many of its addresses no poll had found before.

    Args:
        connection: a warehouse open for writing.
        feeds: the feeds polled, with what polling remembers of them now; what a person sets is left as it is.
        polls: one a feed; the number of new addresses, and `new` or `nothing_new`, are set here.
        addresses: the pages found; those that are known are left alone.
        origins: which feed names which page; a page that two feeds name has two.
    """
    tables = {
        "polled": to_table(Feed, feeds),
        "looked": to_table(Poll, polls),
        "found": to_table(Address, addresses),
        "named": to_table(Origin, origins),
    }
    with transaction(connection), relations(connection, tables):
        counted = connection.execute(_sql("new_counts")).to_arrow_table()
        for step in ("add_addresses", "add_origins", "remember"):
            connection.execute(_sql(step))
        with relations(connection, {"counted": counted}):
            connection.execute(_sql("add_polls"))
    counts = dict(zip(counted["feed_url"].to_pylist(), counted["new_count"].to_pylist(), strict=True))
    return {feed.feed_url: counts.get(feed.feed_url, 0) for feed in feeds}


def last_polls(connection: duckdb.DuckDBPyConnection) -> dict[str, Poll]:
    """Return the latest poll of each feed that was polled, by feed."""
    return {poll.feed_url: poll for poll in _records(connection, Poll, "last_polls")}


def hosts(connection: duckdb.DuckDBPyConnection) -> list[Host]:
    """Return what is remembered of hosts."""
    return _records(connection, Host, "hosts")


def save_hosts(connection: duckdb.DuckDBPyConnection, hosts: Sequence[Host]) -> None:
    """Remember hosts, each in place of what was known of it."""
    with relations(connection, {"known": to_table(Host, hosts)}):
        connection.execute(_sql("save_hosts"))


def _records(connection: duckdb.DuckDBPyConnection, record: type[Any], name: str, **parameters: object) -> list[Any]:
    rows = connection.execute(_sql(name), parameters)
    names = [column[0] for column in rows.description or ()]
    return [record(**dict(zip(names, row, strict=True))) for row in rows.fetchall()]


def _asked(urls: Iterable[str]) -> pa.Table:
    return pa.table({"url": pa.array(sorted(set(urls)), pa.string())})


def _sql(name: str) -> str:
    return read_sql(f"sql/monitoring/{name}.sql")
