"""Other names of places, which GeoNames lacks or tells too little of: the rows of `seeds/places.csv`.

Columns: `name`; `location_id` (GeoNames id; empty for an area that the gazetteer does not hold, so that no town
of its name is taken for it); `use`, one of

- `name`: another name of the place ("U.K.", "NYC");
- `english`: the English name of a place that GeoNames lists under its own ("Cologne"), a main name beside those of
  other places ("Medina" is a town in Ohio, too);
- `behind_comma`: an abbreviation that means the place only behind a comma ("Lebanon, Pa.", "Portland, OR");
- `seat`: a building or street that lies in the place, and stands for the institution in `stands_for` ("Kremlin");
- `area`: a sea, region or union of states ("Middle East");
- `nationality`: a word for the people of a country or state ("Iraqis", "Texans"), which tells what place a text
  speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transforms.gazetteer import fold_name

USES = ("name", "english", "behind_comma", "seat", "area", "nationality")
_LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Another name of a place; `location_id` None says that the gazetteer does not hold it."""

    name: str
    location_id: int | None
    use: str
    stands_for: str | None = None


class PlaceNames:
    """Other names of places by their use."""

    def __init__(self, names: Iterable[PlaceName]) -> None:
        self._names: dict[tuple[str, str], PlaceName] = {}
        for each in names:
            use = _kind_of_use(each.use)
            self._names[use, _key(use, each.name)] = each

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> PlaceNames:
        """Build from the rows of `seeds/places.csv`.

        Raises:
            ValueError: a row's `use` is not one of `USES`, or its `location_id` is no number.
        """
        return cls(_place_name(row) for row in rows)

    def find(self, name: str) -> PlaceName | None:
        """Return the other name, seat or area of that name, or None; acronyms only in capitals ("US", not "us")."""
        return self._names.get(("name", _acronym(name) or "")) or self._names.get(("name", fold_name(name)))

    def english(self, name: str) -> int | None:
        """Return the GeoNames id of the place that `name` is the English name of, or None."""
        found = self._names.get(("english", fold_name(name)))
        return found.location_id if found else None

    def behind_comma(self, name: str) -> int | None:
        """Return the GeoNames id of an abbreviation behind a comma, or None."""
        found = self._names.get(("behind_comma", _key("behind_comma", name)))
        return found.location_id if found else None

    def nationality(self, name: str) -> int | None:
        """Return the GeoNames id of the country or state whose people `name` means, or None."""
        found = self._names.get(("nationality", fold_name(name)))
        return found.location_id if found else None


def _place_name(row: Mapping[str, str]) -> PlaceName:
    if row["use"] not in USES:
        raise ValueError(f"The use {row['use']!r} of the place name {row['name']!r} is none of {', '.join(USES)}.")
    return PlaceName(
        name=row["name"],
        location_id=int(row["location_id"]) if row["location_id"] else None,
        use=row["use"],
        stands_for=row.get("stands_for") or None,
    )


def _kind_of_use(use: str) -> str:
    return use if use in ("english", "behind_comma", "nationality") else "name"


def _key(use: str, name: str) -> str:
    """Return what a name is found by; abbreviations are written with blanks and without ("W. Va.", "W.Va.")."""
    folded = fold_name(name)
    return _acronym(name) or (folded.replace(" ", "") if use == "behind_comma" else folded)


def _acronym(name: str) -> str | None:
    """Return "US" for "U.S." and "US"; None for a name in small letters or of many."""
    bare = name.replace(".", "").replace(" ", "")
    return bare if bare.isupper() and bare.isalpha() and len(bare) <= _LONGEST_ACRONYM else None
