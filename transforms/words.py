"""The words of a text with their offsets: what the matchers of names and roles walk over."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

# Dotted acronyms are one word; hyphenated words are several; a possessive is a word of its own.
_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\b\.?|['’][sS]\b|\w+(?:(?:&|['’](?![sS]\b))\w+)*")
_ENDS = frozenset('.!?:\n"“')


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its words in order: first characters, ends (exclusive), as written, and in lower case."""

    text: str
    starts: list[int]
    ends: list[int]
    texts: list[str]
    lowers: list[str]

    @classmethod
    def of(cls, text: str) -> Words:
        """Split a text into words; punctuation is left out."""
        spans = [match.span() for match in _WORD.finditer(text)]
        texts = [text[start:end] for start, end in spans]
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
        return cls(text, starts, ends, texts, [word.lower() for word in texts])

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, char_start: int, char_end: int) -> range:
        """Return the places of the words that begin in `[char_start, char_end)`."""
        return range(bisect_left(self.starts, char_start), bisect_left(self.starts, char_end))

    def gap(self, place: int) -> str:
        """Return what stands between the word at `place` and the word before it."""
        return self.text[self.ends[place - 1] if place else 0 : self.starts[place]]

    def opens_sentence(self, place: int) -> bool:
        """Tell whether the word at `place` begins the text, a line, a sentence or a quotation."""
        if place == 0:
            return True
        gap = self.gap(place)
        if gap == " " or _ENDS.isdisjoint(gap):
            return False
        before = self.texts[place - 1]
        is_initial = gap[:1] == "." and len(before) <= 2 and before[0].isupper()
        return "\n" in gap or not is_initial

    def sentence_numbers(self) -> list[int]:
        """Return the number of the sentence of each word, counted from 1; sentences are cut at marks alone."""
        return list(accumulate(int(self.opens_sentence(place)) for place in range(len(self))))


def word_set(text: str) -> frozenset[str]:
    """Return the words of a blank-separated list."""
    return frozenset(text.split())
