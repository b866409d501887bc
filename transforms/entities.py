"""Who and what a text is about: names, descriptions and pronouns, resolved to entities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.coreference import group_names
from transforms.ids import make_id
from transforms.kinds import judged
from transforms.mentions import NameContext, NameSpan, find_spans
from transforms.places import PlaceSpan, resolve_places
from transforms.reading import Reading
from transforms.records import Article, Entity, EntityAlias, Location, Mention, Paragraph
from transforms.referents import Referent, named_referents
from transforms.repetitions import with_repetitions
from transforms.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from transforms.reference import Reference


@dataclass(frozen=True, slots=True)
class TextEntities:
    """The mentions of one text and the entities that they name.

    Attributes:
        mentions: names, descriptions and pronouns that are resolved, in order, not overlapping.
        entities: what they name, each once.
        aliases: the names as written, with their uses in this text.
        locations: the places of the gazetteer among the entities.
    """

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    aliases: tuple[EntityAlias, ...]
    locations: tuple[Location, ...]
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


def resolve_entities(doc: Doc, article: Article, paragraphs: Sequence[Paragraph], reference: Reference) -> TextEntities:
    """Find the mentions of a text and resolve them to entities.

    Args:
        doc: spaCy's doc of the whole `article.text`; only its `ents` are read.
        article: the article.
        paragraphs: its paragraphs in order. What stands outside them is no part of the article: it yields no mention.
        reference: the reference tables.
    """
    words = Words.of(article.text)
    context = NameContext(
        words,
        _paragraph_of(words, paragraphs),
        reference.roles,
        reference.names,
        reference.places,
        reference.gazetteer,
    )
    spans = with_repetitions(judged(find_spans(doc, context), context), context)
    locations = _locations(spans, article, context, reference)
    reading = Reading(context, spans, named_referents(group_names(spans, context), spans, locations, context))
    return _TextEntitiesBuilder(article, paragraphs, reading).build()


def _paragraph_of(words: Words, paragraphs: Sequence[Paragraph]) -> list[int]:
    numbers = [-1] * len(words)
    for number, paragraph in enumerate(paragraphs):
        for place in words.within(paragraph.char_start, paragraph.char_end):
            numbers[place] = number
    return numbers


def _locations(
    spans: Sequence[NameSpan], article: Article, context: NameContext, reference: Reference
) -> list[Location | None]:
    """Return the place of the gazetteer of each span; None for spans that name no place, or none that it knows."""
    words, gazetteer = context.words, reference.gazetteer
    numbers = [number for number, span in enumerate(spans) if span.kind == "place"]
    places = [
        PlaceSpan(start, end, article.text[start:end])
        for start, end in ((words.starts[spans[n].first], words.ends[spans[n].last - 1]) for n in numbers)
    ]
    outlet = reference.sources.resolve(f"https://{article.source_id}/")
    dateline = gazetteer.get(article.dateline_location_id) if article.dateline_location_id else None
    found = resolve_places(places, article.text, gazetteer, reference.places, outlet.country_code, dateline)
    locations: list[Location | None] = [None] * len(spans)
    for number, location in zip(numbers, found, strict=True):
        locations[number] = location
    return locations


@dataclass(frozen=True, slots=True)
class _TextEntitiesBuilder:
    """Makes the rows of one text."""

    article: Article
    paragraphs: Sequence[Paragraph]
    reading: Reading

    def build(self) -> TextEntities:
        found = list(self._found())
        by_id = {referent.entity_id: self._entity(referent) for _, _, _, referent in found}
        referents = {referent.entity_id: referent for referent in self.reading.referents}
        return TextEntities(
            tuple(self._mention(*each) for each in found),
            tuple(by_id.values()),
            tuple(
                EntityAlias(entity_id, alias, "text", uses)
                for entity_id, referent in referents.items()
                for alias, uses in sorted(referent.surfaces.items())
            ),
            tuple({r.location.location_id: r.location for r in referents.values() if r.location}.values()),
            self.reading,
            by_id,
        )

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
        start, end = words.starts[first], words.ends[last - 1]
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
            role=referent.role if referent.kind == "person" else None,
            first_seen=self.article.published_date,
            last_seen=self.article.published_date,
        )
