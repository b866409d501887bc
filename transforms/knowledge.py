"""The knowledge base: who and what a name may name, before any text is read.

Its shelves come in order of trust: the first holds the entries of `seeds/entities.csv`, the others those that were
imported. Entries of one shelf are apart unless they share a Wikidata id; an entry of a later shelf is the same as one
of an earlier shelf with its Wikidata id, or with its name and kind where neither Wikidata id nor country differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.gazetteer import fold_name
from transforms.ids import make_id
from transforms.names import name_key
from transforms.shelves import Entry, Shelf
from transforms.tenures import Tenure

_REMEMBERED = 50_000  # names whose identities are kept
# A name that more entries of a shelf than this bear tells nothing of whom a text means.
_MANY = 100

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Identity:
    """An entity of the knowledge base.

    Attributes:
        entity_id: its id in the warehouse: as for any entity of that kind and name, or place of that GeoNames id; of
            kind and key where the knowledge base knows several of that kind and name.
        name, kind, wikidata_id, location_id, country_code: as in `Entry`.
        tenures: its roles over time.
        is_curated: whether it is of the first shelf, which holds the well-known.
    """

    entity_id: str
    name: str
    kind: str
    wikidata_id: str | None
    location_id: int | None
    country_code: str | None
    tenures: tuple[Tenure, ...]
    is_curated: bool


class Knowledge:
    """Finds the entities that a name may name. It reads no file: see `flows.knowledge`."""

    def __init__(self, shelves: Sequence[Shelf] = ()) -> None:
        """Take the shelves, the most trusted first."""
        self._shelves = tuple(shelves)
        self._found = lru_cache(maxsize=_REMEMBERED)(self._find)
        self._identity = lru_cache(maxsize=_REMEMBERED)(self._make_identity)
        self._entry = lru_cache(maxsize=_REMEMBERED)(self._read_entry)

    def named(self, name: str, kind: str) -> tuple[Identity, ...]:
        """Return the entities of a kind that bear a name or have it as an alias, the most trusted first."""
        return self._found(("name", "alias"), fold_name(name), kind)

    def shortly_named(self, name: str, kind: str) -> tuple[Identity, ...]:
        """Return the entities of a kind that a short name may name, the most trusted first."""
        return self._found(("short",), fold_name(name), kind)

    def at(self, location_id: int) -> Identity | None:
        """Return the place of a GeoNames id, or None where it is not known."""
        found = self._found(("location",), str(location_id), "place")
        return found[0] if found else None

    def _find(self, forms: tuple[str, ...], key: str, kind: str) -> tuple[Identity, ...]:
        if not key:
            return ()
        places = [place for form in forms for place in self._places(form, key, kind)]
        return tuple(self._identity(place) for place in sorted({self._representative(place) for place in places}))

    def _places(self, form: str, key: str, kind: str) -> Iterator[Place]:
        for number, shelf in enumerate(self._shelves):
            rows = shelf.rows(form, key)
            for row in rows if len(rows) <= _MANY else ():
                if self._entry((number, row)).kind == kind:
                    yield number, row

    def _read_entry(self, place: Place) -> Entry:
        return self._shelves[place[0]].entry(place[1])

    def _representative(self, place: Place) -> Place:
        """Return the first entry that is the same as this one: an earlier one each time, so this ends."""
        entry = self._entry(place)
        same = [place]
        if entry.wikidata_id:
            same.extend(self._places("wikidata", entry.wikidata_id, entry.kind))
        for other in self._places("name", fold_name(entry.name), entry.kind):
            if other[0] < place[0] and _is_compatible(self._entry(other), entry):
                same.append(other)
        first = min(same)
        return first if first == place else self._representative(first)

    def _make_identity(self, place: Place) -> Identity:
        entry = self._entry(place)
        return Identity(
            entity_id=self._entity_id(place, entry),
            name=entry.name,
            kind=entry.kind,
            wikidata_id=entry.wikidata_id,
            location_id=entry.location_id,
            country_code=entry.country_code,
            tenures=tuple(Tenure.parse(role) for role in entry.roles),
            is_curated=place[0] == 0,
        )

    def _entity_id(self, place: Place, entry: Entry) -> str:
        if entry.kind == "place" and entry.location_id is not None:
            return make_id("entity", "place", entry.location_id)
        return make_id("entity", entry.kind, entry.key if self._is_shared(place) else name_key(entry.name))

    def _is_shared(self, place: Place) -> bool:
        """Tell whether the name is another's too, of its own shelf or an earlier one.

        Later shelves do not count: what a user imports leaves the ids of the well-known as they are.
        """
        entry = self._entry(place)
        named = self._places("name", fold_name(entry.name), entry.kind)
        bearers = {self._representative(other) for other in named if other[0] <= place[0]}
        return bool(bearers - {place})


def _is_compatible(one: Entry, other: Entry) -> bool:
    facts = ((each.wikidata_id, each.country_code, each.location_id) for each in (one, other))
    return all(a is None or b is None or a == b for a, b in zip(*facts, strict=True))
