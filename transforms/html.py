"""HTML pages to documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from lxml import etree
from lxml.html import HtmlElement

from transforms.authors import read_authors
from transforms.byline import find_byline
from transforms.charset import decode
from transforms.errors import Rejected
from transforms.headline import find_headline
from transforms.html_dates import find_text_date
from transforms.html_metadata import PageMetadata, read_metadata
from transforms.markup import is_front, part_by_markup
from transforms.parts import is_notice, part_by_words
from transforms.plain import fold_blanks, plain, skeleton
from transforms.published import url_witness
from transforms.records import Block, DateWitness, Document, RawDocument
from transforms.standfirst import find_standfirst

# Elements of trafilatura's tree that a reader sees on lines of their own.
_LINE_TAGS = frozenset({"body", "code", "head", "item", "lb", "list", "p", "quote", "row", "table"})
_PARAGRAPH_BREAK = "\n\n"


def read_html(raw: RawDocument, version: str) -> Document:
    """Return the document of an HTML page.

    Its text is the headline, the standfirst and the paragraphs of the story, joined by a blank line.

    Raises:
        Rejected: the bytes are no text or no HTML, or the page has no article text.
    """
    tree = _parse(raw)
    metadata = read_metadata(tree, raw.url)
    lines = _extract(tree, metadata.url)
    title, standfirst = _head(tree, metadata, lines, raw.source)
    body = _body(tree, lines, {skeleton(text) for text in (title, standfirst) if text})
    story = [line for part, line in body if part == "body"]
    if standfirst is None and (not story or is_front(tree, story, metadata.url) or is_notice("\n".join(story))):
        raise Rejected("document", "no_story", "The page has only links, teasers, captions or notices, no story.")
    text, blocks = _lay_out([("headline", title or ""), ("standfirst", standfirst or ""), *body])
    return Document(
        capture_id=raw.capture_id,
        input_uri=raw.input_uri,
        format=raw.format,
        text=text,
        blocks=blocks,
        extractor_version=version,
        url=metadata.url,
        canonical_url=metadata.canonical_url,
        # A title given beside the page is not in the page's text.
        title=title or plain(raw.title or "") or None,
        standfirst=standfirst,
        site_name=metadata.site_name,
        bylines=(*metadata.bylines, *_shown_bylines(tree, metadata.bylines, body)),
        dates=(*metadata.dates, *_text_dates(tree, metadata, raw)),
        language=metadata.language,
    )


def _head(
    tree: HtmlElement, metadata: PageMetadata, lines: Sequence[str], source: str | None
) -> tuple[str | None, str | None]:
    site_names = [name for name in (metadata.site_name, source) if name]
    headline = find_headline(tree, metadata.titles, metadata.page_title, site_names)
    if headline is None or headline.element is None:
        return (headline.text if headline else None), None
    titles = [headline.text, *metadata.titles]
    return headline.text, find_standfirst(headline.element, titles, metadata.descriptions, lines)


def _body(tree: HtmlElement, lines: Sequence[str], head: set[str]) -> list[tuple[str, str]]:
    """Return part and text of the lines, without those that repeat the headline or the standfirst."""
    marks = part_by_markup(tree, lines)
    parts = [(part_by_words(line) or marks.get(line) or "body", line) for line in lines]
    return [(part, line) for part, line in parts if skeleton(line) not in head]


def _shown_bylines(tree: HtmlElement, told: Sequence[str], body: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the byline that the page shows, where its metadata names nobody but desks, logins and initials."""
    if read_authors(told, lambda _: False):
        return ()
    shown = find_byline(tree)
    return (shown,) if shown else tuple(text for part, text in body if part == "byline")[:1]


def _text_dates(tree: HtmlElement, metadata: PageMetadata, raw: RawDocument) -> Iterator[DateWitness]:
    """Yield the day in the page's text where nothing else tells one: the search costs a tenth of the extraction."""
    if raw.published_at or any(not date.is_modified for date in metadata.dates) or url_witness(metadata.url):
        return
    found = find_text_date(tree, raw.captured_at.date() + timedelta(days=1))
    if found and not any(date.value.startswith(found.value) for date in metadata.dates):
        yield found


def _parse(raw: RawDocument) -> HtmlElement:
    from trafilatura import load_html

    text = raw.content.decode("utf-8", "replace") if raw.format == "jsonl_html" else decode(raw.content, is_html=True)
    try:
        # What is no whole page may still be the article of one.
        tree = load_html(text) if "<html" in text[:5000].lower() else load_html(f"<html><body>{text}</body></html>")
    except Exception as error:
        raise Rejected("document", "not_html", "The bytes cannot be parsed as HTML.") from error
    if tree is None:
        raise Rejected("document", "not_html", "The bytes cannot be parsed as HTML.")
    return tree


def _extract(tree: HtmlElement, url: str | None) -> list[str]:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, url=url, include_comments=False, deduplicate=False, with_metadata=False)
    except Exception as error:
        raise Rejected(
            "document", "extraction_failed", f"The extractor failed on this page ({type(error).__name__})."
        ) from error
    lines = list(_lines(found.body)) if found is not None else []
    if not lines:
        raise Rejected("document", "no_text", "The page has no article text.")
    return lines


def _lines(body: etree._Element) -> Iterator[str]:
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _LINE_TAGS:
            pieces.append("\n")
        elif element.tag == "cell":
            pieces.append(" ")
        # Newlines in the source are blanks to a reader.
        pieces.append(
            ((element.text if event == "start" else element.tail) or "").replace("\n", " ").replace("\r", " ")
        )
    return filter(None, map(fold_blanks, "".join(pieces).split("\n")))


def _lay_out(paragraphs: Sequence[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    """Return the paragraphs joined by a blank line, with the block of each."""
    blocks, position = [], 0
    filled = [(part, text) for part, text in paragraphs if text]
    for part, text in filled:
        blocks.append(Block(part, position, position + len(text)))
        position += len(text) + len(_PARAGRAPH_BREAK)
    return _PARAGRAPH_BREAK.join(text for _, text in filled), tuple(blocks)
