"""The command line `dateline`: thin commands that import what they need when they run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.entity_commands import group as entities
from flows.options import Debug, WarehouseFile, read_settings
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


class Format(StrEnum):
    """How the rows of a query are printed."""

    table = "table"
    csv = "csv"
    json = "json"


_INPUT_HELP = "Files and folders: HTML, text, JSON Lines, also gzipped. Without any: the samples."


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
