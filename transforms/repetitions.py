"""Names that occur again where the model did not see them, and well-known names that it never saw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from transforms.mentions import without_overlaps
from transforms.name_context import NameContext, NameSpan

_REPEATED = frozenset(("person", "organization", "place", "group"))
_LONGEST_DISTINCT = 12
_TOWN = 50_000


def with_repetitions(spans: Sequence[NameSpan], context: NameContext) -> list[NameSpan]:
    """Return the spans with those that repeat a name of theirs, a person's surname, or a well-known name."""
    seen = _Repeatable(spans, context)
    return without_overlaps([*spans, *seen.find()])


class _Repeatable:
    """The names of a text by their first word, and where their words stand uncovered."""

    def __init__(self, spans: Sequence[NameSpan], context: NameContext) -> None:
        self._context = context
        self._texts = context.words.texts
        # A word that the text also writes small is no name by its look alone ("Gender", "Education").
        self._plain = {word for word in self._texts if word.islower()}
        self._covered = {place for span in spans for place in range(span.first, span.last)}
        self._after_organization = {span.last for span in spans if span.kind == "organization"}
        self._kinds: dict[tuple[str, ...], str] = {}
        for span in spans:
            self._learn(span)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        for key in self._kinds:
            self._lengths[key[0]].add(len(key))

    def _learn(self, span: NameSpan) -> None:
        words = tuple(self._texts[span.first : span.last])
        if span.kind in _REPEATED and len(words) <= _LONGEST_DISTINCT:
            self._kinds.setdefault(words, span.kind)
            if span.kind == "person" and len(words) > 1 and len(words[-1]) > 2:
                self._kinds.setdefault(words[-1:], "person")

    def find(self) -> Iterator[NameSpan]:
        """Yield the repetitions from left to right."""
        place = 0
        while place < len(self._texts):
            span = None if place in self._covered or not self._texts[place][0].isupper() else self._at(place)
            if span is not None:
                yield span
            place = span.last if span is not None else place + 1

    def _at(self, place: int) -> NameSpan | None:
        if self._context.paragraph_of[place] < 0:
            return None
        for length in sorted(self._lengths.get(self._texts[place], ()), reverse=True):
            kind = self._kinds.get(tuple(self._texts[place : place + length]))
            if kind and place + length <= len(self._texts) and self._is_free(place, place + length):
                return NameSpan(place, place + length, kind)
        known = self._context.names.known_at(self._context.words, place)
        if known and known[1].kind in _REPEATED and self._is_free(place, known[0]):
            return NameSpan(place, known[0], known[1].kind)
        if self._is_free(place, place + 1) and self._context.places.nationality(self._texts[place]) is not None:
            return NameSpan(place, place + 1, "group")
        return self._unseen_person(place) or self._unseen_acronym(place) or self._unseen_dateline(place)

    def _unseen_person(self, place: int) -> NameSpan | None:
        """A given name with capitalised words behind it that the model missed, most often all in capitals."""
        last = place + 1
        if self._texts[place].lower() not in self._context.names.given:
            return None
        while last < min(len(self._texts), place + 4) and self._is_capitalised(last):
            last += 1
        return NameSpan(place, last, "person") if last > place + 1 and self._is_free(place, last) else None

    def _is_capitalised(self, place: int) -> bool:
        word = self._texts[place]
        return word[0].isupper() and len(word) > 1 and self._context.words.gap(place) == " "

    def _unseen_acronym(self, place: int) -> NameSpan | None:
        """Capitals in brackets behind an organization: "the Social Health Insurance System (EsSalud)"."""
        words = self._context.words
        word = self._texts[place]
        if sum(map(str.isupper, word)) < 2 or place not in self._after_organization or words.gap(place) != " (":
            return None
        return NameSpan(place, place + 1, "organization") if self._is_free(place, place + 1) else None

    def _unseen_dateline(self, place: int) -> NameSpan | None:
        """A place in capitals that opens a paragraph: "BONN, December 10"."""
        paragraph_of, word = self._context.paragraph_of, self._texts[place]
        if not word.isupper() or len(word) < 4 or (place and paragraph_of[place - 1] == paragraph_of[place]):
            return None
        found = self._context.gazetteer.candidates(word)
        is_place = bool(found) and found[0].people > _TOWN and self._is_free(place, place + 1)
        return NameSpan(place, place + 1, "place") if is_place else None

    def _is_free(self, first: int, last: int) -> bool:
        words, paragraph_of = self._context.words, self._context.paragraph_of
        if any(place in self._covered or paragraph_of[place] != paragraph_of[first] for place in range(first, last)):
            return False
        if any(words.gap(place) not in (" ", "-", "–", "", ". ") for place in range(first + 1, last)):
            return False
        if last - first == 1 and self._texts[first].lower() in self._plain:
            return False
        return not self._is_part_of_name(last) and not self._context.is_money(first, last)

    def _is_part_of_name(self, last: int) -> bool:
        """A capitalised neighbour that no span covers may make it another name ("Paris" in "Paris Hilton")."""
        words = self._context.words
        after = last < len(words) and words.gap(last) == " " and words.texts[last][0].isupper()
        return after and last not in self._covered and words.lowers[last] not in self._plain
