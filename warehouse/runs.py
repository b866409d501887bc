"""Runs in `ops.run`: opened, told about, and closed by their own process.

A process that dies leaves its run `running`. Nobody guesses that here: whoever knows that a run is dead (its
process is gone, its flow run crashed) names it to `abandon_runs`, so that no process closes another's live run.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import duckdb

from transforms.errors import WarehouseError
from transforms.records import Run, columns
from warehouse.insert import insert_rows
from warehouse.schema import identifier
from warehouse.sql_files import read_sql
from warehouse.transaction import transaction

_CHANGEABLE = frozenset(item.name for item in columns(Run)) - {"run_id", "started_at"}


def open_run(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Record a run that begins; one that is opened again (a retry of its flow run) begins anew."""
    with transaction(connection):
        connection.execute("DELETE FROM ops.run WHERE run_id = ?", [run.run_id])
        insert_rows(connection, Run, [run])


def update_run(connection: duckdb.DuckDBPyConnection, run_id: str, **changes: object) -> None:
    """Set columns of a run, named by keyword.

    Raises:
        TypeError: a run has no such column, or it may not change.
        WarehouseError: the run was never opened.
    """
    if unknown := changes.keys() - _CHANGEABLE:
        raise TypeError(f"A run has no column to change of the name {', '.join(sorted(unknown))}.")
    assignments = ", ".join(f"{identifier(name)} = ?" for name in changes)
    statement = f"UPDATE ops.run SET {assignments} WHERE run_id = ?"  # noqa: S608
    (changed,) = connection.execute(statement, [*changes.values(), run_id]).fetchone() or (0,)
    if not changed:
        raise WarehouseError(f"The run {run_id} was never opened in this warehouse.")


def close_run(
    connection: duckdb.DuckDBPyConnection, run_id: str, state: str, ended_at: datetime, error: str | None = None
) -> None:
    """Record how a run ended; its own word counts, also after somebody took it for dead.

    Raises:
        WarehouseError: the run was never opened.
    """
    update_run(connection, run_id, state=state, ended_at=ended_at, error=error)


def running_runs(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the ids of the runs that never said how they ended, oldest first."""
    return [run_id for (run_id,) in connection.execute(read_sql("sql/running_runs.sql")).fetchall()]


def abandon_runs(connection: duckdb.DuckDBPyConnection, run_ids: Sequence[str], reason: str, ended_at: datetime) -> int:
    """Mark runs that the caller knows to be dead as failed; return how many were still `running`."""
    parameters = {"run_ids": list(run_ids), "reason": reason, "ended_at": ended_at}
    (changed,) = connection.execute(read_sql("sql/abandon_runs.sql"), parameters).fetchone() or (0,)
    return int(changed)
