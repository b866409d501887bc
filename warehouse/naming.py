"""What people name: the entity of an id or a name, the articles of an address or an outlet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import duckdb

from transforms.errors import WarehouseError
from warehouse.sql_files import read_sql

_CANDIDATES_SHOWN = 10


class Named(NamedTuple):
    """An entity that somebody named."""

    entity_id: str
    name: str
    kind: str
    role: str | None
    merged_into: str | None

    @property
    def final_id(self) -> str:
        """The entity that it is, merges followed."""
        return self.merged_into or self.entity_id

    @property
    def told(self) -> str:
        """What tells it from others of its name, in words."""
        return f"{self.entity_id} {self.name} ({', '.join(filter(None, (self.kind, self.role)))})"


def named_entity(connection: duckdb.DuckDBPyConnection, named: str) -> Named:
    """Return the entity of an id (or eight characters of it), a name or an alias, whichever fits first.

    Names are compared without case and accents. Where all that bear the name were merged into one, it is that one.

    Raises:
        WarehouseError: there is none, or several; then the sentence tells them.
    """
    found = entities_named(connection, named)
    if not found:
        raise WarehouseError(f"There is no entity “{named}”; find it with `dateline entities list WORDS`.")
    return the_one(found, named)


def the_one(found: Sequence[Named], named: str) -> Named:
    """Return the entity that several are, merges followed.

    Raises:
        WarehouseError: they are different ones.
    """
    if len({entity.final_id for entity in found}) > 1:
        raise WarehouseError(f"“{named}” may be one of {len(found)}, so give an id: {in_words(found)}.")
    return next((entity for entity in found if entity.merged_into is None), found[0])


def entities_named(connection: duckdb.DuckDBPyConnection, named: str, with_aliases: bool = True) -> list[Named]:
    """Return the entities that an id, a name or, where asked for, an alias may mean: only those that fit best."""
    return _found(connection, named, 3 if with_aliases else 2, with_others=False)


def others_named(connection: duckdb.DuckDBPyConnection, named: str, entity: Named) -> list[Named]:
    """Return the other entities that have a name as theirs or as an alias, those that fit best first."""
    found = _found(connection, named, 3, with_others=True)
    return [each for each in found if each.final_id != entity.final_id]


def articles_named(connection: duckdb.DuckDBPyConnection, named: str) -> list[str]:
    """Return the ids of the articles that an id (or eight characters of it), an address or an input may mean.

    Raises:
        WarehouseError: there is none.
    """
    found = connection.execute(read_sql("sql/entities/articles_named.sql"), {"named": named}).fetchall()
    if not found:
        raise WarehouseError(f"There is no article “{named}”; give its id, its URL or the input that it was read from.")
    return [article_id for (article_id,) in found]


def articles_of_source(connection: duckdb.DuckDBPyConnection, named: str, entity: Named) -> list[str]:
    """Return the ids of an outlet's articles that mention an entity; the outlet is named by id or name.

    Raises:
        WarehouseError: there is none.
    """
    parameters = {"named": named, "entity_id": entity.final_id}
    found = connection.execute(read_sql("sql/entities/articles_of_source.sql"), parameters).fetchall()
    if not found:
        raise WarehouseError(f"No article of an outlet “{named}” mentions {entity.name}; `articles` has the outlets.")
    return [article_id for (article_id,) in found]


def in_words(found: Sequence[Named]) -> str:
    """Return entities in words, one after another, the first few of many."""
    shown = [entity.told for entity in found[:_CANDIDATES_SHOWN]]
    more = len(found) - len(shown)
    return "; ".join([*shown, f"and {more} more"] if more else shown)


def _found(connection: duckdb.DuckDBPyConnection, named: str, worst: int, with_others: bool) -> list[Named]:
    parameters = {"named": named.strip(), "worst": worst, "with_others": with_others}
    return [Named(*row) for row in connection.execute(read_sql("sql/entities/named.sql"), parameters).fetchall()]
