"""HTML pages to documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from transforms.authors import read_authors
from transforms.body import part_lines
from transforms.byline import find_byline
from transforms.charset import decode
from transforms.errors import Rejected
from transforms.extraction import extract_lines
from transforms.headline import Headline, find_headline
from transforms.html_dates import find_text_date
from transforms.html_metadata import PageMetadata, read_metadata
from transforms.main_content import find_main_content
from transforms.markup import is_front
from transforms.parts import is_byline, is_notice
from transforms.plain import plain, skeleton
from transforms.published import url_witness
from transforms.records import Block, DateWitness, Document, RawDocument
from transforms.standfirst import find_standfirst

# What a reader of the page does not see.
_UNSEEN = ("script", "style", "noscript", "svg", "template")
_READ_ALOUD: Any = etree.XPath(
    "//span[contains(concat(' ', @class, ' '), ' sr-only ') or contains(@class, 'isuallyhidden') or"
    " contains(@class, 'isually-hidden') or contains(@class, 'isuallyHidden') or contains(@class, 'creen-reader')]"
)
# Text of the page that has the first characters of a headline, and where it shows none.
_TEXT_WITH: Any = etree.XPath("//body//text()[contains(., $start)]")
_START = 20
_BESIDE = frozenset({"a", "aside", "footer", "nav"})
_PARAGRAPH_BREAK = "\n\n"


def read_html(raw: RawDocument, version: str) -> Document:
    """Return the document of an HTML page.

    Its text is the headline, the standfirst and the paragraphs of the story, joined by a blank line.

    Raises:
        Rejected: the bytes are no text or no HTML, or the page has no article text.
    """
    tree = _parse(raw)
    metadata = read_metadata(tree, raw.url)
    _drop_unseen(tree)
    headline = _headline(tree, metadata, raw.source)
    main = find_main_content(tree, headline.element if headline else None)
    lines = extract_lines(tree, main, metadata.article_body)
    title = headline.text if headline else None
    standfirst = _standfirst(headline, metadata, lines)
    bylines = (*metadata.bylines, *_shown_bylines(tree, metadata.bylines, lines))
    authors = read_authors(bylines, lambda _: False)
    body = part_lines(main.element if main else tree, lines, title, standfirst, authors)
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
        bylines=bylines,
        dates=(*metadata.dates, *_text_dates(tree, metadata, raw)),
        language=metadata.language,
        is_accessible_for_free=metadata.is_accessible_for_free,
    )


def _drop_unseen(tree: HtmlElement) -> None:
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    for span in _READ_ALOUD(tree):
        span.drop_tree()


def _headline(tree: HtmlElement, metadata: PageMetadata, source: str | None) -> Headline | None:
    site_names = [name for name in (metadata.site_name, source) if name]
    found = find_headline(tree, metadata.titles, metadata.page_title, site_names)
    if found is None or found.element is not None:
        return found
    return Headline(found.text, _shown_at(tree, found.text))


def _shown_at(tree: HtmlElement, headline: str) -> HtmlElement | None:
    """Return the element, no heading but styled as one, that shows a headline which is only told."""
    for text in _TEXT_WITH(tree, start=headline[:_START]):
        element = text.getparent()
        is_beside = any(outer.tag in _BESIDE for outer in element.iterancestors())
        if not (text.is_tail or is_beside) and skeleton(element.text_content()) == skeleton(headline):
            return element
    return None


def _standfirst(headline: Headline | None, metadata: PageMetadata, lines: Sequence[str]) -> str | None:
    if headline is None or headline.element is None:
        return None
    titles = [headline.text, *metadata.titles]
    return find_standfirst(headline.element, titles, metadata.descriptions, lines)


def _shown_bylines(tree: HtmlElement, told: Sequence[str], lines: Sequence[str]) -> tuple[str, ...]:
    """Return the byline that the page shows, where its metadata names nobody but desks, logins and initials."""
    if read_authors(told, lambda _: False):
        return ()
    shown = find_byline(tree)
    return (shown,) if shown else tuple(filter(is_byline, lines))[:1]


def _text_dates(tree: HtmlElement, metadata: PageMetadata, raw: RawDocument) -> Iterator[DateWitness]:
    """Yield the day in the page's text where nothing else tells one: the search costs a tenth of the extraction."""
    if raw.published_at or any(not date.is_modified for date in metadata.dates) or url_witness(metadata.url):
        return
    found = find_text_date(tree, raw.captured_at.date() + timedelta(days=1))
    if found and not any(date.value.startswith(found.value) for date in metadata.dates):
        yield found


def _parse(raw: RawDocument) -> HtmlElement:
    from trafilatura import load_html

    text = (
        raw.content.decode("utf-8", "replace")
        if raw.format == "jsonl_html"
        else decode(raw.content, is_html=True, told=raw.charset)
    )
    try:
        # What is no whole page may still be the article of one.
        tree = load_html(text) if "<html" in text[:5000].lower() else load_html(f"<html><body>{text}</body></html>")
    except Exception as error:
        raise Rejected("document", "not_html", "The bytes cannot be parsed as HTML.") from error
    if tree is None:
        raise Rejected("document", "not_html", "The bytes cannot be parsed as HTML.")
    return tree


def _lay_out(paragraphs: Sequence[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    """Return the paragraphs joined by a blank line, with the block of each."""
    blocks, position = [], 0
    filled = [(part, text) for part, text in paragraphs if text]
    for part, text in filled:
        blocks.append(Block(part, position, position + len(text)))
        position += len(text) + len(_PARAGRAPH_BREAK)
    return _PARAGRAPH_BREAK.join(text for _, text in filled), tuple(blocks)
