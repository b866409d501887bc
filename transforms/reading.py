"""One text with its names, descriptions and pronouns resolved, and what any stretch of its words means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.descriptions import Description, find_descriptions
from transforms.name_context import NameContext, NameSpan
from transforms.pronouns import PERSONAL, PRONOUNS, RESOLVABLE, PronounResolver
from transforms.referents import Referent, Resolved
from transforms.resolution import DescriptionResolver
from transforms.words import word_set

_PLACING = word_set("at from with in near outside inside")
# Nouns that speak for whoever their name names: "the Kremlin statement".
_ISSUED = word_set("statement release report letter memo post account website site office press news")
_LINKING = word_set("of who which that and or for in at on to from with by as said says")
_COLLECTIVE = word_set("others many some people both all several those most few men women children")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a stretch of words means.

    Attributes:
        referent: whom or what it names, None where that cannot be known.
        role: the role told for it, None where the text tells none.
        naming: one of `NAMINGS`.
    """

    referent: Referent | None
    role: str | None
    naming: str


class Reading:
    """The resolved text."""

    def __init__(self, context: NameContext, spans: Sequence[NameSpan], referents: Sequence[Referent]) -> None:
        """Take the names of a text and what each names; descriptions and pronouns are resolved here."""
        self.context, self.spans, self.referents = context, spans, referents
        self.descriptions = find_descriptions(spans, context)
        self._resolver = DescriptionResolver(context, spans, referents, self.descriptions)
        self.resolved = [self._resolver.resolve(each) for each in self.descriptions]
        self._firsts = [span.first for span in spans]
        self._heads = [each.head_first for each in self.descriptions]
        self._pronouns = self._pronoun_resolver()

    def _pronoun_resolver(self) -> PronounResolver:
        described = [
            (each.head_first, found.referent)
            for each, found in zip(self.descriptions, self.resolved, strict=True)
            if found is not None and found.is_certain and each.holder is None
        ]
        named = [(span.first, referent) for span, referent in zip(self.spans, self.referents, strict=True)]
        both = sorted([*named, *described], key=lambda pair: pair[0])
        return PronounResolver(
            self.context.words,
            self.context.paragraph_of,
            self.context.words.sentence_numbers(),
            [place for place, _ in both],
            [referent for _, referent in both],
        )

    def pronouns(self) -> Iterator[tuple[int, Resolved]]:
        """Yield the pronouns that stand for one person beyond doubt, as places of words with what they mean."""
        for place, lower in enumerate(self.context.words.lowers):
            if lower in PERSONAL and self.context.paragraph_of[place] >= 0:
                found = self._pronouns.antecedent(place)
                if found is not None and found.is_certain:
                    yield place, found

    def meaning(self, char_start: int, char_end: int) -> Meaning:
        """Return what the words of a span mean: its first name or description that does not modify another."""
        words = self.context.words
        places = words.within(char_start, char_end)
        if not places:
            return Meaning(None, None, "anonymous")
        lower = words.lowers[places.start]
        if len(places) == 1 and lower in PRONOUNS and not self._names_in(places):
            found = self._pronouns.antecedent(places.start) if lower in RESOLVABLE else None
            return Meaning(found.referent, found.referent.role, "pronoun") if found else Meaning(None, None, "pronoun")
        return self._head(places) or Meaning(None, None, self._unknown(places))

    def _head(self, places: range) -> Meaning | None:
        numbers = range(bisect_left(self._heads, places.start), bisect_left(self._heads, places.stop))
        inside = [(self.descriptions[number], self.resolved[number]) for number in numbers]
        described = [pair for pair in inside if not self._is_possessor(pair[0].last, places)]
        covered = [(each.first, each.last) for each, _ in inside]
        names = [number for number in self._names_in(places) if not _is_within(self.spans[number], covered)]
        free = [pair for pair in described if pair[0].holder is None or pair[0].holder not in names]
        first_name = self.spans[names[0]].first if names else places.stop
        if free and free[0][0].first <= first_name:
            return self._described(*free[0])
        if len(described) < len(inside) and not names:
            return Meaning(None, None, "role")
        if names and self._is_modifier(self.spans[self._possessed(names)], places):
            return None
        return self._named(self._possessed(names), described) if names else None

    def _is_possessor(self, last: int, places: range) -> bool:
        """Tell whether the words before `last` own what follows: "the mayor" in "the mayor's office"."""
        return last + 1 < places.stop and self.context.words.lowers[last] in ("'s", "’s")

    def _is_modifier(self, span: NameSpan, places: range) -> bool:
        """Tell whether a name only tells of which kind or where: "the Edinburgh chemist", "chemists at Bayer"."""
        words = self.context.words
        before = span.first - 1 if words.lowers[span.first - 1 : span.first] != ["the"] else span.first - 2
        if before > places.start - 1 and words.lowers[before] in _PLACING:
            return True
        if span.last >= places.stop or words.gap(span.last) not in (" ", "-"):
            return False
        after = words.texts[span.last]
        if words.gap(span.last) == "-":
            return after.islower()
        if not (after.isalpha() and after.islower()) or after in _LINKING:
            return False
        return after not in _ISSUED and (span.kind != "person" or _is_plural(after))

    def _names_in(self, places: range) -> range:
        first = bisect_left(self._firsts, places.start)
        if first and self.spans[first - 1].last > places.start:
            first -= 1
        return range(first, bisect_left(self._firsts, places.stop))

    def _possessed(self, names: Sequence[int]) -> int:
        """Of "the Kremlin's Dmitry Peskov" the second name is the head."""
        for number, after in pairwise(names):
            last = self.spans[number].last
            if self.context.words.lowers[last] not in ("'s", "’s") or self.spans[after].first != last + 1:
                return number
        return names[-1]

    def _named(self, number: int, described: Sequence[tuple[Description, Resolved | None]]) -> Meaning:
        referent = self.referents[number]
        here = [each for each, _ in described if each.holder == number]
        told = self._resolver.label(here[0]) if here and here[0].role.role_class != "anonymous" else None
        return Meaning(referent, referent.role or told, "named")

    def _described(self, each: Description, found: Resolved | None) -> Meaning:
        if each.role.is_plural or each.role.role_class == "collective":
            return Meaning(None, None, "collective")
        referent = found.referent if found else None
        is_body = each.role.role_class == "institution"
        role = referent.role if referent else None if is_body else self._resolver.label(each)
        is_told = referent is not None or each.owner is not None or each.is_definite
        if each.role.role_class == "anonymous" or not is_told:
            return Meaning(referent, role, "anonymous")
        return Meaning(referent, role, "role")

    def _unknown(self, places: range) -> str:
        """Judge by the noun: the last word, or the one before "at", "from" and the like."""
        words = self.context.words.lowers[places.start : places.stop]
        end = next((place for place, word in enumerate(words) if place and word in _PLACING), len(words))
        is_many = _is_plural(words[end - 1]) or not _COLLECTIVE.isdisjoint((words[0], words[end - 1]))
        return "collective" if is_many else "anonymous"


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))


def _is_within(span: NameSpan, covered: Sequence[tuple[int, int]]) -> bool:
    return any(first <= span.first and span.last <= last for first, last in covered)
