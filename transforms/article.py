"""Articles: documents with date, place, outlet, agency, authors and language normalised."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime

from transforms.addresses import is_above, normal_address
from transforms.authors import is_outlet_name, read_authors
from transforms.credits import credited_agency
from transforms.dateline import Dateline, find_dateline
from transforms.ids import make_id
from transforms.language import detect_language
from transforms.places import place_of
from transforms.published import Publication, find_modification, find_publication, url_witness
from transforms.records import (
    Article,
    Block,
    DateWitness,
    Document,
    Location,
    Normalised,
    Paragraph,
    RawDocument,
    Source,
)
from transforms.reference import Reference
from transforms.sources import SourceRegistry

# What closes a dateline in print and belongs to it, not to the story: blanks, a dash, a colon.
_CLOSING = re.compile(r"[\s.:–—―_-]*")
_STORY_PARTS = frozenset({"headline", "standfirst", "body"})


def normalise(document: Document, raw: RawDocument, reference: Reference, run_id: str) -> Normalised:
    """Return the article of a document with its paragraphs, its outlet and agency, and its dateline's place.

    `revision` is 1 and provisional: only the batch and the warehouse know of other versions.
    """
    source = reference.sources.resolve(document.url, document.site_name, raw.source)
    dateline, published, modified = _times(document, raw, reference)
    place = _place(dateline, source, reference)
    agency = credited_agency(document, dateline.agency if dateline else None, reference.sources)
    article = Article(
        article_id=_article_id(document, reference.sources),
        revision=1,
        is_current=True,
        source_id=source.source_id,
        url=document.url,
        canonical_url=document.canonical_url,
        input_uri=document.input_uri,
        title=document.title,
        standfirst=document.standfirst,
        authors=_authors(document, source, reference),
        agency=agency.source_id if agency else None,
        published_at=published.at,
        published_date=published.day,
        published_precision=published.precision,
        published_basis=published.basis,
        published_timezone=published.timezone,
        modified_at=modified,
        first_seen_at=raw.captured_at,
        dateline_text=dateline.text if dateline else None,
        dateline_place=dateline.place if dateline else None,
        dateline_date=dateline.date if dateline else None,
        dateline_location_id=place.location_id if place else None,
        language=detect_language(_story(document), document.language or raw.language),
        text=document.text,
        word_count=len(document.text.split()),
        content_sha256=_content_sha256(document),
        capture_id=document.capture_id,
        run_id=run_id,
        extractor_version=document.extractor_version,
        published_agreement=published.agreement,
        is_accessible_for_free=document.is_accessible_for_free,
    )
    return Normalised(
        article=article,
        paragraphs=tuple(_paragraphs(article, _split_dateline(document, dateline))),
        sources=tuple(dict.fromkeys(each for each in (source, agency) if each)),
        locations=(place,) if place else (),
    )


def _article_id(document: Document, sources: SourceRegistry) -> str:
    """Return the id of the page's own address: a canonical one of another outlet is that of the story it reprints."""
    url, canonical = document.url, document.canonical_url
    is_own = sources.resolve(url).source_id == sources.resolve(canonical).source_id
    address = canonical if canonical and is_own and not (url and is_above(canonical, url)) else url
    if not address:
        return make_id("article", document.input_uri, document.title or "")
    return make_id("article", normal_address(address))


def _content_sha256(document: Document) -> str:
    words = f"{document.title or ''}\n{document.text}".split()
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _times(
    document: Document, raw: RawDocument, reference: Reference
) -> tuple[Dateline | None, Publication, datetime | None]:
    """Return dateline, publication and modification: the first completes its day's year by the second."""
    told = [*document.dates, *_given(raw), *filter(None, [url_witness(document.url)])]
    published = find_publication(told, raw.captured_at, document.language)
    dateline = find_dateline(document.text, document.blocks, published.day, reference.gazetteer, reference.sources)
    if dateline and dateline.date:
        told.append(DateWitness("dateline", dateline.date.isoformat()))
        published = find_publication(told, raw.captured_at, document.language)
    return dateline, published, find_modification(told, raw.captured_at, published)


def _given(raw: RawDocument) -> list[DateWitness]:
    return [DateWitness("feed", raw.published_at)] if raw.published_at else []


def _place(dateline: Dateline | None, source: Source, reference: Reference) -> Location | None:
    if dateline is None or dateline.place is None:
        return None
    return place_of(dateline.place, reference.gazetteer, reference.places, source.country_code)


def _authors(document: Document, source: Source, reference: Reference) -> tuple[str, ...]:
    outlets = [name for name in (source.name, source.source_id, source.owner, document.site_name) if name]

    def is_outlet(name: str) -> bool:
        return is_outlet_name(name, outlets) or reference.sources.named(name) is not None

    return read_authors(document.bylines, is_outlet)


def _story(document: Document) -> str:
    story = (block for block in document.blocks if block.part in _STORY_PARTS)
    return "\n".join(document.text[block.char_start : block.char_end] for block in story) or document.text


def _split_dateline(document: Document, dateline: Dateline | None) -> Iterator[Block]:
    """Yield the blocks, the dateline with the mark that closes it set apart from the paragraph it opens."""
    for block in document.blocks:
        if dateline and block.part != "dateline" and block.char_start <= dateline.char_start < block.char_end:
            yield from _parted(document.text, block, dateline)
        else:
            yield block


def _parted(text: str, block: Block, dateline: Dateline) -> Iterator[Block]:
    closing = _CLOSING.match(text, dateline.char_end, block.char_end)
    story_start = closing.end() if closing else dateline.char_end
    if text[block.char_start : dateline.char_start].strip():
        yield Block(block.part, block.char_start, _last_filled(text, block.char_start, dateline.char_start))
    yield Block("dateline", dateline.char_start, _last_filled(text, dateline.char_start, story_start))
    if story_start < block.char_end:
        yield Block(block.part, story_start, block.char_end)


def _last_filled(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _paragraphs(article: Article, blocks: Iterator[Block]) -> Iterator[Paragraph]:
    for position, block in enumerate(blocks, start=1):
        yield Paragraph(article.article_id, article.revision, position, block.part, block.char_start, block.char_end)
