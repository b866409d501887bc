"""Words that say what somebody is: offices, positions, professions, titles, anonymous speakers, kinds of body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from transforms.words import Words

ROLE_CLASSES = (
    "title", "office", "position", "profession", "rank", "spokesperson", "kin", "anonymous", "collective",
    "institution",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """One row of `seeds/roles.csv`, in the singular or the plural.

    Attributes:
        phrase: the words in the singular, as printed in the table.
        role_class: one of `ROLE_CLASSES`.
        is_plural: whether the plural was met.
        gender: `male` or `female` where the word tells it, else None.
    """

    phrase: str
    role_class: str
    is_plural: bool
    gender: str | None


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """A role found in a text: places of its first word and one past its last word."""

    first: int
    last: int
    role: Role


class RoleLexicon:
    """Finds role words; the longest phrase wins."""

    def __init__(self, phrases: Mapping[tuple[str, ...], Role]) -> None:
        self._roles = dict(phrases)
        self._longest: dict[str, int] = {}
        for words in phrases:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> RoleLexicon:
        """Build the lexicon from rows with `phrase`, `class`, `plural` (may be empty), `gender` (may be empty).

        Raises:
            ValueError: a class is none of `ROLE_CLASSES`.
        """
        phrases: dict[tuple[str, ...], Role] = {}
        for row in rows:
            for role, phrase in _forms(row):
                phrases.setdefault(tuple(Words.of(phrase).lowers), role)
        return cls(phrases)

    def match(self, words: Words, place: int) -> RoleMatch | None:
        """Return the longest role phrase that begins with the word at `place`."""
        lowers = words.lowers
        for length in range(min(self._longest.get(lowers[place], 0), len(lowers) - place), 0, -1):
            role = self._roles.get(tuple(lowers[place : place + length]))
            if role is not None:
                return RoleMatch(place, place + length, role)
        return None

    def find(self, words: Words, places: range) -> Iterator[RoleMatch]:
        """Yield the role phrases among the words at `places`, not overlapping, from left to right."""
        place = places.start
        while place < places.stop:
            match = self.match(words, place) if words.lowers[place] in self._longest else None
            if match is not None and match.last <= places.stop:
                yield match
                place = match.last
            else:
                place += 1


def _forms(row: Mapping[str, str]) -> Iterator[tuple[Role, str]]:
    phrase, role_class = row["phrase"], row["class"]
    if role_class not in ROLE_CLASSES:
        raise ValueError(f"Role {phrase!r} has the unknown class {role_class!r}; use one of {', '.join(ROLE_CLASSES)}.")
    gender = row.get("gender") or None
    plural = row.get("plural")
    if plural != phrase:
        yield Role(phrase, role_class, False, gender), phrase
    if plural:
        yield Role(phrase, role_class, True, gender), plural
