"""What else in a text tells where it plays: states and counties inside other names, nationalities, abbreviations.

"Georgia Bureau of Investigation", "Anderson County Sheriff", "R-Ky." and "Iraqis" are no names of places, yet tell
which Albany, Palestine or London is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.atlas import Atlas
from transforms.gazetteer import Candidate

_WORD = r"[A-Z][\w’'-]*\.?(?:[A-Z]\.)*"
# Capitalised words in a row; what comes behind the first one is left alone: "Michael Jordan" is no country.
_RUN = re.compile(rf"\b(?:The |[RD]-)?({_WORD}(?: {_WORD})*)")
_LONGEST = 3  # words


def find_hints(text: str, atlas: Atlas) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
    """Yield the names that hint at areas, each once, with the countries, states or counties that it may mean."""
    runs = {" ".join(match[1].split(" ")[:_LONGEST]) for match in _RUN.finditer(text)}
    names = {name: found for run in runs for name, found in [_longest(run, atlas)] if found}
    yield from names.items()


def _longest(run: str, atlas: Atlas) -> tuple[str, tuple[Candidate, ...]]:
    found = atlas.hints(run)
    shorter = run.rpartition(" ")[0]
    return (run, found) if found or not shorter else _longest(shorter, atlas)
