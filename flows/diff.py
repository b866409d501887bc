"""`dateline diff`: what differs in facts between two warehouses, as tables or JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from itertools import takewhile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.terminal import cell
from warehouse.diff import Difference, Example, diff

_SHOWN_CHARACTERS, _BEFORE = 80, 20


def show_diff(old: Path, new: Path, limit: int, form: str) -> None:
    """Print what differs in the facts of two warehouses.

    Args:
        old, new: the DuckDB files.
        limit: examples of each kind of difference at the most.
        form: `table`, or `json` (one object for each kind of facts, a line each).

    Raises:
        WarehouseError: a file cannot be opened, or both are the same.
    """
    found = diff(old, new, limit)
    if form == "json":
        for each in found:
            sys.stdout.write(json.dumps(asdict(each), ensure_ascii=False) + "\n")
        return
    console = Console()
    console.print(_counts(found))
    for each in found:
        if each.examples:
            console.print(_examples(each))
    if not any(each.examples for each in found):
        console.print("The facts are the same.")


def _counts(found: list[Difference]) -> Table:
    table = Table("facts", title="What differs", title_justify="left")
    for name in ("old", "new", "added", "removed", "changed"):
        table.add_column(name, justify="right")
    table.add_column("changed in")
    for each in found:
        columns = ", ".join(f"{name} {count}" for name, count in each.columns.items())
        counts = (each.old_count, each.new_count, each.added, each.removed, each.changed)
        table.add_row(each.facts, *map(str, counts), cell(columns))
    return table


def _examples(of: Difference) -> Table:
    table = Table("", "input", "named", "column", "old", "new", title=of.facts.capitalize(), title_justify="left")
    for each in of.examples:
        old, new = _around_difference(each)
        table.add_row(each.state, *map(cell, (each.input_uri, _cut(each.name), each.column, old, new)))
    return table


def _around_difference(each: Example) -> tuple[str | None, str | None]:
    """Return the values, of long ones the part from a little before they begin to differ."""
    if max(len(each.old or ""), len(each.new or "")) <= _SHOWN_CHARACTERS:
        return each.old, each.new
    pairs = zip(each.old or "", each.new or "", strict=False)
    start = max(0, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)) - _BEFORE)
    return _cut(each.old, start), _cut(each.new, start)


def _cut(value: str | None, start: int = 0) -> str | None:
    if value is None:
        return None
    part = value[start : start + _SHOWN_CHARACTERS].replace("\n", "⏎")
    return f"{'…' if start else ''}{part}{'…' if start + _SHOWN_CHARACTERS < len(value) else ''}"
