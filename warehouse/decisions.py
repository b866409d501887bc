"""Decisions about entities: that two are one, or that an article's mentions of one are of another of the same name.

No fact is rewritten: decisions are rows of `ops.entity_decision` about entity and article ids, which are the same when
a text is read again. `dim_entity.merged_into` and the view `entity_splits` follow those that hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

import duckdb
import pyarrow as pa

from transforms.errors import WarehouseError
from transforms.records import Entity
from warehouse.decision_rows import Choice, Pair, add_entity, append, follow, revert
from warehouse.explain import first_line
from warehouse.naming import Named, named_entity
from warehouse.sql_files import read_sql
from warehouse.staged import relations
from warehouse.transaction import transaction


class Decision(NamedTuple):
    """A decision in a list; `article_count` is 0 for a merge, `reverted_at` None while it holds."""

    decision_id: str
    decided_at: datetime
    action: str
    entity: str
    other: str
    article_count: int
    origin: str
    note: str | None
    reverted_at: datetime | None


def merge(connection: duckdb.DuckDBPyConnection, entity: Named, into: Named, by: Choice, force: bool = False) -> str:
    """Decide that an entity is the same as another, which keeps its name; return the decision's id.

    Raises:
        WarehouseError: they are one already, the first was merged before, or their kinds differ and `force` is not set.
    """
    if entity.entity_id == into.final_id:
        raise WarehouseError(f"{into.told} and {entity.told} are one already, so there is nothing to merge.")
    if entity.merged_into is not None:
        raise WarehouseError(f"{entity.told} was merged before; undo that decision (`dateline entities decisions`).")
    if entity.kind != into.kind and not force:
        kinds = f"{entity.name} is of kind {entity.kind} and {into.name} of kind {into.kind}"
        raise WarehouseError(f"{kinds}; merge them with --force if they are one nevertheless.")
    with _changing(connection):
        identity = append(connection, "merge", entity.entity_id, into.entity_id, [(entity.entity_id, None)], by)
        follow(connection, [identity])
    return identity


def split(
    connection: duckdb.DuckDBPyConnection, entity: Named, other: Entity, article_ids: Sequence[str], by: Choice
) -> str:
    """Decide that an entity's mentions in some articles are of another one; return the decision's id.

    Args:
        connection: a warehouse open for writing.
        entity: the entity, as merges and earlier splits have it.
        other: the other one; it is added to `dim_entity` where it is not there.
        article_ids: the articles.
        by: who decides, when and why.

    Raises:
        WarehouseError: an article does not mention the entity, or the other one is the same.
    """
    pairs = _pairs(connection, entity, article_ids)
    with _changing(connection):
        add_entity(connection, other)
        if named_entity(connection, other.entity_id).final_id == entity.final_id:
            raise WarehouseError(f"{other.name} is {entity.told}; give a name that tells the two apart.")
        identity = append(connection, "split", entity.entity_id, other.entity_id, pairs, by)
        follow(connection, [identity])
    return identity


def undo(connection: duckdb.DuckDBPyConnection, decision: str, by: Choice) -> str:
    """Revert a decision, named by its id or the beginning of it: what it said holds no longer; return its id.

    Raises:
        WarehouseError: there is no such decision, or several, or it was undone before.
    """
    rows = connection.execute(read_sql("sql/decisions/rows.sql"), {"decision": decision}).fetchall()
    found = sorted({str(row[0]) for row in rows})
    if len(found) != 1:
        several = f"“{decision}” may be one of: {', '.join(found)}" if found else f"There is no decision “{decision}”"
        raise WarehouseError(f"{several}; `dateline entities decisions` shows them.")
    pairs = [(entity_id, article_id) for _, entity_id, article_id, holds in rows if holds]
    if not pairs:
        raise WarehouseError(f"The decision {found[0]} was undone before.")
    with _changing(connection):
        revert(connection, found[0], pairs, by)
        follow(connection, found)
    return found[0]


def decisions(connection: duckdb.DuckDBPyConnection) -> list[Decision]:
    """Return all decisions: those that hold first, the latest first."""
    return [Decision(*row) for row in connection.execute(read_sql("sql/decisions/list.sql")).fetchall()]


def _pairs(connection: duckdb.DuckDBPyConnection, entity: Named, article_ids: Sequence[str]) -> list[Pair]:
    """Return what facts of the articles name the entity by, and itself, which they may name when read anew."""
    chosen = pa.table({"article_id": pa.array(sorted(set(article_ids)), pa.string())})
    query, parameters = read_sql("sql/decisions/split_rows.sql"), {"entity_id": entity.final_id}
    with relations(connection, {"chosen": chosen}):
        found = set(connection.execute(query, parameters).fetchall())
    missing = sorted(set(article_ids) - {article_id for _, article_id in found})
    if missing or not found:
        raise WarehouseError(f"{entity.told} is not mentioned in {', '.join(missing) or 'any article given'}.")
    return sorted(found | {(entity.final_id, article_id) for article_id in article_ids})


@contextmanager
def _changing(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    try:
        with transaction(connection):
            yield
    except duckdb.Error as error:
        raise WarehouseError(f"Nothing was decided: {first_line(error)}") from error
