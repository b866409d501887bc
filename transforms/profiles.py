"""Profiles: what a text tells of each entity that it names, and whom of the knowledge base that makes it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.descriptions import Description
from transforms.gazetteer import fold_name
from transforms.identification import Clues, identify
from transforms.knowledge import Knowledge
from transforms.name_context import NameContext, NameSpan
from transforms.reading import Reading
from transforms.records import Article, EntityProfile, EntityRole, Location
from transforms.referents import Referent

# Whoever bears them serves the country that they name: "England's health secretary", "Swedish police".
_OF_COUNTRIES = frozenset(("office", "rank", "spokesperson", "institution"))


@dataclass(frozen=True, slots=True)
class Profiles:
    """The countries of a text, and those that its roles name, by the referent (its `id`) who bears the role.

    A nationality tells a country with any role ("Swedish coach"), a place only with one that serves it: "England
    coach" tells where somebody works. A profession may tell several of one person, and so none to tell people apart by.
    """

    nearby: Counter[str]
    _clues: dict[int, set[str]] = field(repr=False)
    _told: dict[int, set[str]] = field(repr=False)
    _peoples: dict[int, str] = field(repr=False)

    @classmethod
    def of(cls, reading: Reading, locations: Sequence[Location | None], outlet_country: str | None) -> Profiles:
        """Collect them.

        Args:
            reading: the resolved text.
            locations: the place of each span, None where it is none.
            outlet_country: country of the outlet, which every text speaks of a little.
        """
        countries = [_country(*pair, reading.context) for pair in zip(reading.spans, locations, strict=True)]
        clues: defaultdict[int, set[str]] = defaultdict(set)
        told: defaultdict[int, set[str]] = defaultdict(set)
        for each, found in zip(reading.descriptions, reading.resolved, strict=True):
            if found is None or not found.is_certain:
                continue
            country, is_people = _owner(each, reading, countries)
            is_served = each.role.role_class in _OF_COUNTRIES
            if country and (is_served or is_people):
                clues[id(found.referent)].add(country)
                if is_served or each.role.role_class == "position":
                    told[id(found.referent)].add(country)
        named = zip(reading.spans, reading.referents, countries, strict=True)
        peoples = {id(referent): country for span, referent, country in named if span.kind == "group" and country}
        return cls(Counter(code for code in (*countries, outlet_country) if code), clues, told, peoples)

    def identify(self, reading: Reading, article: Article, knowledge: Knowledge) -> None:
        """Make the referents of a text those whom the knowledge base knows."""
        for referent in _referents(reading):
            if referent.location is not None and not referent.is_within:
                identity = knowledge.at(referent.location.location_id)
            else:
                identity = identify(knowledge, self._clues_of(referent, article))
            if identity is not None:
                referent.become(identity)

    def told_country(self, referent: Referent) -> str | None:
        """Return the country that somebody's offices and positions tell, None where they tell none or several."""
        told = self._told.get(id(referent), set())
        return next(iter(told)) if len(told) == 1 else None

    def country(self, referent: Referent) -> str | None:
        """Return the country of an entity: of a place or people its own, else the known, else the told one."""
        if referent.location is not None:
            return referent.location.country_code
        known = referent.identity.country_code if referent.identity else None
        return known or self._peoples.get(id(referent)) or self.told_country(referent)

    def row(self, referent: Referent, article: Article) -> EntityProfile | None:
        """Return what the article tells of an entity, None where it tells nothing."""
        role = referent.role if referent.kind == "person" else None
        country = self.told_country(referent)
        if role is None and country is None:
            return None
        return EntityProfile(article.article_id, article.revision, referent.entity_id, role, country)

    def _clues_of(self, referent: Referent, article: Article) -> Clues:
        return Clues(
            referent.kind,
            (referent.name, *referent.surfaces),
            [role for role, _ in referent.roles],
            frozenset(self._clues.get(id(referent), ())),
            self.nearby,
            article.published_date,
        )


def known_roles(referent: Referent) -> Iterator[EntityRole]:
    """Yield the roles that the knowledge base has of an entity; no text tells them."""
    for each in referent.identity.tenures if referent.identity else ():
        yield EntityRole(
            referent.entity_id, each.role, "knowledge",
            each.since, each.since_precision, each.until, each.until_precision,
        )  # fmt: skip


def _referents(reading: Reading) -> list[Referent]:
    described = (found.referent for found in reading.resolved if found is not None)
    return list({id(referent): referent for referent in (*reading.referents, *described)}.values())


def _owner(each: Description, reading: Reading, countries: Sequence[str | None]) -> tuple[str | None, bool]:
    """Return the country that a role belongs to, None where it names none, and whether it is named by its people."""
    if each.owner is not None:
        return countries[each.owner], reading.spans[each.owner].kind == "group"
    context = reading.context
    for name in _modifiers(context.surface(each.first, each.head_first).split()):
        people = context.country_of_people(name)
        if people is not None and people.country_code:
            return people.country_code, True
        if town_country := _country_of_town(name, reading, countries):
            return town_country, False
    return None, False


def _country_of_town(name: str, reading: Reading, countries: Sequence[str | None]) -> str | None:
    """Return the country of a place that the text names elsewhere, None where it names none so."""
    places = (pair for pair in zip(reading.spans, countries, strict=True) if pair[1] and pair[0].kind == "place")
    key, surface = fold_name(name), reading.context.surface
    return next((country for span, country in places if fold_name(surface(span.first, span.last)) == key), None)


def _modifiers(words: Sequence[str]) -> Iterator[str]:
    """Yield what may be the name of a country, people or town before a role, where none was found: "Ghanaian"."""
    for length in (2, 1):
        for first in range(len(words) - length + 1):
            if words[first][:1].isupper():
                yield " ".join(words[first : first + length])


def _country(span: NameSpan, location: Location | None, context: NameContext) -> str | None:
    if location is None and span.kind == "group":
        location = context.country_of_people(context.surface(span.first, span.last))
    return location.country_code if location else None
