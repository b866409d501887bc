"""Coverage: what the latest full day of each source came to, and what of it is news since it was reported last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import duckdb

from transforms.records import Alarm
from warehouse.insert import insert_rows
from warehouse.schema import literal
from warehouse.sql_files import read_sql

ALARMING = frozenset({"quiet", "hole", "drop"})


class SourceDay(NamedTuple):
    """A source on the latest day that can be judged.

    Attributes:
        source_id: the outlet.
        outlet: its name.
        day: the day, UTC.
        expected: articles that its history lets expect, None where there is no history.
        obtained: articles that were loaded.
        verdict: as in `ops.coverage`.
        reason: why it is quiet, hole or drop.
        news: quiet, hole, drop or recovered where that was not reported yet.
    """

    source_id: str
    outlet: str
    day: date
    expected: float | None
    obtained: int
    verdict: str
    reason: str | None
    news: str | None

    @property
    def is_alarm(self) -> bool:
        """Whether something is wrong, reported before or not."""
        return self.verdict in ALARMING


def judged_days(connection: duckdb.DuckDBPyConnection, at: datetime) -> list[SourceDay]:
    """Return, as of a time, the latest day of each source that can be judged: news first, then other alarms.

    The day that is going on is none of them: at one in the morning a silence means nothing.
    """
    connection.execute(f"SET VARIABLE coverage_now = {literal(at.isoformat())}")
    try:
        rows = connection.execute(read_sql("sql/coverage/judged.sql"), {"today": at.astimezone(UTC).date()}).fetchall()
    finally:
        connection.execute("RESET VARIABLE coverage_now")
    return [SourceDay(*row) for row in rows]


def record_reported(connection: duckdb.DuckDBPyConnection, days: Sequence[SourceDay], at: datetime) -> None:
    """Record the news among the days as reported, so that they are none in the next run."""
    rows = [Alarm(row.source_id, at, row.news, row.day, row.reason) for row in days if row.news]
    if rows:
        insert_rows(connection, Alarm, rows)
