"""What a word or a gap between words is by itself, for the name tagger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from transforms.gazetteer import Gazetteer
from transforms.name_context import NameContext

_LARGE, _MIDDLE = 500_000, 50_000
_SHORT_CAPITALS = 5
_GAPS = {"": "", " ": "_", "-": "-", ", ": ",", ". ": "."}
_MARKS = (("\n", "n"), ("(", "("), (")", ")"), ("“", "q"), ("”", "q"), ('"', "q"), ("‘", "q"), ("’", "q"), (":", ":"))


@dataclass(frozen=True, slots=True)
class Look:
    """What a word is by itself: its shape, the tables that hold it, the size of the place that bears it."""

    shape: str
    tables: str = ""
    place: str = ""


EDGE = Look("$", "$", "$")


def look_of(word: str, context: NameContext) -> Look:
    """Return what a word is: only words that look like names are searched in the tables."""
    if word.islower():
        return Look(_shape(word))
    names, lower = context.names, word.lower()
    told = [
        "given" if lower in names.given else "",
        names.tails.get((lower,), ""),
        names.heads.get((lower,), ""),
        "people" if context.places.nationality(word) is not None else "",
    ]
    return Look(_shape(word), "/".join(told), place_class(word, context.gazetteer))


@lru_cache(maxsize=1 << 16)
def place_class(name: str, gazetteer: Gazetteer) -> str:
    """Return what the most peopled place of that name is and how large; empty where the gazetteer holds none."""
    found = gazetteer.candidates(name)
    if not found:
        return ""
    kind, people = found[0].kind, found[0].people
    if kind == "city":
        kind = "large" if people > _LARGE else "middle" if people > _MIDDLE else "small"
    return kind if any(each.is_main for each in found) else f"{kind}~"


def _shape(word: str) -> str:
    if word.islower():
        return "a"
    if word[0].isdigit():
        return "9" if word.isdigit() else "9a"
    if not word[0].isalpha():
        return word
    if word.isupper():
        return "A" if len(word) == 1 else "A." if "." in word else "AA" if len(word) <= _SHORT_CAPITALS else "AAA"
    if word[0].isupper():
        return "Aa" if word[1:].islower() else "AaA"
    return "aA"


def gap_mark(gap: str) -> str:
    """Return what stands between two words as one sign."""
    short = _GAPS.get(gap)
    if short is not None:
        return short
    return next((sign for mark, sign in _MARKS if mark in gap), gap.strip()[:1])
