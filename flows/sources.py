"""The monitored sources, as `dateline sources` changes them: the file first, then the table that follows it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
from rich.console import Console

from flows.registry import read_sources, write_sources
from flows.registry_rules import feed_key
from flows.registry_table import Sources
from flows.settings import Settings
from flows.terminal import printable
from transforms.errors import InputError
from transforms.records import Feed
from warehouse.connection import connect
from warehouse.migrate import is_up_to_date, migrate
from warehouse.monitoring import feeds, reconcile, resume


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[duckdb.DuckDBPyConnection, Sources]]:
    """Open the warehouse, made where there is none, and the file, which agree then.

    Nobody else changes the file by Dateline meanwhile, for only one process at a time has the warehouse open so.

    Raises:
        InputError: the file has mistakes, or is not where the warehouse's feeds came from.
        WarehouseError: the warehouse cannot be opened.
    """
    connection = connect(settings.warehouse)
    try:
        if not is_up_to_date(connection):
            migrate(connection)
        yield connection, agree(connection, settings.sources)
    finally:
        connection.close()


def agree(connection: duckdb.DuckDBPyConnection, path: Path) -> Sources:
    """Bring the table to what the file says, and return the file.

    Raises:
        InputError: the file has mistakes; or there is none, but feeds in the table that are not removed.
    """
    sources = read_sources(path)
    if not path.exists() and any(feed.state != "removed" for feed in feeds(connection)):
        raise InputError(
            f"There is no {path} here, but the warehouse monitors feeds of such a file; name it by --sources, "
            "or go to its folder."
        )
    reconcile(connection, sources.feeds())
    return sources


def pause(settings: Settings, named: str) -> None:
    """Pause feeds: they are not polled until they are resumed."""
    with opened(settings) as (connection, sources):
        found = feeds_named(sources.feeds(), named)
        _write(connection, settings.sources, sources.setting(_urls(found), "state", "paused"))
    _tell("Paused", found, "`dateline sources resume` polls again what is paused")


def resume_feeds(settings: Settings, named: str) -> None:
    """Make paused and dead feeds active again, their failures forgotten."""
    with opened(settings) as (connection, sources):
        found = feeds_named(sources.feeds(), named)
        _write(connection, settings.sources, sources.setting(_urls(found), "state", "active"))
        resume(connection, _urls(found))
    _tell("Resumed", found, "`dateline monitor` polls what is due")


def remove(settings: Settings, named: str) -> None:
    """Take feeds off the file; what was loaded stays."""
    with opened(settings) as (connection, sources):
        found = feeds_named(sources.feeds(), named)
        _write(connection, settings.sources, sources.without(_urls(found)))
    _tell("Removed", found, "What it brought stays in the warehouse")


def feeds_named(found: Sequence[Feed], named: str) -> list[Feed]:
    """Return the feeds that somebody names: by address, by the outlet's name or by its id.

    Raises:
        InputError: there is none.
    """
    key, name = feed_key(named), named.strip().casefold()
    chosen = [feed for feed in found if feed_key(feed.feed_url) == key] or [
        feed for feed in found if name in (feed.name.casefold(), feed.source_id)
    ]
    if not chosen:
        raise InputError(f"No source has the name or address “{named}”; `dateline sources list` shows them.")
    return chosen


def sources_option(settings: Settings) -> str:
    """Return the option that names the file in a command to type next; empty where the settings name it."""
    if settings.sources == Settings().sources:
        return ""
    return f" --sources {printable(shlex.quote(str(settings.sources)))}"


def say(*lines: str) -> None:
    """Print lines as they are."""
    for line in lines:
        Console().print(printable(line), markup=False, soft_wrap=True)


def _write(connection: duckdb.DuckDBPyConnection, path: Path, sources: Sources) -> None:
    write_sources(path, sources)
    agree(connection, path)


def _urls(found: Sequence[Feed]) -> set[str]:
    return {feed.feed_url for feed in found}


def _tell(what: str, found: Sequence[Feed], then: str) -> None:
    say(*(f"{what}: {feed.name}, {feed.feed_url}" for feed in found), f"{then}.")
