"""Shelves: where the entries of the knowledge base stand, in memory or in a mapped file, found by name or id.

An entry is found by keys, each of a form: its `name`, an `alias`, a `short` name, its `wikidata` id, its `location`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Protocol

from transforms.gazetteer import fold_name
from transforms.records.statements import ENTITY_KINDS

if TYPE_CHECKING:
    import pyarrow as pa

SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one entity.

    Attributes:
        key: names the entry on its shelf.
        name: canonical name.
        kind: one of `ENTITY_KINDS`.
        aliases: other full names and abbreviations, which name it in any text.
        short_names: surnames and the like, which name it where nothing in the text contradicts.
        wikidata_id: Wikidata id, or None.
        location_id: of a place, its GeoNames id, or None.
        country_code: ISO 3166-1 alpha-2, or None.
        roles: what `Tenure.parse` reads.
    """

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    wikidata_id: str | None = None
    location_id: int | None = None
    country_code: str | None = None
    roles: tuple[str, ...] = ()

    @classmethod
    def from_row(cls, row: Mapping[str, str]) -> Entry:
        """Build an entry from a row of `seeds/entities.csv`; several values of a cell stand between `|`.

        Raises:
            ValueError: the row has no key or name, an unknown kind, or a location that is no number.
        """
        if not row["key"] or not row["name"] or row["kind"] not in ENTITY_KINDS:
            raise ValueError(f"Entity {row['key']!r} has no key or name, or the unknown kind {row['kind']!r}.")
        return cls(
            key=row["key"],
            name=row["name"],
            kind=row["kind"],
            aliases=_values(row["aliases"]),
            short_names=_values(row["short_names"]),
            wikidata_id=row["wikidata_id"] or None,
            location_id=int(row["location_id"]) if row["location_id"] else None,
            country_code=row["country_code"] or None,
            roles=_values(row["roles"]),
        )


def keys_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the forms and keys by which an entry is found; a name without letters or digits is none."""
    for form, names in (("name", (entry.name,)), ("alias", entry.aliases), ("short", entry.short_names)):
        for name in names:
            if folded := fold_name(name):
                yield form, folded
    if entry.wikidata_id:
        yield "wikidata", entry.wikidata_id
    if entry.location_id is not None:
        yield "location", str(entry.location_id)


def hashed(form: str, key: str) -> int:
    """Return the 64 bits that stand for a key in a mapped file (BLAKE2b)."""
    return int.from_bytes(blake2b(f"{form} {key}".encode(), digest_size=8).digest(), "little")


class Shelf(Protocol):
    """Entries by row."""

    def rows(self, form: str, key: str) -> Sequence[int]:
        """Return the rows with that key, ascending."""

    def entry(self, row: int) -> Entry:
        """Return the entry of a row."""


class ListedShelf:
    """Entries in memory: those of `seeds/entities.csv`."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._rows: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for row, entry in enumerate(self.entries):
            for found in keys_of(entry):
                rows = self._rows[found]
                if not rows or rows[-1] != row:
                    rows.append(row)

    def rows(self, form: str, key: str) -> Sequence[int]:
        """Return the rows with that key, ascending."""
        return self._rows.get((form, key), ())

    def entry(self, row: int) -> Entry:
        """Return the entry of a row."""
        return self.entries[row]


class MappedShelf:
    """Entries in two Arrow tables, which may lie in a mapped file: nothing is read before it is asked for.

    `entries` has one row an entry, without its other names; `keys` one row a key, ascending by `key`, its hash.
    """

    def __init__(self, entries: pa.Table, keys: pa.Table) -> None:
        """Take the two tables; their columns are viewed in place, not copied."""
        self._columns = {name: entries.column(name) for name in entries.column_names}
        self._keys, self._rows = (_array(keys, name) for name in ("key", "row"))

    def __len__(self) -> int:
        return len(self._columns["key"])

    def rows(self, form: str, key: str) -> Sequence[int]:
        """Return the rows with that key, ascending."""
        value = self._keys.dtype.type(hashed(form, key))
        first, last = (int(self._keys.searchsorted(value, side)) for side in ("left", "right"))
        return sorted(self._rows[first:last].tolist())

    def entry(self, row: int) -> Entry:
        """Return the entry of a row; its other names are left out."""
        values = {name: column[row].as_py() for name, column in self._columns.items()}
        return Entry(**{**values, "roles": tuple(values["roles"])})


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value for value in cell.split(SEPARATOR) if value) if cell else ()


def _array(table: pa.Table, name: str) -> Any:
    chunks = table.column(name)
    return (chunks.chunk(0) if chunks.num_chunks == 1 else chunks.combine_chunks()).to_numpy()
