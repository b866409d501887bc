"""Documents: one raw document read into clean text, its paragraphs, and what it tells about itself."""

from __future__ import annotations

from transforms.html import read_html
from transforms.plaintext import read_text
from transforms.records import Document, RawDocument


def read_document(raw: RawDocument, version: str) -> Document:
    """Return the document of `raw`, read by its format.

    Args:
        raw: the bytes as found, with what the input tells about them.
        version: versions of Dateline and of the extractor, for `extractor_version`.

    Raises:
        Rejected: there is no article text in it (stage `document`), with the reason.
    """
    read = read_html if raw.format in ("html", "jsonl_html") else read_text
    return read(raw, version)
