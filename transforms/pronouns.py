"""Whom a pronoun means: the nearest fitting antecedent, and whether no other one fits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.referents import Referent, Resolved
from transforms.words import Words, word_set

_GENDERS = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_THINGS = frozenset(("it", "its", "itself"))
_GROUPS = frozenset(("they", "them", "their", "themselves"))
PERSONAL = frozenset(_GENDERS)
RESOLVABLE = PERSONAL | _THINGS | _GROUPS
PRONOUNS = RESOLVABLE | word_set("i we you me us who one myself ourselves")
_WINDOW = 24
_CHAIN = 8


@dataclass(frozen=True, slots=True)
class PronounResolver:
    """Looks back from a pronoun over the names and descriptions before it.

    Attributes:
        words: the words of the text.
        paragraph_of: the paragraph of each word.
        sentence_of: the sentence of each word.
        places: places of the first words of the mentions, ascending.
        referents: what these mentions name.
    """

    words: Words
    paragraph_of: Sequence[int]
    sentence_of: Sequence[int]
    places: Sequence[int]
    referents: Sequence[Referent]

    def antecedent(self, place: int) -> Resolved | None:
        """Return whom the pronoun at a place means: in the latest sentence that names a fitting one, the first.

        The first name of a sentence is most often its subject, and subjects are what pronouns take up.
        Only the pronoun's paragraph and the one before it are searched; where nobody there fits, the search goes on
        from the same person's pronoun before it ("she said … She added …").
        """
        fitting = self._fitting(place)
        if not fitting:
            return self._of_chain(place)
        first = self._first_of_sentence(fitting)
        is_alone = all(referent is first for _, referent in fitting)
        plural = self.words.lowers[place] in _GROUPS
        return Resolved(first, is_alone) if is_alone or not plural else None

    def _first_of_sentence(self, fitting: Sequence[tuple[int, Referent]]) -> Referent:
        latest = self.sentence_of[fitting[0][0]]
        return [referent for at, referent in fitting if self.sentence_of[at] == latest][-1]

    def _of_chain(self, place: int) -> Resolved | None:
        """Go back from pronoun to pronoun, a few times at most, to one with an antecedent."""
        gender = _GENDERS.get(self.words.lowers[place])
        for _ in range(_CHAIN if gender else 0):
            before = self._pronoun_before(place, gender)
            if before is None:
                return None
            if fitting := self._fitting(before):
                return Resolved(self._first_of_sentence(fitting), False)
            place = before
        return None

    def _pronoun_before(self, place: int, gender: str | None) -> int | None:
        """The nearest pronoun of that gender in the paragraph or the one before."""
        for before in range(place - 1, -1, -1):
            if self.paragraph_of[before] < self.paragraph_of[place] - 1:
                return None
            if _GENDERS.get(self.words.lowers[before]) == gender:
                return before
        return None

    def _fitting(self, place: int) -> list[tuple[int, Referent]]:
        """Return the fitting mentions before a place, nearest first."""
        lower, paragraph = self.words.lowers[place], self.paragraph_of[place]
        found = []
        number = bisect_left(self.places, place)
        for index in range(number - 1, max(-1, number - 1 - _WINDOW), -1):
            at, referent = self.places[index], self.referents[index]
            if self.paragraph_of[at] < paragraph - 1:
                break
            if _fits(lower, referent):
                found.append((at, referent))
        return found


def _fits(pronoun: str, referent: Referent) -> bool:
    if pronoun in _GENDERS:
        return referent.kind == "person" and referent.gender in (None, _GENDERS[pronoun])
    return referent.kind in ("organization", "group") if pronoun in _GROUPS else referent.kind == "organization"
