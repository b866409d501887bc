"""Entities as people look at them: lists, and one in full with its aliases, roles over time and articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import duckdb

from transforms.records import Entity
from warehouse.sql_files import read_sql


class Listed(NamedTuple):
    """An entity in a list; counts are of the current revisions."""

    entity_id: str
    name: str
    kind: str
    role: str | None
    country_code: str | None
    wikidata_id: str | None
    article_count: int
    statement_count: int
    merged_into_name: str | None


class Role(NamedTuple):
    """A role over time, from the knowledge base (`since`, `until`) or from texts (`first_seen`, `last_seen`)."""

    role: str
    origin: str
    since: date | None
    since_precision: str | None
    until: date | None
    until_precision: str | None
    first_seen: date | None
    last_seen: date | None


class Mentioning(NamedTuple):
    """An article that mentions an entity."""

    article_id: str
    published_date: date | None
    outlet: str
    title: str | None
    mention_count: int
    statement_count: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One entity, merges and splits followed.

    Attributes:
        entity: the entity.
        members: the entities merged into it.
        aliases: names as texts write them, with their uses.
        roles: roles over time, the latest first.
        articles: the latest articles that mention it.
        article_count: how many there are in all.
    """

    entity: Entity
    members: list[str]
    aliases: list[tuple[str, int]]
    roles: list[Role]
    articles: list[Mentioning]
    article_count: int


def list_entities(connection: duckdb.DuckDBPyConnection, words: Sequence[str], limit: int) -> tuple[list[Listed], int]:
    """Return the entities whose name or an alias has all the words, and how many there are beyond the limit."""
    query, parameters = read_sql("sql/entities/list.sql"), {"words": list(words), "limit": limit}
    rows = connection.execute(query, parameters).fetchall()
    return [Listed(*row[:-1]) for row in rows], rows[0][-1] if rows else 0


def dossier(connection: duckdb.DuckDBPyConnection, entity_id: str, limit: int) -> Dossier:
    """Return all that the command line shows of an entity, at most `limit` articles."""

    def rows(name: str, **parameters: object) -> list[tuple[Any, ...]]:
        query = read_sql(f"sql/entities/{name}.sql")
        return connection.execute(query, {"entity_id": entity_id, **parameters}).fetchall()

    articles = rows("articles", limit=limit)
    return Dossier(
        entity=Entity(*rows("one")[0]),
        members=[name for (name,) in rows("members")],
        aliases=[(alias, uses) for alias, uses in rows("aliases")],
        roles=[Role(*row) for row in rows("roles")],
        articles=[Mentioning(*row[:-1]) for row in articles],
        article_count=articles[0][-1] if articles else 0,
    )
