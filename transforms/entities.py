"""Who and what a text is about: names, descriptions and pronouns, resolved to entities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.coreference import group_names
from transforms.entity_rows import TextEntities, TextEntitiesBuilder
from transforms.name_context import NameContext, NameSpan
from transforms.name_tagger import find_names
from transforms.places import PlaceSpan, resolve_places
from transforms.profiles import Profiles
from transforms.reading import Reading
from transforms.records import Article, Location, Paragraph
from transforms.referents import named_referents

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from transforms.reference import Reference


def resolve_entities(doc: Doc, article: Article, paragraphs: Sequence[Paragraph], reference: Reference) -> TextEntities:
    """Find the mentions of a text and resolve them to entities.

    Args:
        doc: spaCy's doc of the whole `article.text`; only its `ents` are read.
        article: the article.
        paragraphs: its paragraphs in order. What stands outside them is no part of the article: it yields no mention.
        reference: the reference tables.
    """
    context = NameContext.of(article.text, paragraphs, reference)
    spans = find_names(doc, context, reference.name_tagger)
    outlet_country = reference.sources.resolve(f"https://{article.source_id}/").country_code
    locations = _locations(spans, article, context, reference, outlet_country)
    reading = Reading(context, spans, named_referents(group_names(spans, context), spans, locations, context))
    profiles = Profiles.of(reading, locations, outlet_country)
    profiles.identify(reading, article, reference.knowledge)
    return TextEntitiesBuilder(article, paragraphs, reading, profiles).build()


def _locations(
    spans: Sequence[NameSpan],
    article: Article,
    context: NameContext,
    reference: Reference,
    outlet_country: str | None,
) -> list[Location | None]:
    """Return the place of the gazetteer of each span; None for spans that name no place, or none that it knows."""
    words, gazetteer = context.words, reference.gazetteer
    numbers = [number for number, span in enumerate(spans) if span.kind == "place"]
    places = [
        PlaceSpan(start, end, article.text[start:end])
        for start, end in ((words.starts[spans[n].first], words.ends[spans[n].last - 1]) for n in numbers)
    ]
    dateline = gazetteer.get(article.dateline_location_id) if article.dateline_location_id else None
    found = resolve_places(places, article.text, gazetteer, reference.places, outlet_country, dateline)
    locations: list[Location | None] = [None] * len(spans)
    for number, location in zip(numbers, found, strict=True):
        locations[number] = location
    return locations
