"""Look-up of places by name or id in GeoNames tables that are already in memory (or mapped).

The tables are two. `places` has one row a place, ascending by `location_id`; `names` has one row a name of a
place, ascending by `key`, the 64-bit hash of the folded name. Both are searched by bisection, so nothing is
read before it is asked for. Which names are kept, and from where, is said in `flows/gazetteer.py`.
Place data: GeoNames (geonames.org), CC BY 4.0.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from transforms.records import Location

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

KINDS = ("continent", "country", "admin1", "admin2", "city")
_REMEMBERED = 50_000  # names whose candidates are kept
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
)
_DROPPED = re.compile(r"[.'’‘ʻʼʿʾ`´\u0300-\u036f]+")
_BLANK = re.compile(r"[\W_]+")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

_LARGEST_ID = 2**31 - 1  # of an int32, which holds GeoNames ids


@lru_cache(maxsize=1 << 16)
def fold_name(name: str) -> str:
    """Return `name` as it is compared: no case, accents, points or apostrophes; Saint, Mount, Fort shortened.

    Points vanish ("U.S." is "us"), other signs become blanks ("Port-au-Prince" is "port au prince").
    """
    bare = _DROPPED.sub("", unicodedata.normalize("NFKD", name)).casefold().translate(_LETTERS)
    return " ".join(_SHORT.get(word, word) for word in _BLANK.split(bare) if word)


def name_key(folded: str) -> int:
    """Return the 64-bit key of a folded name (BLAKE2b); of a million names two share one with chance 3e-8."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes:
        row: row of the place in the gazetteer.
        kind: one of `KINDS`.
        country_code: ISO 3166-1 alpha-2, None for a continent.
        admin1_row: row of its first-level subdivision, or None.
        people: people who live there by GeoNames, for a subdivision by the sum of its towns (0 where unknown).
        is_main: whether the name is its main name, and not one of its other names.
        cell: whole degrees of latitude and longitude that it lies in, None where its point is unknown.
    """

    row: int
    kind: str
    country_code: str | None
    admin1_row: int | None
    people: float
    is_main: bool
    cell: tuple[int, int] | None = None


class Gazetteer:
    """Places by name, id and country code. It reads no file: see `flows.gazetteer.load_gazetteer`."""

    def __init__(self, places: pa.Table, names: pa.Table) -> None:
        """Take the two tables; their columns are viewed in place, not copied."""
        self._text = {name: _column(places, name) for name in ("name", "country_code")}
        self._ids, self._kinds, self._admin1s, self._people, self._populations, self._latitudes, self._longitudes = (
            _array(places, name)
            for name in ("location_id", "kind", "admin1_row", "people", "population", "latitude", "longitude")
        )
        self._keys, self._rows, self._mains = (_array(names, name) for name in ("key", "row", "is_main"))
        self._countries = self._country_rows()
        self._ranked = lru_cache(maxsize=_REMEMBERED)(self._candidates)

    def __len__(self) -> int:
        return len(self._ids)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return every place that bears `name`, the most peopled first; empty where none does."""
        return self._ranked(fold_name(name))

    def get(self, location_id: int) -> Location | None:
        """Return the place of a GeoNames id, or None where the gazetteer does not hold it."""
        row = self.row_of(location_id)
        return None if row is None else self.location(row)

    def country(self, code: str) -> Location | None:
        """Return the country of an ISO 3166-1 alpha-2 code, or None."""
        row = self._countries.get(code.upper())
        return None if row is None else self.location(row)

    def row_of(self, location_id: int) -> int | None:
        """Return the row of a GeoNames id, or None."""
        if not 0 < location_id <= _LARGEST_ID:
            return None
        # Of the ids' own type: for a Python int, numpy would convert the whole array first.
        row = int(self._ids.searchsorted(self._ids.dtype.type(location_id)))
        return row if row < len(self._ids) and int(self._ids[row]) == location_id else None

    def candidate(self, row: int, is_main: bool = True) -> Candidate:
        """Return the place of a row as a candidate."""
        admin1, latitude, longitude = (
            int(self._admin1s[row]),
            float(self._latitudes[row]),
            float(self._longitudes[row]),
        )
        return Candidate(
            row=row,
            kind=KINDS[self._kinds[row]],
            country_code=self._text["country_code"][row].as_py(),
            admin1_row=None if admin1 < 0 else admin1,
            people=float(self._people[row]),
            is_main=is_main,
            cell=None if math.isnan(latitude) else (math.floor(latitude), math.floor(longitude)),
        )

    def location(self, row: int) -> Location:
        """Return the place of a row as a record."""
        each = self.candidate(row)
        population = int(self._populations[row])
        return Location(
            location_id=int(self._ids[row]),
            name=self._text["name"][row].as_py(),
            kind=each.kind,
            country_code=each.country_code,
            admin1=None if each.admin1_row is None else self._text["name"][each.admin1_row].as_py(),
            latitude=_degrees(self._latitudes[row]),
            longitude=_degrees(self._longitudes[row]),
            population=None if population < 0 else population,
        )

    def _candidates(self, folded: str) -> tuple[Candidate, ...]:
        key = self._keys.dtype.type(name_key(folded))
        first, last = int(self._keys.searchsorted(key, "left")), int(self._keys.searchsorted(key, "right"))
        found = (self.candidate(int(self._rows[i]), bool(self._mains[i])) for i in range(first, last))
        return tuple(sorted(found, key=lambda each: (-each.people, each.row)))

    def _country_rows(self) -> dict[str, int]:
        rows = (self._kinds == KINDS.index("country")).nonzero()[0]
        return {self._text["country_code"][int(row)].as_py(): int(row) for row in rows}


def _column(table: pa.Table, name: str) -> Any:
    """Return a column as one array: as it lies in a mapped file of one batch, else joined."""
    chunks = table.column(name)
    return chunks.chunk(0) if chunks.num_chunks == 1 else chunks.combine_chunks()


def _array(table: pa.Table, name: str) -> np.ndarray[Any, Any]:
    return _column(table, name).to_numpy(zero_copy_only=True)  # type: ignore[no-any-return]


def _degrees(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 5)
