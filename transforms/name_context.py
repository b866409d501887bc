"""What the finding of names in one text looks at: its words, its paragraphs, the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.gazetteer import Gazetteer
from transforms.names import NameLexicon
from transforms.place_names import PlaceNames
from transforms.roles import RoleLexicon
from transforms.words import Words, word_set

if TYPE_CHECKING:
    from transforms.records import Location, Paragraph
    from transforms.reference import Reference

_CURRENCIES = ("$", "€", "£", "¥")
# Closing words of names that a point shortens.
_SHORTENED = word_set("corp inc ltd co bros jr sr")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name in a text: places of its first word and one past its last, and its kind."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class NameContext:
    """What the finding of names in one text looks at: its words, each word's paragraph (-1: none), the tables."""

    words: Words
    paragraph_of: Sequence[int]
    roles: RoleLexicon
    names: NameLexicon
    places: PlaceNames
    gazetteer: Gazetteer

    @classmethod
    def of(cls, text: str, paragraphs: Sequence[Paragraph], reference: Reference) -> NameContext:
        """Return the context of a text; words outside its paragraphs are in none."""
        words = Words.of(text)
        numbers = [-1] * len(words)
        for number, paragraph in enumerate(paragraphs):
            for place in words.within(paragraph.char_start, paragraph.char_end):
                numbers[place] = number
        return cls(words, numbers, reference.roles, reference.names, reference.places, reference.gazetteer)

    def char_end(self, last: int) -> int:
        """Return where a name ends whose last word is before `last`: with its point, if that shortens it ("Okla.")."""
        text, end, word = self.words.text, self.words.ends[last - 1], self.words.texts[last - 1]
        is_short = text[end : end + 1] == "." and (
            word.lower() in _SHORTENED or self.places.behind_comma(word + ".") is not None
        )
        return end + 1 if is_short else end

    def surface(self, first: int, last: int) -> str:
        """Return the text from the word at `first` to before the word at `last`, white space folded."""
        return " ".join(self.words.text[self.words.starts[first] : self.words.ends[last - 1]].split())

    def is_money(self, first: int, last: int) -> bool:
        """Tell whether a word only says whose money follows: "US" in "US$35"."""
        end = self.words.ends[first]
        return last == first + 1 and self.words.text[end : end + 1] in _CURRENCIES

    def is_place(self, first: int, last: int) -> bool:
        """Tell whether the gazetteer or the table of places holds the words as one name."""
        name = self.surface(first, last)
        return bool(self.gazetteer.candidates(name)) or self.places.find(name) is not None

    def is_country(self, first: int, last: int) -> bool:
        """Tell whether the words name a country or continent first of all."""
        found = self.gazetteer.candidates(self.surface(first, last))
        return bool(found) and found[0].kind in ("country", "continent")

    def country_of_people(self, name: str) -> Location | None:
        """Return the country whose people a name names ("Israeli": Israel), or None."""
        country_id = self.places.nationality(name)
        return self.gazetteer.get(country_id) if country_id is not None else None
