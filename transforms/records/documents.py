"""What comes in: raw documents as found, and documents with clean text and the witnesses of their metadata."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from transforms.records.column import column

FORMATS = ("html", "text", "jsonl_html", "jsonl_text")
PARTS = ("headline", "standfirst", "dateline", "body", "related", "faq", "sources", "caption", "promo", "byline")
PUBLISHED_BASES = (
    "json_ld", "meta", "time_element", "feed", "url", "header", "dateline", "text", "story", "none",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One input document as found, before anything is read into it."""

    TABLE: ClassVar[str] = "stage.raw_document"

    capture_id: str = column("Capture that holds the bytes", key=True, references="ops.capture.capture_id")
    input_uri: str = column("What was read: path relative to the input, with # and the record's id for JSON Lines")
    place: str = column(
        "Where the bytes can be read again: absolute path, with # and the line (JSON Lines) or the offset (WARC)"
    )
    format: str = column("How the content is to be read", allowed=FORMATS)
    content: bytes = column("The document's bytes as found (for JSON Lines, of its html or text, UTF-8)")
    sha256: str = column("SHA-256 of the input's bytes (for JSON Lines, of the line), hexadecimal")
    byte_count: int = column("Length of the input's bytes", unit="bytes")
    captured_at: datetime = column("When the bytes were read")
    modified_at: datetime | None = column("When the file was last modified; NULL where there is no file", default=None)
    url: str | None = column("URL given with the input", default=None)
    title: str | None = column("Title given with the input", default=None)
    published_at: str | None = column("Publication time given with the input, as written", default=None)
    source: str | None = column("Outlet name or domain given with the input", default=None)
    language: str | None = column("Language given with the input, as written", default=None)
    charset: str | None = column("Character encoding that the server told, as written", default=None)
    extra: str | None = column("Keys of a JSON Lines record that Dateline does not know, JSON object", default=None)


@dataclass(frozen=True, slots=True)
class DateWitness:
    """One place in a document that tells a publication or modification time."""

    basis: str = column("What kind of place it is", allowed=PUBLISHED_BASES)
    value: str = column("The time as written there")
    is_modified: bool = column("Whether it tells the time of a modification", default=False)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a document with its class; half-open offsets into the document's text."""

    part: str = column("Class of the paragraph", allowed=PARTS)
    char_start: int = column("First character", unit="characters")
    char_end: int = column("One past the last character", unit="characters")


@dataclass(frozen=True, slots=True)
class Document:
    """Clean text of one raw document, its paragraphs, and the metadata as its page tells them."""

    TABLE: ClassVar[str] = "stage.document"

    capture_id: str = column("Capture that it was read from", key=True, references="ops.capture.capture_id")
    input_uri: str = column("What was read")
    format: str = column("How the content was read", allowed=FORMATS)
    text: str = column("The text that all offsets count in")
    blocks: tuple[Block, ...] = column("Its paragraphs in order, not overlapping")
    extractor_version: str = column("Versions of Dateline and of the extractor that made the text")
    url: str | None = column("URL given with the input or told by the page", default=None)
    canonical_url: str | None = column("Canonical URL that the page names", default=None)
    title: str | None = column("Headline", default=None)
    standfirst: str | None = column("Standfirst (deck) under the headline", default=None)
    site_name: str | None = column("Name of the outlet as the page or the input tells it", default=None)
    bylines: tuple[str, ...] = column("Author credits as written, one string a credit", default=())
    dates: tuple[DateWitness, ...] = column("Witnesses of publication and modification times", default=())
    language: str | None = column("Language that the page or the input names", default=None)
    is_accessible_for_free: bool | None = column(
        "Whether the page says that all may read it; NULL where it says nothing", default=None
    )
