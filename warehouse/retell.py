"""Retelling: what texts tell of entities (roles, country, days), derived anew where a split moves articles.

Publishing adds what new articles tell as it comes; this is the same, from all articles, for the few entities that a
split takes articles from or gives them to.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from warehouse.sql_files import read_sql
from warehouse.staged import relations

_STEPS = ("owned", "forget_roles", "roles", "entities")


def retell(connection: duckdb.DuckDBPyConnection, entity_ids: Iterable[str]) -> None:
    """Derive role, country, days and roles over time of the entities from the articles that are about them."""
    touched = pa.table({"entity_id": pa.array(sorted(set(entity_ids)), pa.string())})
    if touched.num_rows == 0:
        return
    with relations(connection, {"touched": touched}):
        for step in _STEPS:
            connection.execute(read_sql(f"sql/retell/{step}.sql"))
        connection.execute("DROP TABLE owned")
