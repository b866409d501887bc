"""The command group `dateline sources`: thin commands that import what they need when they run."""
# `flows.cli.main` reads --debug off the command line.
# ruff: noqa: ARG001

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from flows.options import Debug, SourcesFile, WarehouseFile, read_settings

group = typer.Typer(
    name="sources",
    help="Which feeds are monitored: add, pause and check them; sources.csv holds them, for you to edit.",
    no_args_is_help=True,
)
Named = Annotated[
    str, typer.Argument(metavar="NAME|URL", help="Address of a feed, or name of an outlet: all its feeds.")
]


class Kind(StrEnum):
    """What is at an address that is polled."""

    feed = "feed"
    sitemap = "sitemap"
    home_page = "home_page"


@group.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of a home page, a feed or a sitemap.")],
    name: Annotated[
        str | None, typer.Option(help="Name of the outlet (default: as known, or as the page tells).")
    ] = None,
    country: Annotated[str | None, typer.Option(help="Country of the outlet, two letters (ISO 3166-1).")] = None,
    language: Annotated[str | None, typer.Option(help="Main language of the outlet, two letters (ISO 639-1).")] = None,
    kind: Annotated[
        Kind | None,
        typer.Option(help="Add only that; home_page: the page itself, whose feeds are looked up each time."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Add all feeds that the page names, not only the best.")] = False,
    sources: SourcesFile = None,
    warehouse: WarehouseFile = None,
    debug: Debug = False,
) -> None:
    """Find the feeds of an outlet and add the best to the file; nothing is loaded yet."""
    from flows.source_adding import Told
    from flows.source_adding import add as add_source

    told = Told(name, country, language, kind.value if kind else None)
    add_source(read_settings(warehouse=warehouse, sources=sources), url, told, all_)


@group.command(name="list")
def list_(sources: SourcesFile = None, warehouse: WarehouseFile = None, debug: Debug = False) -> None:
    """List the sources: state, last and next poll, what they brought, what went wrong."""
    from flows.source_report import show_list

    show_list(read_settings(warehouse=warehouse, sources=sources))


@group.command()
def pause(named: Named, sources: SourcesFile = None, warehouse: WarehouseFile = None, debug: Debug = False) -> None:
    """Poll a source no more, and fetch no page of it, until it is resumed."""
    from flows.sources import pause as pause_feeds

    pause_feeds(read_settings(warehouse=warehouse, sources=sources), named)


@group.command()
def resume(named: Named, sources: SourcesFile = None, warehouse: WarehouseFile = None, debug: Debug = False) -> None:
    """Poll a paused or dead source again; its failures are forgotten."""
    from flows.sources import resume_feeds

    resume_feeds(read_settings(warehouse=warehouse, sources=sources), named)


@group.command()
def remove(named: Named, sources: SourcesFile = None, warehouse: WarehouseFile = None, debug: Debug = False) -> None:
    """Take a source off the file; what it brought stays in the warehouse."""
    from flows.sources import remove as remove_feeds

    remove_feeds(read_settings(warehouse=warehouse, sources=sources), named)


@group.command()
def check(
    named: Annotated[
        str | None, typer.Argument(metavar="[NAME|URL]", help="Address of a feed, or name of an outlet; default: all.")
    ] = None,
    sources: SourcesFile = None,
    warehouse: WarehouseFile = None,
    debug: Debug = False,
) -> None:
    """Look at the sources now without loading anything: can each be read, and how new is it? Exit code 1 if not."""
    from flows.source_report import check as check_sources

    if not check_sources(read_settings(warehouse=warehouse, sources=sources), named):
        raise typer.Exit(1)
