"""The cue lexicon: the words that mark reported speech, with their act and the frames their content stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

KINDS = ("verb", "noun", "adjective", "source", "relay", "hedge", "document", "outlet", "agent")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry: a verb, noun or prepositional phrase that introduces somebody's words.

    Attributes:
        lemma: dictionary form; further words ("point out") must follow the first within three words.
        kind: one of `KINDS` (an adjective is one that tells of a mind: confident).
        act: what the speaker does (`records.statements.ACTS`).
        frames: where the content stands: `quote`, `clause`, `to` (infinitive), `object`, `small` (call it a lie),
            `whom` (the object is the addressee), or a preposition.
        speaker: `any`, `agent` (people and bodies only) or `document` (texts only).
        weight: how often the word marks a statement in these frames, 0 to 1; an estimate, not a measurement.
    """

    lemma: str
    kind: str
    act: str
    frames: frozenset[str]
    speaker: str
    weight: float

    @property
    def further(self) -> tuple[str, ...]:
        """The words of the lemma after the first."""
        return tuple(self.lemma.split()[1:])


class CueLexicon:
    """Cues by the inflected forms of their first word, and the helping word lists beside them."""

    def __init__(self, cues: Mapping[str, tuple[Cue, ...]], words: Mapping[str, frozenset[str]]) -> None:
        self._cues = cues
        self._words = words

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> CueLexicon:
        """Build the lexicon from rows of `seeds/cues.csv`; raises ValueError naming a row that is not understood."""
        cues: dict[str, tuple[Cue, ...]] = {}
        words: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for row in rows:
            if row["kind"] not in KINDS:
                raise ValueError(f"cue {row['cue']!r}: kind {row['kind']!r} is not one of {', '.join(KINDS)}")
            forms = inflections(row["cue"].split()[0], row["kind"]) | set(row["forms"].split())
            words[row["kind"]] |= forms
            if row["act"]:
                cue = _cue(row)
                for form in forms:
                    cues[form] = (*cues.get(form, ()), cue)
        return cls(cues, {kind: frozenset(forms) for kind, forms in words.items()})

    def cues_at(self, words: Sequence[str], index: int) -> list[Cue]:
        """Cues whose words begin at `index` of the lower-case `words`, those of more words first."""
        cues = self._cues.get(words[index])
        if cues is None:
            return []
        following = list(words[index + 1 : index + 4])
        found = [cue for cue in cues if _follows(cue.further, following, cue.kind)]
        return sorted(found, key=lambda cue: -len(cue.lemma.split()))

    def is_form(self, word: str, kind: str) -> bool:
        """Tell whether the lower-case word is a form of an entry of that kind."""
        return word in self._words[kind]

    @cached_property
    def reporting(self) -> re.Pattern[str]:
        """Matches a verb form that introduces quotations ("said", "asked")."""
        forms = (form for form, cues in self._cues.items() if any("quote" in cue.frames for cue in cues))
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(forms)))})\b", re.IGNORECASE)

    def has_cue(self, words: Iterable[str]) -> bool:
        """Tell whether any of the lower-case words may begin a cue."""
        return any(word in self._cues for word in words)


def _cue(row: Mapping[str, str]) -> Cue:
    return Cue(
        row["cue"], row["kind"], row["act"], frozenset(row["frames"].split()), row["speaker"], float(row["weight"])
    )


def _follows(further: tuple[str, ...], following: list[str], kind: str) -> bool:
    if kind != "verb":
        return tuple(following[: len(further)]) == further
    return all(word in following for word in further)


def inflections(word: str, kind: str) -> set[str]:
    """Regular English forms of a verb or noun; other kinds have the word alone."""
    if kind in ("adjective", "source", "hedge"):
        return {word}
    plural = _with_s(word)
    if kind in ("noun", "document", "outlet", "agent"):
        return {word, plural}
    stem = _doubled(word)
    past = word + "d" if word.endswith("e") else (word[:-1] + "ied" if _ends_consonant_y(word) else stem + "ed")
    present = word[:-1] + "ing" if word.endswith("e") and not word.endswith("ee") else stem + "ing"
    return {word, plural, past, present}


def _with_s(word: str) -> str:
    if _ends_consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")


def _ends_consonant_y(word: str) -> bool:
    return len(word) > 1 and word.endswith("y") and word[-2] not in _VOWELS


_DOUBLING = frozenset({"slam", "admit", "quip", "commit", "brag", "rip", "rebut", "plan", "beg", "dub", "chat", "pen"})


def _doubled(word: str) -> str:
    return word + word[-1] if word in _DOUBLING else word
