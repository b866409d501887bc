"""The ledger as later runs read it: which inputs are settled, which files were read, what was replayed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import duckdb
import pyarrow as pa

from warehouse.sql_files import read_sql
from warehouse.staged import relations


class Known(NamedTuple):
    """What became of a place's bytes when they were read last.

    Attributes:
        capture_id: the capture; the same bytes at the same place have the same.
        article_id: article that holds their text, None where they were rejected.
        revision: revision of that article.
        outcome: outcome in the ledger.
    """

    capture_id: str
    article_id: str | None
    revision: int | None
    outcome: str


def known_captures(connection: duckdb.DuckDBPyConnection, places: Sequence[str]) -> dict[str, Known]:
    """Return the latest ledger row of each place that has one, so that a run can pass over what it has settled."""
    table = pa.table({"place": pa.array(sorted(set(places)), pa.string())})
    with relations(connection, {"places": table}):
        rows = connection.execute(read_sql("sql/known_captures.sql")).fetchall()
    return {place: Known(*known) for place, *known in rows}


def seen_files(connection: duckdb.DuckDBPyConnection) -> dict[str, datetime]:
    """Return, by place, the time of modification that each file had when a run read it last."""
    return dict(connection.execute(read_sql("sql/seen_files.sql")).fetchall())


def mark_replayed(connection: duckdb.DuckDBPyConnection, rejection_ids: Sequence[str], at: datetime) -> int:
    """Record when rejections were replayed; return how many had not been before."""
    table = pa.table({"rejection_id": pa.array(rejection_ids, pa.string())})
    with relations(connection, {"replayed": table}):
        (changed,) = connection.execute(read_sql("sql/mark_replayed.sql"), {"at": at}).fetchone() or (0,)
    return int(changed)
