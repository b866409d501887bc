"""Plain text to documents: the text stays character for character, its paragraphs are classed spans of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.charset import decode
from transforms.dateline import opens_with_dateline
from transforms.errors import Rejected
from transforms.paragraphs import Paragraph, split_paragraphs
from transforms.parts import is_byline, is_headline_like, part_by_words
from transforms.plain import plain, skeleton
from transforms.records import Block, DateWitness, Document, RawDocument
from transforms.timestamps import parse_timestamp

# "date 2023-12-10 Jerusalem, December 10 - ..." opens with the day of publication.
_HEADER = re.compile(r"\s*(date:?[ \t]+(\d{4}-\d\d-\d\d))(?:[ \t]+|\s*\n|\s*$)", re.IGNORECASE)
_DATE_LINE = re.compile(r"^(?:(?:date|published|posted|updated)(?:\s+(?:on|at))?\s*:?\s+)?(.{6,45})$", re.IGNORECASE)
_UPDATED = re.compile(r"updated", re.IGNORECASE)
_FAQ = re.compile(r"^\W*(?:faqs?|frequently asked questions)\W*$", re.IGNORECASE)
_QUESTION_OR_ANSWER = re.compile(r"^(?:Q|A|Question|Answer)\s?[:.]\s", re.IGNORECASE)
_SOURCES = re.compile(r"^\W*(?:sources?|references)\s*:", re.IGNORECASE)
_LONGEST_DATE_LINE = 60
_LONGEST_SOURCE = 200
_LONGEST_STANDFIRST = 300
_HEAD_PARAGRAPHS = 5


def read_text(raw: RawDocument, version: str) -> Document:
    """Return the document of a plain text, or of the `text` of a JSON Lines record.

    Raises:
        Rejected: the bytes are no text in any character set, or there is nothing in it.
    """
    text = _decode(raw)
    header = _HEADER.match(text)
    paragraphs = list(split_paragraphs(text, header.end() if header else 0))
    if not paragraphs:
        raise Rejected("document", "no_text", "There is no text in it.")
    parts = list(_parts(text, paragraphs, raw.title, has_header=bool(header)))
    blocks = [Block(part, each.char_start, each.char_end) for part, each in zip(parts, paragraphs, strict=True)]
    if header:
        blocks.insert(0, Block("dateline", *header.span(1)))
    return Document(
        capture_id=raw.capture_id,
        input_uri=raw.input_uri,
        format=raw.format,
        text=text,
        blocks=tuple(blocks),
        extractor_version=version,
        url=raw.url,
        title=_shown(paragraphs, parts, "headline") or plain(raw.title or "") or None,
        standfirst=_shown(paragraphs, parts, "standfirst"),
        site_name=raw.source,
        bylines=tuple(each.text for each in paragraphs[:_HEAD_PARAGRAPHS] if is_byline(each.text)),
        dates=tuple(_dates(header[2] if header else None, paragraphs)),
        language=raw.language,
    )


def _decode(raw: RawDocument) -> str:
    if raw.format == "text":
        return decode(raw.content, is_html=False, told=raw.charset)
    try:
        return raw.content.decode("utf-8")
    except UnicodeDecodeError:
        raise Rejected("document", "not_text", "The record's text is no valid Unicode.") from None


def _parts(text: str, paragraphs: Sequence[Paragraph], title: str | None, *, has_header: bool) -> Iterator[str]:
    """Yield the part of each paragraph; a title given beside the text leaves none to be found in it."""
    opening = _opening(text, paragraphs, title, has_header=has_header)
    yield from opening
    section, previous = "body", "body"
    for index, paragraph in enumerate(paragraphs[len(opening) :], start=len(opening)):
        section = _section(section, paragraph.text)
        previous = _part(paragraph.text, section, previous, is_head=index < _HEAD_PARAGRAPHS)
        yield previous


def _opening(text: str, paragraphs: Sequence[Paragraph], title: str | None, *, has_header: bool) -> list[str]:
    """Return the parts of headline and standfirst, as far as the text opens with them."""
    first = paragraphs[0].text
    if title and skeleton(title) != skeleton(first):
        return []
    if has_header or len(paragraphs) < 2 or not (title or is_headline_like(first)) or part_by_words(first):
        return []
    second = paragraphs[1]
    # A sentence that goes on in the next paragraph is no headline either.
    if not title and (second.text[0].islower() or _is_dateline(text, paragraphs[0])):
        return []
    is_standfirst = (
        len(paragraphs) > 2
        and not second.is_after_blank
        and len(second.text) <= _LONGEST_STANDFIRST
        and part_by_words(second.text) is None
        and not _date_line(second.text)
        and not _is_dateline(text, second)
    )
    return ["headline", "standfirst"] if is_standfirst else ["headline"]


def _is_dateline(text: str, paragraph: Paragraph) -> bool:
    return opens_with_dateline(text, paragraph.char_start, paragraph.char_end)


def _section(section: str, text: str) -> str:
    if _FAQ.match(text):
        return "faq"
    if _SOURCES.match(text):
        return "sources"
    return "body" if section == "sources" and len(text) > _LONGEST_SOURCE else section


def _part(text: str, section: str, previous: str, *, is_head: bool) -> str:
    if section != "body":
        return section
    if _QUESTION_OR_ANSWER.match(text):
        return "faq"
    if is_head and _date_line(text):
        return "byline"
    # Under a "Read more:" further teasers may stand, each a headline.
    return part_by_words(text) or ("related" if previous == "related" and is_headline_like(text) else "body")


def _date_line(text: str) -> str | None:
    """Return the time that a line tells which tells nothing else, or None."""
    found = _DATE_LINE.match(text) if len(text) <= _LONGEST_DATE_LINE else None
    return found[1] if found and parse_timestamp(found[1]) else None


def _dates(header: str | None, paragraphs: Sequence[Paragraph]) -> Iterator[DateWitness]:
    if header:
        yield DateWitness("header", header)
    for paragraph in paragraphs[:_HEAD_PARAGRAPHS]:
        if told := _date_line(paragraph.text):
            yield DateWitness("header", told, bool(_UPDATED.match(paragraph.text)))


def _shown(paragraphs: Sequence[Paragraph], parts: Sequence[str], part: str) -> str | None:
    found = (plain(each.text) for name, each in zip(parts, paragraphs, strict=True) if name == part)
    return next(found, None)
