"""What is known of names before a text is read: well-known entities, given names, and words that mark a kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from transforms.gazetteer import fold_name
from transforms.records.statements import ENTITY_KINDS
from transforms.shelves import Entry
from transforms.words import Words

_LONGEST_ABBREVIATION = 5
NAME_CLASSES = ("given", "head", "tail")


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """Return a name as it is compared: no case, accents, points or apostrophes; never empty for a non-empty name."""
    return fold_name(name) or name.casefold()


def is_variant(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one full name is the other with words left out, or with a given name as an initial.

    Both are words of keys: "j biden", "joe biden", "joseph r biden".
    """
    short, full = sorted((one, other), key=len)
    if short[-1] == full[-1] and short[0][0] == full[0][0] and 1 in (len(short[0]), len(full[0])):
        return True
    rest = iter(full)
    return all(word in rest for word in short)


def is_abbreviation(name: str) -> bool:
    """Tell whether a name is up to five capitals."""
    return len(name) <= _LONGEST_ABBREVIATION and name.isalpha() and name.isupper()


def _canonical(name: str, entry: Entry) -> str | None:
    is_sure = name == entry.name or entry.country_code is None or entry.wikidata_id or entry.location_id is not None
    return entry.name if is_sure or not is_abbreviation(name) else None


@dataclass(frozen=True, slots=True)
class KnownName:
    """A well-known name: its kind and the canonical name of what it names (None where it may name several)."""

    kind: str
    canonical: str | None


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """Look-ups of `seeds/names.csv` and of the names of the well-known; an empty one knows nothing.

    Attributes:
        known: well-known names by their words as written.
        given: given names in lower case with their gender (`male`, `female`, or None where both bear them).
        heads: opening words of names in lower case with the kind that they mark ("ministry of": organization).
        tails: closing words of names in lower case with the kind that they mark ("river": place).
    """

    known: dict[tuple[str, ...], KnownName] = field(default_factory=dict)
    given: dict[str, str | None] = field(default_factory=dict)
    heads: dict[tuple[str, ...], str] = field(default_factory=dict)
    tails: dict[tuple[str, ...], str] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]], entries: Iterable[Entry] = ()) -> NameLexicon:
        """Build the lexicon.

        Args:
            rows: rows with `name`, `class`, `kind` and `gender` (may be empty).
            entries: the well-known, whose full names and aliases are known names. Of places of the gazetteer plain
                words are left out, because what else bears them ("Jordan", "Georgia") is for the text to tell.
                An abbreviation of a country's body without a Wikidata id tells the kind alone: another may be meant.

        Raises:
            ValueError: a row has an unknown class or kind.
        """
        lexicon = cls()
        for row in rows:
            lexicon._add(row)
        lexicon._add_entries(entries)
        return lexicon

    def _add_entries(self, entries: Iterable[Entry]) -> None:
        named: dict[str, set[KnownName]] = {}
        for entry in entries:
            for name in (entry.name, *entry.aliases):
                if entry.location_id is None or not name.isalpha() or name.isupper():
                    named.setdefault(name, set()).add(KnownName(entry.kind, _canonical(name, entry)))
        for name, meant in named.items():
            kinds = {each.kind for each in meant}
            if len(kinds) == 1:
                self._add_known(name, next(iter(meant)) if len(meant) == 1 else KnownName(kinds.pop(), None))

    def _add_known(self, name: str, known: KnownName) -> None:
        # Most names are plain words, for which a split is enough.
        words = tuple(name.split() if name.replace(" ", "").isalnum() else Words.of(name).texts)
        if words:
            self.known[words] = known
            self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))

    def _add(self, row: Mapping[str, str]) -> None:
        name, kind = row["name"], row["kind"]
        if row["class"] not in NAME_CLASSES or kind not in ENTITY_KINDS:
            raise ValueError(f"Name {name!r} has the unknown class or kind {row['class']!r}, {kind!r}.")
        if row["class"] == "given":
            gender = row["gender"] or None
            told = self.given.get(name.lower(), gender)
            self.given[name.lower()] = gender if told == gender else None
        else:
            (self.heads if row["class"] == "head" else self.tails)[tuple(Words.of(name).lowers)] = kind

    def known_at(self, words: Words, place: int) -> tuple[int, KnownName] | None:
        """Return one past the last word of the longest known name that begins at `place`, and that name."""
        for length in range(min(self.longest.get(words.texts[place], 0), len(words) - place), 0, -1):
            name = self.known.get(tuple(words.texts[place : place + length]))
            if name is not None:
                return place + length, name
        return None

    def marked_kind(self, words: Words, first: int, last: int) -> str | None:
        """Return the kind that the closing or opening words of a name mark; a closing word outweighs an opening one."""
        lowers = words.lowers
        for length in (2, 1):
            if last - first > length and (kind := self.tails.get(tuple(lowers[last - length : last]))):
                return kind
        for length in (3, 2, 1):
            if last - first > length and (kind := self.heads.get(tuple(lowers[first : first + length]))):
                return kind
        return None
