"""The folder `seeds/`: the rows of its tables, its models and its sample articles."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"
MODELS = SEEDS / "models"
SAMPLES = SEEDS / "samples"


def seed_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of `seeds/<name>.csv`."""
    with (SEEDS / f"{name}.csv").open(newline="", encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def agency_rows() -> Iterator[dict[str, str]]:
    """Yield the agencies as rows of the registry, of kind `agency`."""
    for row in seed_rows("agencies"):
        yield {**row, "kind": "agency"}
