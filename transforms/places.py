"""Which place a name means: one name alone, or all place names of an article together.

One name has one sense in an article, unless a comma says otherwise ("Paris, Texas").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.atlas import Area, Atlas, bare_name
from transforms.gazetteer import Candidate, Gazetteer, fold_name
from transforms.place_names import PlaceNames
from transforms.place_votes import Votes
from transforms.records import Location

__all__ = ["PlaceNames", "PlaceSpan", "place_of", "resolve_places"]

_AREA_BEHIND = re.compile(r"\s?,\s?(?P<area>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3})")
_COMMA_BEFORE = re.compile(r"[\w.]\s?,\s$")
_COUNTIES_BEHIND = re.compile(r"(?:(?:\s?,)?\s(?:and\s)?[A-Z][\w.’'-]*){0,8}\s[Cc]ounties\b")
_LEAST_PEOPLE = 5_000  # of a place that is meant by another name than its main one
_DATELINE_VOTES = 2.0
_DATELINE = "- dateline"  # no name folds to this


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A name of a place in a text; half-open offsets in characters."""

    char_start: int
    char_end: int
    surface: str


def place_of(name: str, gazetteer: Gazetteer, names: PlaceNames, near_country: str | None = None) -> Location | None:
    """Return the place that the name of a dateline or byline means, or None.

    Args:
        name: as printed, alone or with what holds it: "Jerusalem", "NAIROBI, Kenya", "WASHINGTON / BRUSSELS" (the
            first is meant).
        gazetteer: the places.
        names: other names of places.
        near_country: ISO 3166-1 alpha-2 of a country that is likelier than others, such as the outlet's.
    """
    atlas = Atlas(gazetteer, names)
    head, *tail = name.partition("/")[0].split(",")
    area = next((found for part in reversed(tail) if (found := atlas.area(part))), None)
    row = _row(head, area, atlas, Votes(near_country, wants_town=True))
    return None if row is None else gazetteer.location(row)


def resolve_places(
    spans: Sequence[PlaceSpan],
    text: str,
    gazetteer: Gazetteer,
    names: PlaceNames,
    outlet_country: str | None = None,
    dateline_location: Location | None = None,
) -> Sequence[Location | None]:
    """Return the place of each span, None where the gazetteer holds none of its name.

    Args:
        spans: the place names of one article.
        text: the article's text, which the offsets count.
        gazetteer: the places.
        names: other names of places.
        outlet_country: ISO 3166-1 alpha-2 of the outlet's country, or None.
        dateline_location: place of the dateline, or None.
    """
    atlas = Atlas(gazetteer, names)
    heads = [_head(span, text) for span in spans]
    areas = _areas(spans, heads, text, atlas)
    votes = _votes(heads, areas, atlas, outlet_country, dateline_location)
    senses: dict[tuple[str, Area | None], int | None] = {}
    for head, area in zip(heads, areas, strict=True):
        key = fold_name(head), area
        if key not in senses:
            senses[key] = _row(head, area, atlas, votes)
    rows = [senses[fold_name(head), area] for head, area in zip(heads, areas, strict=True)]
    told = [_state_behind_comma(span, text, atlas) for span in spans]
    return [_location(state or row, gazetteer) for state, row in zip(told, rows, strict=True)]


def _location(row: int | None, gazetteer: Gazetteer) -> Location | None:
    return None if row is None else gazetteer.location(row)


def _row(name: str, area: Area | None, atlas: Atlas, votes: Votes) -> int | None:
    best = votes.best(name, atlas.candidates(name, area))
    return best.row if best and (best.is_main or area or best.people >= _LEAST_PEOPLE) else None


def _head(span: PlaceSpan, text: str) -> str:
    """Return the name without what stands behind its comma; Bath is Bath County in "Bath and Menifee counties"."""
    name = bare_name(span.surface.split(",")[0])
    return f"{name} County" if _COUNTIES_BEHIND.match(text, span.char_end) else name


def _areas(spans: Iterable[PlaceSpan], heads: Sequence[str], text: str, atlas: Atlas) -> list[Area | None]:
    """Return for each name the state or country that stands behind its comma there, else where it first has one."""
    behind = [_area_behind(span, text, atlas) for span in spans]
    first: dict[str, Area] = {}
    for head, area in zip(heads, behind, strict=True):
        if area is not None:
            first.setdefault(fold_name(head), area)
    return [area or first.get(fold_name(head)) for head, area in zip(heads, behind, strict=True)]


def _area_behind(span: PlaceSpan, text: str, atlas: Atlas) -> Area | None:
    if "," in span.surface:
        return atlas.area(span.surface.split(",")[1])
    match = _AREA_BEHIND.match(text, span.char_end)
    words = match["area"].split() if match else []
    tries = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((found for each in tries if (found := atlas.area(each))), None)


def _state_behind_comma(span: PlaceSpan, text: str, atlas: Atlas) -> int | None:
    """Return the row of the state that a name behind a comma means: New York in "Buffalo, New York"."""
    if not _COMMA_BEFORE.search(text[max(0, span.char_start - 4) : span.char_start]):
        return None
    area = atlas.area(span.surface)
    return area.admin1_row if area else None


def _votes(
    heads: Sequence[str], areas: Sequence[Area | None], atlas: Atlas, outlet: str | None, dateline: Location | None
) -> Votes:
    votes = Votes(outlet)
    for head, area in dict(zip(heads, areas, strict=True)).items():
        found: Sequence[Candidate] = atlas.candidates(head, area)
        votes.add(head, found)
    row = atlas.gazetteer.row_of(dateline.location_id) if dateline else None
    if row is not None:
        votes.add(_DATELINE, [atlas.gazetteer.candidate(row)], _DATELINE_VOTES)
    return votes
