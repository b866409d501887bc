"""Which place a name means: one name alone, or all place names of an article together.

One name has one sense in an article, unless a comma says otherwise ("Paris, Texas").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from transforms.atlas import Area, Atlas, bare_name
from transforms.gazetteer import Candidate, Gazetteer, fold_name
from transforms.place_areas import PlaceSpan, find_areas, state_of
from transforms.place_hints import find_hints
from transforms.place_names import PlaceNames
from transforms.place_votes import Votes
from transforms.records import Location

__all__ = ["PlaceNames", "PlaceSpan", "lies_within", "place_of", "resolve_places"]

_COUNTIES_BEHIND = re.compile(r"(?:(?:\s?,)?\s(?:and\s)?[A-Z][\w.’'-]*){0,8}\s[Cc]ounties\b")
_ELSEWHERE = re.compile(
    r"\b(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Drive|Lane|Boulevard|Way|Route|Square|Quarter|Township|Colony|Creek|Rivers?"
    r"|Lakes?|Bay|Sea|Ocean|Gulf|Canal|Strait|Delta|Coast|Peninsula|Mount|Mountains?|Hills?|Peak|Valley|Forest|Park"
    r"|Islands?)\b"
)
_OF_TOWN = re.compile(
    r"\b(?:Airport|City Hall|Town Hall|Chamber of Commerce|City Council|Police|Fire|Zoo|Cathedral|Public Library)\b"
)
_LARGE = 100_000  # people
_LEAST_PEOPLE = 5_000  # of a place that is meant by another name than its main one


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

    A name of something in a place that it tells has that place: see `lies_within`.

    Args:
        spans: the place names of one article.
        text: the article's text, which the offsets count.
        gazetteer: the places.
        names: other names of places.
        outlet_country: ISO 3166-1 alpha-2 of the outlet's country, or None.
        dateline_location: place of the dateline, or None.
    """
    atlas = Atlas(gazetteer, names)
    heads = [_head(span, text, atlas) for span in spans]
    areas = find_areas(spans, heads, text, atlas)
    votes = _votes(heads, areas, atlas, outlet_country, dateline_location, text)
    named = list(zip(map(fold_name, heads), areas, strict=True))
    senses = {key: _row(head, key[1], atlas, votes) for key, head in dict(zip(named, heads, strict=True)).items()}
    known = {name: row for (name, _), row in senses.items() if row is not None}
    for (name, area), head in dict(zip(named, heads, strict=True)).items():
        if senses[name, area] is None:
            senses[name, area] = _surrounding(head, known, atlas, votes)
    told = [state_of(span, text, atlas) for span in spans]
    return [
        _location(senses[key] if state is None else state, gazetteer) for key, state in zip(named, told, strict=True)
    ]


def lies_within(name: str, gazetteer: Gazetteer, names: PlaceNames) -> bool:
    """Tell whether a name that `resolve_places` found a place for names something in it, and not the place itself.

    "Titus County Jail" lies within Titus County and "the Kremlin" within Moscow; they are no names of them.
    """
    head = bare_name(name.partition(",")[0])
    known = names.find(head)
    if known is not None:
        return known.use == "seat"
    return not Atlas(gazetteer, names).candidates(head) and names.behind_comma(f"{head}.") is None


def _location(row: int | None, gazetteer: Gazetteer) -> Location | None:
    return None if row is None else gazetteer.location(row)


def _row(name: str, area: Area | None, atlas: Atlas, votes: Votes) -> int | None:
    best = votes.best(name, atlas.candidates(name, area))
    return best.row if best and (best.is_main or area or best.people >= _LEAST_PEOPLE) else None


def _surrounding(name: str, known: Mapping[str, int], atlas: Atlas, votes: Votes) -> int | None:
    """Return the row of the place that a longer name tells it lies in: "Vancouver Airport", "Titus County Jail".

    A town counts only where the article names it by itself, or where it is large and the name is of what towns have.
    Streets, waters and mountains are called after places that are elsewhere.
    """
    if atlas.names.find(name) is not None:
        return None
    for phrase in filter(atlas.is_telling, _inner(name.split())):
        if _ELSEWHERE.search(name.replace(phrase, "", 1)) and not phrase.endswith(" County"):
            continue
        if (row := known.get(fold_name(phrase))) is not None:
            return row
        if atlas.hints(phrase, with_people=False) or _is_of_town(phrase, name, atlas):
            return _row(phrase, None, atlas, votes)
    return None


def _is_of_town(phrase: str, name: str, atlas: Atlas) -> bool:
    if not (name.startswith(phrase) and _OF_TOWN.search(name)):
        return False
    return any(each.kind == "city" and each.is_main and each.people >= _LARGE for each in atlas.everywhere(phrase))


def _inner(words: Sequence[str]) -> Iterator[str]:
    """Yield the phrases inside a name, the longest first."""
    for count in range(len(words) - 1, 0, -1):
        for first in range(len(words) - count + 1):
            yield " ".join(words[first : first + count])


def _head(span: PlaceSpan, text: str, atlas: Atlas) -> str:
    """Return the name without what stands behind its comma; Bath is Bath County in "Bath and Menifee counties"."""
    name = bare_name(span.surface.split(",")[0])
    if text.startswith(".", span.char_end) and atlas.names.behind_comma(f"{name}.") is not None:
        return f"{name}."
    return f"{name} County" if _COUNTIES_BEHIND.match(text, span.char_end) else name


def _votes(
    heads: Sequence[str],
    areas: Sequence[Area | None],
    atlas: Atlas,
    outlet: str | None,
    dateline: Location | None,
    text: str,
) -> Votes:
    row = atlas.gazetteer.row_of(dateline.location_id) if dateline else None
    votes = Votes(outlet, row)
    for hint, told in find_hints(text, atlas):
        votes.add(hint, told)
    for head, area in dict(zip(heads, areas, strict=True)).items():
        found: Sequence[Candidate] = atlas.candidates(head, area)
        votes.add(head, found)
    if dateline and row is not None and fold_name(dateline.name) not in {fold_name(head) for head in heads}:
        votes.add(dateline.name, [atlas.gazetteer.candidate(row)])
    votes.count()
    return votes
