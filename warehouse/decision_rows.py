"""The rows of `ops.entity_decision`: appended, reverted, and what they bear on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import duckdb
import pyarrow as pa

from transforms.ids import make_id
from transforms.records import Entity, EntityDecision
from warehouse.insert import insert_rows
from warehouse.retell import retell
from warehouse.sql_files import read_sql
from warehouse.staged import relations

Pair = tuple[str, str | None]


class Choice(NamedTuple):
    """Who decides, when and why."""

    decided_at: datetime
    origin: str = "person"
    note: str | None = None


def decision_id(action: str, entity_id: str, other_entity_id: str) -> str:
    """Return the id of the decision that says this of two entities, whenever it is taken."""
    return make_id("decision", action, entity_id, other_entity_id)


def add_entity(connection: duckdb.DuckDBPyConnection, entity: Entity) -> None:
    """Add an entity that no text names by itself, unless it is there."""
    held = connection.execute("SELECT 1 FROM dim_entity WHERE entity_id = ?", [entity.entity_id]).fetchone()
    if held is None:
        insert_rows(connection, Entity, [entity])


def append(
    connection: duckdb.DuckDBPyConnection, action: str, entity_id: str, other_id: str, pairs: Iterable[Pair], by: Choice
) -> str:
    """Append a decision about two entities; return its id.

    Args:
        connection: a warehouse open for writing.
        action: `merge` or `split`.
        entity_id: the entity that it is about.
        other_id: the one that it is said to be.
        pairs: the entity ids that facts name, each with its article; None for a merge.
        by: who decides, when and why.
    """
    identity = decision_id(action, entity_id, other_id)
    rows = [
        EntityDecision(identity, by.decided_at, action, found, other_id, article, by.origin, by.note, None, None)
        for found, article in pairs
    ]
    insert_rows(connection, EntityDecision, rows)
    return identity


def revert(connection: duckdb.DuckDBPyConnection, identity: str, pairs: Sequence[Pair], by: Choice) -> None:
    """Record that a decision holds no longer for these pairs of entity and article."""
    entities, articles = zip(*pairs, strict=True)
    table = pa.table({"entity_id": pa.array(entities, pa.string()), "article_id": pa.array(articles, pa.string())})
    parameters = {"decision_id": identity, "at": by.decided_at, "origin": by.origin}
    with relations(connection, {"undone": table}):
        connection.execute(_sql("revert"), parameters)


def follow(connection: duckdb.DuckDBPyConnection, identities: Iterable[str]) -> None:
    """Bring `dim_entity` and `dim_entity_role` to what holds after these decisions were taken or reverted."""
    connection.execute(_sql("follow_merges"))
    touched = connection.execute(_sql("touched"), {"decision_ids": sorted(set(identities))}).fetchall()
    retell(connection, (entity_id for (entity_id,) in touched))


def _sql(name: str) -> str:
    return read_sql(f"sql/decisions/{name}.sql")
