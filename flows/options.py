"""What the commands of the command line share: options, and the settings that they make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from transforms.errors import DatelineError

if TYPE_CHECKING:
    from flows.settings import Settings

_WAREHOUSE_HELP = "DuckDB file of the warehouse (default: dateline.duckdb, or the setting DATELINE_WAREHOUSE)."
WarehouseFile = Annotated[Path | None, typer.Option("--warehouse", metavar="FILE", help=_WAREHOUSE_HELP)]
_SOURCES_HELP = "File of the monitored sources (default: sources.csv, or the setting DATELINE_SOURCES)."
SourcesFile = Annotated[Path | None, typer.Option("--sources", metavar="FILE", help=_SOURCES_HELP)]
Debug = Annotated[bool, typer.Option("--debug", help="Show the log and, on an error, the traceback.")]


def read_settings(**given: object) -> Settings:
    """Return the settings, with those that the command line gives.

    Raises:
        DatelineError: a setting has a wrong value.
    """
    from pydantic import ValidationError

    from flows.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise DatelineError(f"The setting DATELINE_{name} is wrong: {first['msg']}.") from error
