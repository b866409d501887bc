"""Rules of the warehouse as a whole: each is a query for offenders, whose result must be empty."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from expectations.checks import no_rows
from expectations.reading import show
from expectations.rule import Rule

NAME = "warehouse"
Offenders = tuple[str, str, pa.Table]


def rule(name: str, description: str) -> Rule:
    """Return the rule that a query's offenders are none."""
    return no_rows(name, description, level="batch")


def first_offender(offenders: pa.Table) -> str:
    """Return the first offending row for a person: its columns with their values."""
    rows: list[dict[str, Any]] = offenders.slice(0, 1).to_pylist()
    return ", ".join(f"{name} = {show(value)}" for row in rows for name, value in row.items())
