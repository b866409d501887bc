"""Decisions about entities, as `dateline entities` takes them: merge, split, undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import duckdb
from rich.console import Console

from flows.settings import Settings
from flows.terminal import printable, warehouse_option
from transforms.errors import WarehouseError
from transforms.ids import make_id
from transforms.names import name_key
from transforms.records import Entity
from warehouse import decisions
from warehouse.connection import connect
from warehouse.decision_rows import Choice
from warehouse.migrate import is_up_to_date
from warehouse.naming import Named, articles_named, articles_of_source, entities_named, named_entity, the_one


@contextmanager
def opened(settings: Settings, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse, waiting while a run publishes, and close it.

    Raises:
        WarehouseError: it is not there, cannot be opened, or has the schema of an older version.
    """
    if not settings.warehouse.exists():
        raise WarehouseError(f"There is no warehouse at {settings.warehouse}; make one with `dateline run`.")
    connection = connect(settings.warehouse, read_only)
    try:
        if not is_up_to_date(connection):
            raise WarehouseError(
                f"{settings.warehouse} is of an older version; bring it to this by `dateline migrate`."
            )
        yield connection
    finally:
        connection.close()


def merge(settings: Settings, named: str, into: str, note: str | None, force: bool) -> None:
    """Decide that an entity is the same as another, and say so."""
    with opened(settings) as connection:
        entity, target = named_entity(connection, named), named_entity(connection, into)
        decision = decisions.merge(connection, entity, target, _choice(note), force)
    _say(f"{entity.name} is {target.name} from now on.", decision, settings)


def split(
    settings: Settings, named: str, name: str, articles: Sequence[str], sources: Sequence[str], note: str | None
) -> None:
    """Decide that an entity's mentions in the articles, and in those of the sources, are of another; say so."""
    with opened(settings) as connection:
        entity = named_entity(connection, named)
        chosen = {found for each in articles for found in articles_named(connection, each)}
        chosen |= {found for each in sources for found in articles_of_source(connection, each, entity)}
        other = _other(connection, entity, name.strip())
        decision = decisions.split(connection, entity, other, sorted(chosen), _choice(note))
    _say(
        f"{entity.name} is {other.name} in {len(chosen)} article{'' if len(chosen) == 1 else 's'}.", decision, settings
    )


def undo(settings: Settings, decision: str) -> None:
    """Undo a decision, and say so."""
    with opened(settings) as connection:
        undone = decisions.undo(connection, decision, _choice(None))
    Console().print(f"Undone: decision {undone}.", markup=False, soft_wrap=True)


def _other(connection: duckdb.DuckDBPyConnection, entity: Named, name: str) -> Entity:
    """Return the entity of an id or name, or a new one of that name and the same kind.

    A new one has the id that it has where a text names it so.
    """
    if not name:
        raise WarehouseError(f"Give the other {entity.name} a name that tells the two apart.")
    if found := entities_named(connection, name, with_aliases=False):
        one = the_one(found, name)
        return Entity(one.final_id, one.name, one.kind)
    return Entity(make_id("entity", entity.kind, name_key(name)), name, entity.kind)


def _choice(note: str | None) -> Choice:
    return Choice(datetime.now(UTC), note=note)


def _say(what: str, decision: str, settings: Settings) -> None:
    back = f"To take it back: dateline entities undo {decision[:8]}{warehouse_option(settings)}"
    console = Console()
    for line in (what, back):
        console.print(printable(line), markup=False, soft_wrap=True)
