"""Coverage in the Prefect UI: the artifact `coverage`, and one event for each source that went quiet or came back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from prefect.artifacts import create_table_artifact
from prefect.events import emit_event

from flows.store import WAIT_SECONDS
from flows.terminal import printable
from warehouse.connection import connect
from warehouse.coverage import SourceDay, judged_days, record_reported

_KEY = "coverage"


def report_coverage(warehouse: Path, at: datetime) -> list[SourceDay]:
    """Tell what the latest full day of each source came to, in an artifact and, where it is news, by events.

    An event is sent before it is recorded as reported: one that a crash falls between is sent twice, and none is lost.

    Args:
        warehouse: the DuckDB file, of this version's schema.
        at: now.

    Returns:
        The sources that are monitored, news first, then other alarms.
    """
    with closing(connect(warehouse, read_only=True, wait_seconds=WAIT_SECONDS)) as connection:
        days = judged_days(connection, at)
    if days:
        _show(days)
    news = [row for row in days if row.news]
    for row in news:
        _emit(row)
    if news:
        with closing(connect(warehouse, wait_seconds=WAIT_SECONDS)) as connection:
            record_reported(connection, news, at)
    return days


def _show(days: Sequence[SourceDay]) -> None:
    table = [
        {
            "source": printable(row.outlet),
            "day": row.day.isoformat(),
            "expected": "" if row.expected is None else f"{row.expected:g}",
            "obtained": row.obtained,
            "verdict": row.verdict,
            "reason": printable(row.reason),
            "new": row.news or "",
        }
        for row in days
    ]
    alarms, news = sum(row.is_alarm for row in days), sum(row.news is not None for row in days)
    told = f"The latest day of each source that is over: {len(days)} sources, {alarms} alarms, {news} of the rows new."
    create_table_artifact(table, key=_KEY, description=told)


def _emit(row: SourceDay) -> None:
    payload = {
        "day": row.day.isoformat(),
        "expected": row.expected,
        "obtained": row.obtained,
        "verdict": row.verdict,
        "reason": printable(row.reason),
    }
    resource = {
        "prefect.resource.id": f"dateline.source.{printable(row.source_id)}",
        "prefect.resource.name": printable(row.outlet),
    }
    emit_event(f"dateline.source.{row.news}", resource, payload=payload)
