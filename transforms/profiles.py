"""Profiles: what a text tells of each entity that it names, and whom of the knowledge base that makes it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.identification import Clues, identify
from transforms.knowledge import Knowledge
from transforms.name_context import NameContext, NameSpan
from transforms.reading import Reading
from transforms.records import Article, EntityProfile, EntityRole, Location
from transforms.referents import Referent


@dataclass(frozen=True, slots=True)
class Profiles:
    """The countries of a text, and those that its roles name, by the referent (its `id`) who bears the role."""

    nearby: Counter[str]
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
        told: defaultdict[int, set[str]] = defaultdict(set)
        for each, found in zip(reading.descriptions, reading.resolved, strict=True):
            if found is not None and found.is_certain and each.owner is not None and (country := countries[each.owner]):
                told[id(found.referent)].add(country)
        named = zip(reading.spans, reading.referents, countries, strict=True)
        peoples = {id(referent): country for span, referent, country in named if span.kind == "group" and country}
        return cls(Counter(code for code in (*countries, outlet_country) if code), told, peoples)

    def identify(self, reading: Reading, article: Article, knowledge: Knowledge) -> None:
        """Make the referents of a text those whom the knowledge base knows."""
        for referent in _referents(reading):
            if referent.location is not None and not referent.is_within:
                identity = knowledge.at(referent.location.location_id)
            else:
                identity = identify(knowledge, self._clues(referent, article))
            if identity is not None:
                referent.become(identity)

    def told_country(self, referent: Referent) -> str | None:
        """Return the country that the roles of somebody name, None where they name none or several."""
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

    def _clues(self, referent: Referent, article: Article) -> Clues:
        return Clues(
            referent.kind,
            (referent.name, *referent.surfaces),
            [role for role, _ in referent.roles],
            frozenset(self._told.get(id(referent), ())),
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


def _country(span: NameSpan, location: Location | None, context: NameContext) -> str | None:
    if location is None and span.kind == "group":
        country_id = context.places.nationality(context.surface(span.first, span.last))
        location = context.gazetteer.get(country_id) if country_id is not None else None
    return location.country_code if location else None
