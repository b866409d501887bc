"""Migrations: numbered SQL files, each applied once in a transaction and recorded in `ops.migration`.

Views and comments are no migrations: they are laid anew from their files and the record types after migrating.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from transforms.errors import WarehouseError
from warehouse.explain import first_line
from warehouse.schema import RECORDS, comments
from warehouse.sql_files import read_sql, sql_names, views_in_order
from warehouse.transaction import transaction


@dataclass(frozen=True, slots=True)
class MigrationFile:
    """A migration that this version of Dateline knows."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """SHA-256 of the file, hexadecimal."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def migration_files() -> Iterator[MigrationFile]:
    """Yield the known migrations in order."""
    for stem in sql_names("migrations"):
        number, _, name = stem.partition("_")
        yield MigrationFile(int(number), name, read_sql(f"migrations/{stem}.sql"))


def migrate(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Bring a warehouse to this version's schema; return the names of the migrations applied.

    Raises:
        WarehouseError: a migration that was applied has been changed since, or one fails.
    """
    recorded = applied(connection)
    pending = [file for file in migration_files() if not _is_applied(file, recorded)]
    for file in pending:
        _apply(connection, file)
    with transaction(connection):
        _lay_views(connection)
    return [f"{file.number:04d}_{file.name}" for file in pending]


def applied(connection: duckdb.DuckDBPyConnection) -> dict[int, str]:
    """Return number and SHA-256 of the migrations applied to a warehouse; none for an empty file."""
    known = "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'ops'"
    if not connection.execute(f"{known} AND table_name = 'migration'").fetchone():
        return {}
    return dict(connection.execute("SELECT number, sha256 FROM ops.migration ORDER BY number").fetchall())


def is_up_to_date(connection: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether a warehouse has this version's schema."""
    return applied(connection).keys() >= {file.number for file in migration_files()}


def _is_applied(file: MigrationFile, recorded: dict[int, str]) -> bool:
    if file.number not in recorded:
        return False
    if recorded[file.number] != file.sha256:
        message = (
            f"Migration {file.number} was applied to this warehouse in another wording; start a new warehouse file."
        )
        raise WarehouseError(message)
    return True


def _apply(connection: duckdb.DuckDBPyConnection, file: MigrationFile) -> None:
    record = "INSERT INTO ops.migration (number, name, sha256, applied_at) VALUES (?, ?, ?, now())"
    try:
        with transaction(connection):
            connection.execute(file.sql)
            connection.execute(record, [file.number, file.name, file.sha256])
    except duckdb.Error as error:
        raise WarehouseError(f"Migration {file.number} failed and was undone: {first_line(error)}") from error


def _lay_views(connection: duckdb.DuckDBPyConnection) -> None:
    for name in views_in_order():
        connection.execute(read_sql(f"views/{name}.sql"))
    for record in RECORDS:
        connection.execute(";\n".join(comments(record)))
