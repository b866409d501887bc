"""The reference tables that the transforms look things up in, read once a process and passed down."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.cues import CueLexicon
from transforms.gazetteer import Gazetteer
from transforms.judge import Judge
from transforms.knowledge import Knowledge
from transforms.name_tagger import NameTagger
from transforms.names import NameLexicon
from transforms.places import PlaceNames
from transforms.roles import RoleLexicon
from transforms.sources import SourceRegistry
from transforms.tagger import Tagger


@dataclass(frozen=True, slots=True)
class Reference:
    """Outlets and agencies, places and their other names, cue words, roles, names, models, and what is known."""

    sources: SourceRegistry
    gazetteer: Gazetteer
    places: PlaceNames
    cues: CueLexicon
    roles: RoleLexicon
    names: NameLexicon
    tagger: Tagger
    judge: Judge
    name_tagger: NameTagger
    knowledge: Knowledge
