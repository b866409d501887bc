"""The state or country that a comma tells of a place: "Paris, Texas", "Buffalo, New York".

A comma also parts the names of a list ("Niger, Nigeria and Chad"; "Washington, Pennsylvania and California"), in which
none lies in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transforms.atlas import Area, Atlas
from transforms.gazetteer import fold_name

_NAME = r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}"
_BEHIND_COMMA = re.compile(rf"\s?,\s?(?P<name>{_NAME})")
_NEXT = re.compile(rf"\s?(?:,(?:\s?and|\s?or)?|and|or)\s(?P<name>{_NAME})")
_BEFORE = re.compile(rf"(?P<name>{_NAME})\s?(?:,(?:\s?and|\s?or)?|and|or)\s$")
_COMMA_BEFORE = re.compile(r"[\w.]\s?,\s$")
_LONGEST_BEFORE = 60  # characters
_LARGE_CITY = 1_000_000  # people; New York and Washington are cities rather than states in a list of cities
_DWARFED = 30  # times as many people: "Boston, New York" is a list


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A name of a place in a text; half-open offsets in characters."""

    char_start: int
    char_end: int
    surface: str


def find_areas(spans: Sequence[PlaceSpan], heads: Sequence[str], text: str, atlas: Atlas) -> list[Area | None]:
    """Return for each name the state or country that stands behind its comma there, else where it first has one."""
    behind = [_area_behind(span, head, text, atlas) for span, head in zip(spans, heads, strict=True)]
    first: dict[str, Area] = {}
    for head, area in zip(heads, behind, strict=True):
        if area is not None:
            first.setdefault(fold_name(head), area)
    return [area or first.get(fold_name(head)) for head, area in zip(heads, behind, strict=True)]


def state_of(span: PlaceSpan, text: str, atlas: Atlas) -> int | None:
    """Return the row of the state that a name certainly means: behind a comma, or in a list of states; else None."""
    before = text[max(0, span.char_start - _LONGEST_BEFORE) : span.char_start]
    if _COMMA_BEFORE.search(before) or _is_listed(span, before, text, atlas):
        area = atlas.area(span.surface)
        return area.admin1_row if area else None
    return None


def _area_behind(span: PlaceSpan, head: str, text: str, atlas: Atlas) -> Area | None:
    if "," in span.surface:
        return atlas.area(span.surface.split(",")[1])
    match = _BEHIND_COMMA.match(text, span.char_end)
    if match is None:
        return None
    for name in _beginnings(match["name"]):
        area = atlas.area(name)
        if area is not None:
            end = match.start("name") + len(name)
            return None if _is_list(head, name, area, atlas) or _goes_on(head, area, text, end, atlas) else area
    return None


def _is_list(head: str, name: str, area: Area, atlas: Atlas) -> bool:
    """Tell whether two names are peers: two countries, or two cities far apart ("Boston, New York")."""
    inside = [each.people for each in atlas.inside(head, area) if each.is_main]
    most = max(inside, default=0.0)
    outside = [each for each in atlas.candidates(head) if not area.holds(each)]
    if area.admin1_row is None:
        return any(each.kind == "country" and each.people > most for each in outside)
    return _is_large_city(name, atlas) and any(each.people > _DWARFED * most for each in outside)


def _goes_on(head: str, area: Area, text: str, end: int, atlas: Atlas) -> bool:
    """Tell whether two names of states begin a list of them."""
    own = atlas.area(head)
    if own is None or own.admin1_row is None or area.admin1_row is None:
        return False
    match = _NEXT.match(text, end)
    return match is not None and _is_state_of(own.country_code, _beginnings(match["name"]), atlas)


def _is_listed(span: PlaceSpan, before: str, text: str, atlas: Atlas) -> bool:
    """Tell whether the names beside it are states of the same country, on both sides if there are two."""
    behind, ahead = _NEXT.match(text, span.char_end), _BEFORE.search(before)
    beside = [_beginnings(behind["name"])] if behind else []
    beside += [_endings(ahead["name"])] if ahead else []
    own = atlas.area(span.surface) if beside else None
    return own is not None and all(_is_state_of(own.country_code, names, atlas) for names in beside)


def _is_state_of(country_code: str | None, names: Iterable[str], atlas: Atlas) -> bool:
    """Tell whether one of the names is a state of the country, and of no large city."""
    found = ((name, atlas.area(name)) for name in names)
    return any(
        area is not None
        and area.admin1_row is not None
        and area.country_code == country_code
        and not _is_large_city(name, atlas)
        for name, area in found
    )


def _is_large_city(name: str, atlas: Atlas) -> bool:
    return any(each.kind == "city" and each.people > _LARGE_CITY for each in atlas.everywhere(name))


def _beginnings(name: str) -> Iterator[str]:
    words = name.split()
    return (" ".join(words[:count]) for count in range(len(words), 0, -1))


def _endings(name: str) -> Iterator[str]:
    words = name.split()
    return (" ".join(words[first:]) for first in range(len(words)))
