"""`dateline migrate`: bring a warehouse to the schema of this version."""

from __future__ import annotations

from rich.console import Console

from flows.settings import Settings
from warehouse.connection import connect
from warehouse.migrate import migrate as apply_migrations


def migrate(settings: Settings) -> None:
    """Apply the migrations that are missing, and lay the views and comments anew."""
    connection = connect(settings.warehouse)
    try:
        done = apply_migrations(connection)
    finally:
        connection.close()
    Console().print(f"{settings.warehouse}: {', '.join(done) or 'already at this version'}.", markup=False)
