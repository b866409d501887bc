"""Points of countries and subdivisions, which the packages tell none of: the middle of where their towns stand.

The area is cut into cells of half a degree, and the point is the mean of those that hold a town, so that a
crowded coast weighs no more than the plains behind it. Against the points that GeoNames itself gives, it lies
some 75 km off for a country, 25 km for a first-level and 15 km for a second-level subdivision (medians).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from flows.geonames import Place

_CELL = 0.5  # degrees


def centres(places: Sequence[Place]) -> Mapping[int, tuple[float, float]]:
    """Return latitude and longitude (degrees, WGS 84) of the areas among `places` that hold a town, by GeoNames id."""
    codes = {_code(place): place.location_id for place in places if place.kind in ("country", "admin1")}
    cells: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for town in places:
        if town.kind == "city":
            cell = math.floor(town.latitude / _CELL), math.floor(town.longitude / _CELL)
            for area in _areas(town, codes):
                cells[area].add(cell)
    return {area: _mean(held) for area, held in cells.items()}


def _code(place: Place) -> str | None:
    return place.country_code if place.kind == "country" else place.admin1_code


def _areas(town: Place, codes: Mapping[str | None, int]) -> Iterator[int]:
    yield from {codes[code] for code in (town.country_code, town.admin1_code) if code in codes}.union(town.area_ids)


def _mean(cells: Iterable[tuple[int, int]]) -> tuple[float, float]:
    """Mean on the sphere, each cell weighed by its area: a plain mean would part Fiji and Alaska at the date line."""
    x = y = z = 0.0
    for row, column in cells:
        latitude, longitude = (math.radians((number + 0.5) * _CELL) for number in (row, column))
        weight = math.cos(latitude)
        x += weight * math.cos(latitude) * math.cos(longitude)
        y += weight * math.cos(latitude) * math.sin(longitude)
        z += weight * math.sin(latitude)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
