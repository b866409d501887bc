"""Passages of the corpus with their names exchanged, so that the name tagger learns contexts, not the corpus' names.

Names of persons and organizations come from other passages, those of places from the gazetteer, all over the world.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from transforms.annotation import NamedEntity, Passage
from transforms.gazetteer import Gazetteer
from transforms.name_context import NameSpan
from transforms.words import Words

_TOWN = 20_000  # people of the smallest place that lends its name
_SHORT = 3  # letters of the longest abbreviation of a place, which stays
_FOREIGN_SURNAME, _OTHER_ORGANIZATION = 0.3, 0.6

Forms = tuple[str, ...]


class Renamer:
    """Exchanges the names of passages.

    Args:
        passages: whose names of persons and organizations are lent.
        gazetteer: whose places' names are lent.
        seed: of the choice; the same seed and passages give the same names.
    """

    def __init__(self, passages: Sequence[Passage], gazetteer: Gazetteer, seed: int) -> None:
        self._random, self._gazetteer = Random(seed), gazetteer  # noqa: S311 (chosen to repeat)
        self._people: defaultdict[int, list[str]] = defaultdict(list)
        self._organizations: defaultdict[int, list[Forms]] = defaultdict(list)
        for entity in (entity for passage in passages for entity in passage.names):
            if entity.kind == "person":
                self._people[len(entity.forms[0].split())].append(entity.forms[0])
            elif entity.kind == "organization":
                self._organizations[len(entity.forms)].append(entity.forms)

    def renamed(self, passage: Passage) -> Passage:
        """Return a passage's text and names with other names; its statements and paragraphs are left out."""
        names = tuple(NamedEntity(entity.kind, self._forms(entity)) for entity in passage.names)
        new = {
            _folded(old): form
            for entity, other in zip(passage.names, names, strict=True)
            for old, form in zip(entity.forms, other.forms, strict=True)
        }
        words, pieces, until = Words.of(passage.text), [], 0
        for span in name_spans(passage, words):
            start, end = words.starts[span.first], words.ends[span.last - 1]
            surface = passage.text[start:end]
            pieces += [passage.text[until:start], new.get(_folded(surface), surface)]
            until = end
        text = "".join([*pieces, passage.text[until:]])
        return replace(passage, names=names, text=text, headline=None, paragraphs=(), statements=())

    def _forms(self, entity: NamedEntity) -> Forms:
        if entity.kind == "person":
            return self._person(entity.forms) or entity.forms
        if entity.kind == "organization" and self._random.random() < _OTHER_ORGANIZATION:
            return self._random.choice(self._organizations[len(entity.forms)] or [entity.forms])
        return self._place(entity.forms) if entity.kind == "place" else entity.forms

    def _person(self, forms: Forms) -> Forms | None:
        """Another person's name in the same forms: the same words of the full name, in capitals where these are."""
        full = forms[0].upper().split()
        lent = self._people[len(full)]
        if not lent or any(word not in full for form in forms for word in form.upper().split()):
            return None
        words = self._random.choice(lent).split()
        if self._random.random() < _FOREIGN_SURNAME:
            words[-1] = self._random.choice(lent).split()[-1]
        return tuple(
            " ".join(
                words[full.index(word.upper())].upper() if form.isupper() else words[full.index(word.upper())]
                for word in form.split()
            )
            for form in forms
        )

    def _place(self, forms: Forms) -> Forms:
        """Another place's name; abbreviations, and places with several names, keep theirs."""
        if len({form.upper() for form in forms}) > 1 or len(forms[0]) <= _SHORT or "." in forms[0]:
            return forms
        found = self._gazetteer.candidates(forms[0])
        is_country = bool(found) and found[0].kind == "country"
        name = self._place_name("country") if is_country else self._place_name("city", "admin1")
        return tuple(name.upper() if form.isupper() else name for form in forms)

    def _place_name(self, *kinds: str) -> str:
        while True:
            place = self._gazetteer.candidate(self._random.randrange(len(self._gazetteer)))
            if place.kind in kinds and place.people >= _TOWN:
                return self._gazetteer.location(place.row).name


def name_spans(passage: Passage, words: Words) -> Iterator[NameSpan]:
    """Yield the places of a passage's names in its words; of names that begin alike the longest is meant."""
    kinds = {tuple(Words.of(form).texts): entity.kind for entity in passage.names for form in entity.forms}
    lengths = sorted({len(form) for form in kinds}, reverse=True)
    place = 0
    while place < len(words):
        starting = (tuple(words.texts[place : place + length]) for length in lengths)
        name = next((each for each in starting if each in kinds), ())
        if name:
            yield NameSpan(place, place + len(name), kinds[name])
        place += len(name) or 1


def _folded(name: str) -> str:
    return " ".join(Words.of(name).texts)
