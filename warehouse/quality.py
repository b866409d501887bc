"""What the suites found in a run, and what is in the quarantine."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import duckdb

from warehouse.sql_files import read_sql


class RuleResult(NamedTuple):
    """How a rule came out over all batches of a run."""

    suite: str
    rule: str
    severity: str
    evaluated: int
    unexpected: int
    success: bool


class Pending(NamedTuple):
    """A rejection that was not replayed; `place` is where its bytes can be read again."""

    rejection_id: str
    input_uri: str
    stage: str
    rule: str
    reason: str
    severity: str
    place: str
    run_started_at: datetime


def rule_results(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[RuleResult]:
    """Return how the rules of a run came out, the broken ones first."""
    rows = connection.execute(read_sql("sql/summary/quality.sql"), {"run_id": run_id}).fetchall()
    return [RuleResult(*row) for row in rows]


def pending_rejections(connection: duckdb.DuckDBPyConnection) -> list[Pending]:
    """Return what is in the quarantine and was not replayed, the latest run first."""
    return [Pending(*row) for row in connection.execute(read_sql("sql/pending_rejections.sql")).fetchall()]
