"""Connections to the warehouse file, with one-sentence errors.

The file is attached under the name `dateline`: under its own, a file `ops.duckdb` would make `ops.document` ambiguous.
"""

from __future__ import annotations

import time
from pathlib import Path

import duckdb

from transforms.errors import WarehouseError
from warehouse.explain import first_line
from warehouse.migrate import applied, migration_files
from warehouse.schema import literal

CATALOG = "dateline"
IN_MEMORY = ":memory:"
WAIT_SECONDS = 30.0
_RETRY_SECONDS = 0.1
_BUSY = ("Could not set lock on file", "Unique file handle conflict")
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


def connect(path: str | Path, read_only: bool = False, wait_seconds: float = WAIT_SECONDS) -> duckdb.DuckDBPyConnection:
    """Open a warehouse file, making it where there is none; `migrate` brings it to this version's schema.

    Args:
        path: the DuckDB file, or ":memory:".
        read_only: refuse to change it, or to make it.
        wait_seconds: how long to wait while somebody else has it open.

    Raises:
        WarehouseError: no such file, no DuckDB file, no warehouse, of a newer version, or still in use.
    """
    _check_path(path, read_only)
    connection = duckdb.connect(IN_MEMORY, config=_SETTINGS)
    try:
        _attach(connection, path, read_only, time.monotonic() + wait_seconds)
        connection.execute(f"USE {CATALOG}; SET TimeZone = 'UTC'")
        _check_version(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_query(path: str | Path, wait_seconds: float = WAIT_SECONDS) -> duckdb.DuckDBPyConnection:
    """Open a warehouse for other people's SQL: read-only, cut off from other files, the network and its settings.

    Raises:
        WarehouseError: as `connect`.
    """
    connection = connect(path, read_only=True, wait_seconds=wait_seconds)
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection


def _check_path(path: str | Path, read_only: bool) -> None:
    if str(path) == IN_MEMORY:
        return
    if Path(path).is_dir():
        raise WarehouseError(f"{path} is a folder; name a warehouse file.")
    if read_only and not Path(path).exists():
        raise WarehouseError(f"There is no warehouse at {path}; make one with `dateline run`.")
    if not Path(path).absolute().parent.is_dir():
        raise WarehouseError(f"The folder of {path} does not exist; make it or name another file.")


def _attach(connection: duckdb.DuckDBPyConnection, path: str | Path, read_only: bool, deadline: float) -> None:
    # An absolute path, because DuckDB takes what stands before a colon for the type of the file.
    target = IN_MEMORY if str(path) == IN_MEMORY else str(Path(path).absolute())
    if target != IN_MEMORY:
        connection.execute(f"SET temp_directory = {literal(f'{target}.tmp')}")
    statement = f"ATTACH {literal(target)} AS {CATALOG} (TYPE duckdb{', READ_ONLY' if read_only else ''})"
    while True:
        try:
            connection.execute(statement)
            return
        except duckdb.Error as error:
            if not _is_busy(error) or time.monotonic() >= deadline:
                raise _explained(path, error) from error
        time.sleep(_RETRY_SECONDS)


def _is_busy(error: duckdb.Error) -> bool:
    return any(sign in str(error) for sign in _BUSY)


def _explained(path: str | Path, error: duckdb.Error) -> WarehouseError:
    if _is_busy(error):
        return WarehouseError(f"{path} is in use by another process; try again when it has finished.")
    if "not a valid DuckDB database file" in str(error):
        return WarehouseError(f"{path} is not a DuckDB file; name a warehouse file.")
    return WarehouseError(f"{path} cannot be opened: {first_line(error)}")


def _check_version(connection: duckdb.DuckDBPyConnection, path: str | Path) -> None:
    recorded = applied(connection)
    newest = max(file.number for file in migration_files())
    if recorded and max(recorded) > newest:
        raise WarehouseError(f"{path} was written by a newer version of Dateline; upgrade Dateline to open it.")
    tables = "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database() LIMIT 1"
    if not recorded and connection.execute(tables).fetchone():
        raise WarehouseError(f"{path} is a DuckDB file but no Dateline warehouse; name another file.")
