"""The entities of one text, and its rows: mentions, entities, other names, roles and profiles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.ids import make_id
from transforms.profiles import Profiles, known_roles
from transforms.reading import Reading
from transforms.records import (
    Article,
    Entity,
    EntityAlias,
    EntityProfile,
    EntityRole,
    Location,
    Mention,
    Paragraph,
)
from transforms.referents import Referent


@dataclass(frozen=True, slots=True)
class TextEntities:
    """The mentions of one text and the entities that they name.

    Attributes:
        mentions: names, descriptions and pronouns that are resolved, in order, not overlapping.
        entities: what they name, each once.
        aliases: the names as written, with their uses in this text.
        locations: the places of the gazetteer among the entities.
        roles: the roles that the knowledge base has of them.
        profiles: what the text tells of them, each once.
    """

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    aliases: tuple[EntityAlias, ...]
    locations: tuple[Location, ...]
    roles: tuple[EntityRole, ...]
    profiles: tuple[EntityProfile, ...]
    _reading: Reading
    _by_id: dict[str, Entity] = field(repr=False)

    def entity_at(self, char_start: int, char_end: int) -> Entity | None:
        """Return the entity that the words of a span name, None where it cannot be known.

        The span is a noun phrase or a part of one: a name, a description, a pronoun. Anonymous speakers
        ("a senior official") and groups without a name ("witnesses") are no entities.
        """
        referent = self._reading.meaning(char_start, char_end).referent
        return self._by_id.get(referent.entity_id) if referent else None

    def role_at(self, char_start: int, char_end: int) -> str | None:
        """Return the role that the text tells for whom a span names, known or not; None where it tells none."""
        return self._reading.meaning(char_start, char_end).role

    def naming_at(self, char_start: int, char_end: int) -> str:
        """Return how a span names somebody: one of `NAMINGS`."""
        return self._reading.meaning(char_start, char_end).naming


@dataclass(frozen=True, slots=True)
class TextEntitiesBuilder:
    """Makes the rows of one text."""

    article: Article
    paragraphs: Sequence[Paragraph]
    reading: Reading
    profiles: Profiles

    def build(self) -> TextEntities:
        """Return the entities of the text."""
        found = list(self._found())
        # Where the knowledge base makes two names of a text one, the one with a role speaks for it: the last.
        distinct = {id(referent): referent for _, _, _, referent in found}.values()
        meant = sorted(distinct, key=lambda referent: referent.role is not None)
        by_id = {referent.entity_id: self._entity(referent) for referent in meant}
        rows = [row for referent in meant if (row := self.profiles.row(referent, self.article))]
        return TextEntities(
            tuple(self._mention(*each) for each in found),
            tuple(by_id.values()),
            tuple(self._aliases()),
            tuple({r.location.location_id: r.location for r in self.reading.referents if r.location}.values()),
            tuple({(role.entity_id, role.role, role.since): role for r in meant for role in known_roles(r)}.values()),
            tuple({row.entity_id: row for row in rows}.values()),
            self.reading,
            by_id,
        )

    def _aliases(self) -> Iterator[EntityAlias]:
        surfaces: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for referent in {id(referent): referent for referent in self.reading.referents}.values():
            surfaces[referent.entity_id].update(referent.surfaces)
        for entity_id, uses in surfaces.items():
            for alias in sorted(uses):
                yield EntityAlias(entity_id, alias, "text", uses[alias])

    def _found(self) -> Iterator[tuple[int, int, str, Referent]]:
        """Yield the mentions in order: places of their first word and one past the last, form, and what they mean."""
        named = [
            (span.first, span.last, "name", referent)
            for span, referent in zip(self.reading.spans, self.reading.referents, strict=True)
        ]
        pronouns = [(place, place + 1, "pronoun", found.referent) for place, found in self.reading.pronouns()]
        until = 0
        for first, last, form, referent in sorted([*named, *pronouns, *self._described()], key=lambda each: each[1]):
            begin = self._after_possessive(max(first, until))
            if begin < last:
                yield begin, last, form, referent
            until = last

    def _described(self) -> Iterator[tuple[int, int, str, Referent]]:
        for each, found in zip(self.reading.descriptions, self.reading.resolved, strict=True):
            if found is not None and found.is_certain and each.holder is None:
                yield each.first, each.head_last, "nominal", found.referent

    def _after_possessive(self, place: int) -> int:
        lowers = self.reading.context.words.lowers
        return place + 1 if place < len(lowers) and lowers[place] in ("'s", "’s") else place

    def _mention(self, first: int, last: int, form: str, referent: Referent) -> Mention:
        words, article = self.reading.context.words, self.article
        start, end = words.starts[first], self.reading.context.char_end(last)
        return Mention(
            mention_id=make_id("mention", article.article_id, article.content_sha256, start, end),
            article_id=article.article_id,
            revision=article.revision,
            entity_id=referent.entity_id,
            surface=article.text[start:end],
            kind=referent.kind,
            form=form,
            char_start=start,
            char_end=end,
            part=self.paragraphs[self.reading.context.paragraph_of[first]].part,
        )

    def _entity(self, referent: Referent) -> Entity:
        return Entity(
            entity_id=referent.entity_id,
            name=referent.name,
            kind=referent.kind,
            location_id=referent.location.location_id if referent.location else None,
            wikidata_id=referent.identity.wikidata_id if referent.identity else None,
            role=referent.role if referent.kind == "person" else None,
            first_seen=self.article.published_date,
            last_seen=self.article.published_date,
            country_code=self.profiles.country(referent),
        )
