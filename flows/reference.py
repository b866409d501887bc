"""Read the reference tables of `seeds/` and the gazetteer, once a process."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from flows.gazetteer import load_gazetteer
from flows.knowledge import load_knowledge
from flows.outlets import known_outlets
from flows.registry import registry_rows
from flows.seeds import MODELS, agency_rows, seed_rows
from transforms.cues import CueLexicon
from transforms.judge import Judge
from transforms.name_tagger import NameTagger
from transforms.names import NameLexicon
from transforms.places import PlaceNames
from transforms.reference import Reference
from transforms.roles import RoleLexicon
from transforms.shelves import Entry
from transforms.sources import SourceRegistry
from transforms.tagger import Tagger


@lru_cache(maxsize=1)
def known_entries() -> tuple[Entry, ...]:
    """Return the entries of `seeds/entities.csv`."""
    return tuple(Entry.from_row(row) for row in seed_rows("entities"))


@lru_cache(maxsize=4)
def load_reference(imported: Path | None = None, sources: Path | None = None) -> Reference:
    """Return the reference tables; later calls of the same process return the same object.

    Args:
        imported: folder of the imported part of the knowledge base (`flows.knowledge.imported_knowledge`), or None.
        sources: file of the monitored sources, whose outlets are added to those that are known, or None.
    """
    if imported is not None:
        return replace(load_reference(None, sources), knowledge=load_knowledge(known_entries(), imported))
    if sources is not None:
        told = [*seed_rows("sources"), *agency_rows(), *registry_rows(sources)]
        return replace(load_reference(), sources=SourceRegistry.from_rows(told))
    return Reference(
        sources=known_outlets(),
        gazetteer=load_gazetteer(),
        places=PlaceNames.from_rows(seed_rows("places")),
        cues=CueLexicon.from_rows(seed_rows("cues")),
        roles=RoleLexicon.from_rows(seed_rows("roles")),
        names=NameLexicon.from_rows(seed_rows("names"), known_entries()),
        tagger=Tagger((MODELS / "tagger.crfsuite").read_bytes()),
        judge=Judge((MODELS / "judge.crfsuite").read_bytes()),
        name_tagger=NameTagger((MODELS / "names.crfsuite").read_bytes()),
        knowledge=load_knowledge(known_entries()),
    )
