"""Homonyms: two people of one name whose roles are of different countries are kept apart by a rule.

The rule looks at all articles that tell a person's country by a role ("the mayor of Accra, John Smith"). Where they
tell several, the articles of each country are split off to an entity of their own, whose id is made of the person's id
and the country; articles that tell none stay with the name. A country told by less than `LEAST_SHARE` of the articles
is taken for an error of reading and splits nothing.

What is decided hangs on the articles alone, never on their order: decisions that new articles belie are reverted.
People in the knowledge base are one, and what a person decided or undid is left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

import duckdb

from transforms.ids import make_id
from transforms.records import Entity
from warehouse.decision_rows import Choice, Pair, add_entity, append, decision_id, follow, revert
from warehouse.sql_files import read_sql

LEAST_SHARE = 0.1
_NOTE = "Articles tell roles of different countries."
_Splits = defaultdict[tuple[str, str], set[Pair]]


def keep_apart(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the rule's decisions to what the articles tell of the people in the batch that is being published.

    It runs within the transaction of a batch and sees its `published`.
    """
    connection.execute(_sql("told"))
    changed = _settle(connection, Choice(datetime.now(UTC), "rule", _NOTE))
    changed |= {identity for (identity,) in connection.execute(_sql("read_anew")).fetchall()}
    connection.execute("DROP TABLE told")
    if changed:
        follow(connection, changed)


def _settle(connection: duckdb.DuckDBPyConnection, by: Choice) -> set[str]:
    """Split off what is to be and is not, revert what is and is not to be; return the decisions that changed."""
    wanted, held = _wanted(connection), _held(connection)
    undone = {identity for (identity,) in connection.execute(_sql("undone")).fetchall()}
    changed = set()
    for entity_id, other_id in wanted.keys() | held.keys():
        identity, key = decision_id("split", entity_id, other_id), (entity_id, other_id)
        if identity in undone or wanted[key] == held[key]:
            continue
        if gone := held[key] - wanted[key]:
            revert(connection, identity, sorted(gone), by)
        if new := wanted[key] - held[key]:
            append(connection, "split", entity_id, other_id, sorted(new), by)
        changed.add(identity)
    return changed


def _wanted(connection: duckdb.DuckDBPyConnection) -> _Splits:
    """Return what is to be split off, by person and other person, who is added where needed."""
    splits: _Splits = defaultdict(set)
    for entity_id, name, country, articles in connection.execute(_sql("apart"), {"share": LEAST_SHARE}).fetchall():
        other = Entity(make_id("entity", entity_id, country), f"{name} ({country})", "person", country_code=country)
        add_entity(connection, other)
        splits[entity_id, other.entity_id] = {(entity_id, article_id) for article_id in articles}
    return splits


def _held(connection: duckdb.DuckDBPyConnection) -> _Splits:
    """Return what the rule has split off of these people."""
    splits: _Splits = defaultdict(set)
    for entity_id, other_id, article_id in connection.execute(_sql("held")).fetchall():
        splits[entity_id, other_id].add((entity_id, article_id))
    return splits


def _sql(name: str) -> str:
    return read_sql(f"sql/homonyms/{name}.sql")
