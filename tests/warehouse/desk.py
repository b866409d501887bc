"""Weeks of a monitoring desk, laid into a warehouse: what was polled, found and loaded of each source on each day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta

import duckdb
import pyarrow as pa

from tests.warehouse.builders import new_warehouse
from warehouse.staged import relations

TODAY = date(2026, 11, 18)  # a Wednesday
WEEKS = 10

_FEEDS = """
    INSERT INTO ops.feed BY NAME
    SELECT DISTINCT source || '/feed' AS feed_url, source AS source_id, 'feed' AS kind, upper(source) AS name,
        'active' AS state, 0 AS failure_count
    FROM days WHERE polls > 0 AND source NOT IN (SELECT source_id FROM ops.feed)
"""
_POLLS = """
    INSERT INTO ops.poll BY NAME
    SELECT 'run-1' AS run_id, source || '/feed' AS feed_url, start + to_minutes(1440 * i // polls) AS polled_at,
        CASE WHEN i < failed THEN 'failed' WHEN i = failed AND offered > 0 THEN 'new' ELSE 'nothing_new' END AS outcome,
        0 AS entry_count, if(i = failed, offered, 0) AS new_count
    FROM (SELECT *, unnest(range(polls)) AS i FROM days)
"""
_ARTICLES = """
    INSERT INTO fact_article BY NAME
    SELECT source || day || i AS article_id, 1 AS revision, true AS is_current, source AS source_id, 'u' AS input_uri,
        [] AS authors, CASE WHEN is_dated THEN start + to_minutes(i::INTEGER) END AS published_at,
        CASE WHEN is_dated THEN day END AS published_date,
        if(is_dated, 'second', 'unknown') AS published_precision, if(is_dated, 'json_ld', 'none') AS published_basis,
        coalesce(seen_at, start + to_minutes(i::INTEGER + 10)) AS first_seen_at, language, 'text' AS text,
        words + 10 * (i % 5) AS word_count, 'x' AS content_sha256, 'c' AS capture_id, 'run-1' AS run_id,
        'v' AS extractor_version
    FROM (SELECT *, unnest(range(articles)) AS i FROM days)
"""
_STATEMENTS = """
    INSERT INTO fact_statement BY NAME
    SELECT uuid()::VARCHAR AS statement_id, source || day || i AS article_id, 1 AS revision, 1 AS position,
        'body' AS part, 'direct' AS kind, 'named' AS speaker_naming, 'said' AS cue_text, 'say' AS cue_lemma,
        'say' AS act, 'c' AS content, 0 AS content_start, 1 AS content_end, [] AS content_spans, false AS is_hedged,
        false AS is_negated, 'day' AS said_precision, 'published' AS said_basis, 1.0 AS confidence, 'run-1' AS run_id
    FROM (SELECT *, unnest(range(articles)) AS i FROM days), range(10) AS t(j)
    WHERE j < statements AND j < statements - 1 + i % 3
"""
_ADDRESSES = """
    INSERT INTO ops.address BY NAME
    SELECT source || '/' || day || '/' || i AS url, if(i < waiting, 'waiting', 'failed') AS state, start AS found_at,
        source AS source_id, 1 AS attempt_count
    FROM (SELECT *, unnest(range(waiting + refused)) AS i FROM days)
"""


@dataclass(frozen=True)
class Day:
    """What a source gave on a day; nothing is polled of one that is not monitored."""

    source: str
    day: date
    articles: int
    polls: int = 24
    failed: int = 0
    offered: int = 0
    waiting: int = 0
    refused: int = 0
    language: str = "en"
    words: int = 400
    is_dated: bool = True
    statements: int = 3
    seen_at: datetime | None = None


def lay(connection: duckdb.DuckDBPyConnection, days: Iterable[Day]) -> None:
    rows = [asdict(day) | {"start": datetime.combine(day.day, time(), UTC)} for day in days]
    types = {"seen_at": pa.timestamp("us", "UTC"), "start": pa.timestamp("us", "UTC")}
    table = pa.table({name: pa.array([row[name] for row in rows], types.get(name)) for name in rows[0]})
    with relations(connection, {"days": table}):
        for statement in (_FEEDS, _POLLS, _ARTICLES, _STATEMENTS, _ADDRESSES):
            connection.execute(statement)


def steady(day: date) -> Day:
    """About twenty articles every day."""
    return Day("steady", day, 20 + day.toordinal() % 5, offered=20)


def weekdays(day: date) -> Day:
    """About thirty articles, and none at the weekend."""
    count = 0 if day.isoweekday() > 5 else 30 + day.toordinal() % 7
    return Day("weekdays", day, count, offered=count)


def few(day: date) -> Day:
    """An article on two days of three."""
    count = int(day.toordinal() % 3 > 0)
    return Day("few", day, count, polls=4, offered=count)


SOURCES: tuple[Callable[[date], Day], ...] = (steady, weekdays, few)


def weeks(before: date = TODAY, count: int = WEEKS) -> list[date]:
    """Return the days of so many weeks before a day."""
    return [before - timedelta(days=number) for number in range(7 * count, 0, -1)]


def new_desk() -> duckdb.DuckDBPyConnection:
    """Return a warehouse with ten ordinary weeks of three sources, up to yesterday."""
    connection = new_warehouse("run-1")
    lay(connection, [source(day) for day in weeks() for source in SOURCES])
    return connection
