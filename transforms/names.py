"""What is known of names before a text is read: well-known entities, given names, and words that mark a kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from transforms.gazetteer import fold_name
from transforms.records.statements import ENTITY_KINDS
from transforms.words import Words

NAME_CLASSES = ("known", "given", "head", "tail")


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """Return a name as it is compared: no case, accents, points or apostrophes; never empty for a non-empty name."""
    return fold_name(name) or name.casefold()


@dataclass(frozen=True, slots=True)
class KnownName:
    """A well-known name: its kind and the canonical name of what it names."""

    kind: str
    canonical: str


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """Look-ups of `seeds/names.csv`; an empty one knows nothing, and names are judged by their text alone.

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
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> NameLexicon:
        """Build the lexicon from rows with `name`, `class`, `kind`, `gender` and `canonical` (both may be empty).

        Raises:
            ValueError: a row has an unknown class or kind.
        """
        lexicon = cls()
        for row in rows:
            lexicon._add(row)
        return lexicon

    def _add(self, row: Mapping[str, str]) -> None:
        name, kind = row["name"], row["kind"]
        if row["class"] not in NAME_CLASSES or kind not in ENTITY_KINDS:
            raise ValueError(f"Name {name!r} has the unknown class or kind {row['class']!r}, {kind!r}.")
        words = Words.of(name)
        if row["class"] == "known":
            self.known[tuple(words.texts)] = KnownName(kind, row["canonical"] or name)
            self.longest[words.texts[0]] = max(len(words), self.longest.get(words.texts[0], 0))
        elif row["class"] == "given":
            gender = row["gender"] or None
            told = self.given.get(name.lower(), gender)
            self.given[name.lower()] = gender if told == gender else None
        else:
            (self.heads if row["class"] == "head" else self.tails)[tuple(words.lowers)] = kind

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
