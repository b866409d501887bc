"""Read the reference tables of `seeds/` and the gazetteer, once a process."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from flows.gazetteer import load_gazetteer
from transforms.cues import CueLexicon
from transforms.judge import Judge
from transforms.names import NameLexicon
from transforms.places import PlaceNames
from transforms.reference import Reference
from transforms.roles import RoleLexicon
from transforms.sources import SourceRegistry
from transforms.tagger import Tagger

SEEDS = Path(__file__).parent.parent / "seeds"
MODELS = SEEDS / "models"


def seed_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of `seeds/<name>.csv`."""
    with (SEEDS / f"{name}.csv").open(newline="", encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


@lru_cache(maxsize=1)
def load_reference() -> Reference:
    """Return the reference tables; later calls of the same process return the same object."""
    return Reference(
        sources=SourceRegistry.from_rows([*seed_rows("sources"), *agency_rows()]),
        gazetteer=load_gazetteer(),
        places=PlaceNames.from_rows(seed_rows("places")),
        cues=CueLexicon.from_rows(seed_rows("cues")),
        roles=RoleLexicon.from_rows(seed_rows("roles")),
        names=NameLexicon.from_rows(seed_rows("names")),
        tagger=Tagger((MODELS / "tagger.crfsuite").read_bytes()),
        judge=Judge((MODELS / "judge.crfsuite").read_bytes()),
    )


def agency_rows() -> Iterator[dict[str, str]]:
    """Yield the agencies as rows of the registry, of kind `agency`."""
    for row in seed_rows("agencies"):
        yield {**row, "kind": "agency"}
