"""The table that `make quality` prints: figures beside their targets, the best that is known, and their floors."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.quality.bench import Figure
from tests.quality.floors import Floors

_TARGETS = Path(__file__).with_name("targets.csv")
_MEASURE_WIDTH = 44


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure on all of dev is to reach, and the best that is known on it; None where nothing is set."""

    target: float | None = None
    best_known: float | None = None


def load_targets() -> dict[tuple[str, str], Target]:
    """Read the targets by bench and measure."""
    with _TARGETS.open(newline="", encoding="utf-8") as stream:
        return {
            (row["bench"], row["measure"]): Target(_number(row["target"]), _number(row["best_known"]))
            for row in csv.DictReader(stream)
        }


def show(measured: Mapping[str, Sequence[Figure]], floors: Floors, scope: str) -> None:
    """Print the figures by bench. Targets are for all of dev: beside those of a sample they would mislead."""
    targets = load_targets() if scope == "dev" else {}
    table = Table(box=None, pad_edge=False)
    table.add_column("measure", width=_MEASURE_WIDTH)
    for name in (scope, "target", "best known", "floor"):
        table.add_column(name, justify="right", width=10)
    table.add_column("", width=16)
    for bench, figures in measured.items():
        table.add_row(f"[bold]{bench}[/]")
        for figure in figures:
            target = targets.get((bench, figure.measure), Target())
            floor = floors.of(scope, bench).get(figure.measure)
            numbers = map(_cell, (figure.value, target.target, target.best_known, floor))
            table.add_row(f"  {figure.measure}", *numbers, _mark(figure, target.target, floor))
    # As wide as the table, also where there is no terminal.
    Console(width=_MEASURE_WIDTH + 66, highlight=False).print(table)


def _mark(figure: Figure, target: float | None, floor: float | None) -> str:
    if figure.has_floor and floor is None:
        return "[yellow]no floor pinned[/]"
    if floor is not None and figure.value < floor:
        return "[bold red]BELOW FLOOR[/]"
    if target is not None and figure.value < target:
        return f"[yellow]short by {_cell(target - figure.value)}[/]"
    return "" if target is None else "[green]reached[/]"


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if value < 1.05 else f"{value:.1f}"


def _number(text: str) -> float | None:
    return float(text) if text else None
