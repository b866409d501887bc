"""The command line `dateline`: thin commands that import what they need when they run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.entity_commands import group as entities
from flows.options import Debug, SourcesFile, WarehouseFile, read_settings
from flows.source_commands import group as sources_group
from transforms.errors import BatchRefused, DatelineError

FAILED, REFUSED = 1, 3
app = typer.Typer(
    name="dateline",
    help="Who said what, when, where, through whom: a news-monitoring data warehouse in one DuckDB file.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(entities)
app.add_typer(sources_group)


class Format(StrEnum):
    """How the rows of a query are printed."""

    table = "table"
    csv = "csv"
    json = "json"


class DiffFormat(StrEnum):
    """How differences are printed."""

    table = "table"
    json = "json"


_INPUT_HELP = (
    "Files and folders: HTML, text, JSON Lines, WARC, feeds, lists of addresses, also gzipped; addresses of pages, "
    "feeds, sitemaps and home pages; - for standard input. Without any: the samples."
)


@app.command()
def run(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT]...", help=_INPUT_HELP)] = None,
    warehouse: WarehouseFile = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes for CPU work (default: one a core).")] = None,
    debug: Debug = False,
) -> None:
    """Load documents into the warehouse: the main job."""
    from flows.run import run as run_ingest

    run_ingest(inputs or [], read_settings(warehouse=warehouse, workers=workers), debug)


@app.command()
def monitor(
    warehouse: WarehouseFile = None,
    sources: SourcesFile = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes for CPU work (default: one a core).")] = None,
    debug: Debug = False,
) -> None:
    """Poll the sources that are due once, and load the articles that they list."""
    from flows.run import monitor as run_monitor

    run_monitor(read_settings(warehouse=warehouse, sources=sources, workers=workers), debug)


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(help="One SQL query; read from standard input without it.")] = None,
    warehouse: WarehouseFile = None,
    format: Annotated[Format, typer.Option(help="How to print the rows.")] = Format.table,
    debug: Debug = False,
) -> None:
    """Ask the warehouse: read-only, without access to other files."""
    from flows.ask import ask

    ask(sys.stdin.read() if query is None else query, read_settings(warehouse=warehouse), format.value)


@app.command()
def status(warehouse: WarehouseFile = None, debug: Debug = False) -> None:
    """Show the latest runs and what the warehouse holds."""
    from flows.report import show_status

    show_status(read_settings(warehouse=warehouse))


@app.command()
def rejected(
    replay: Annotated[bool, typer.Option("--replay", help="Read the rejected documents again and try anew.")] = False,
    warehouse: WarehouseFile = None,
    debug: Debug = False,
) -> None:
    """Show the quarantine, with the rule each document or row broke; --replay tries again."""
    from flows.report import show_rejected
    from flows.run import run as run_ingest

    settings = read_settings(warehouse=warehouse)
    if replay:
        run_ingest([], settings, debug, replay=True)
    else:
        show_rejected(settings)


@app.command()
def reprocess(
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Articles captured on this day (UTC) or later.")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="ID", help="Articles of this outlet.")] = None,
    changed_code: Annotated[
        bool, typer.Option("--changed-code", help="Articles that another version of the code derived.")
    ] = False,
    keep: Annotated[
        Path | None, typer.Option(metavar="FILE", help="First copy the warehouse to FILE, to compare with.")
    ] = None,
    warehouse: WarehouseFile = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes for CPU work (default: one a core).")] = None,
    debug: Debug = False,
) -> None:
    """Derive facts again from captures and local files, without the network; corrections by people stay."""
    from flows.run import reprocess as run_reprocess

    settings = read_settings(warehouse=warehouse, workers=workers)
    run_reprocess(settings, debug, since.date() if since else None, source, changed_code, keep)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Warehouse file as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Warehouse file to compare with it.")],
    limit: Annotated[int, typer.Option(min=0, help="Examples of each kind of difference.")] = 5,
    format: Annotated[DiffFormat, typer.Option(help="How to print them.")] = DiffFormat.table,
    debug: Debug = False,
) -> None:
    """Show what differs in facts between two warehouses: what a version of the code changed."""
    from flows.diff import show_diff

    show_diff(old, new, limit, format.value)


@app.command()
def snapshot(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="File to write; it must not be there.")],
    warehouse: WarehouseFile = None,
    debug: Debug = False,
) -> None:
    """Write a consistent copy of the warehouse, also while runs publish."""
    from warehouse.snapshot import snapshot as copy_warehouse

    copy_warehouse(read_settings(warehouse=warehouse).warehouse, target)
    typer.echo(f"Written: {target}")


@app.command()
def serve(
    inbox: Annotated[Path | None, typer.Option(help="Folder that is watched (default: inbox).")] = None,
    every: Annotated[int | None, typer.Option(min=10, help="Seconds between two looks at it (default: 300).")] = None,
    port: Annotated[int | None, typer.Option(help="Port of the Prefect UI (default: 4200).")] = None,
    docs_port: Annotated[int | None, typer.Option(help="Port of the Data Docs (default: 4201).")] = None,
    warehouse: WarehouseFile = None,
    debug: Debug = False,
) -> None:
    """Start the Prefect server and UI on 127.0.0.1, a worker and the schedules; stop with Ctrl-C."""
    from flows import prefect_environment
    from flows.serve import serve as serve_all

    settings = read_settings(
        warehouse=warehouse, inbox=inbox, every_seconds=every, server_port=port, docs_port=docs_port
    )
    prefect_environment.prepare(settings, debug, use_server=False)
    serve_all(settings)


@app.command()
def docs(warehouse: WarehouseFile = None, debug: Debug = False) -> None:
    """Say where the Data Docs of the latest run are, and the data dictionary."""
    from flows.report import show_docs

    show_docs(read_settings(warehouse=warehouse))


@app.command()
def migrate(warehouse: WarehouseFile = None, debug: Debug = False) -> None:
    """Bring a warehouse to the schema of this version."""
    from flows.migrate import migrate as migrate_warehouse

    migrate_warehouse(read_settings(warehouse=warehouse))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0 done, 1 failed, 2 wrong usage, 3 a batch was refused."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        app(given, standalone_mode=True)
    except SystemExit as error:
        return int(error.code or 0)
    except DatelineError as error:
        if "--debug" in given:
            raise
        from flows.terminal import printable

        typer.secho(f"Error: {printable(error)}", fg=typer.colors.RED, err=True)
        return REFUSED if isinstance(error, BatchRefused) else FAILED
    except KeyboardInterrupt:
        typer.secho("Stopped.", err=True)
        return FAILED
    return 0
