"""Credits: the agency that a document says its text is from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.records import Block, Document, Source
from transforms.sources import SourceRegistry, is_credit

# The last paragraphs, where credits stand: "(Reuters)", "With files from AFP", "Reporting by ...".
_LAST_BLOCKS = 3
_CREDIT_WORDS = 6
_LONGEST_CREDIT = 16  # words, of a line that says it is one
# What closes a story's last sentence: "... on Monday. (AFP)", "... on Monday. — AFP", "... on Monday. PTI".
_CLOSING = re.compile(r"(?:\(([^()]{2,40})\)|[.!?…”\"]\s*[—–-]\s*([^—–\n]{2,30})|[.!?”\"]\s+([A-Z]{2,5}))[.\s]*$")
_OF_A_PICTURE = re.compile(r"photo|foto|image|\bbild|zdjęć|zdjęci|picture|video|фото", re.IGNORECASE)
_EDGES = "()[]-–— ."
# A list of sources is what a text rests on, and captions credit their pictures. A line of copyright counts.
_OTHERS = frozenset({"sources", "caption", "related"})


def credited_agency(document: Document, dateline_agency: str | None, registry: SourceRegistry) -> Source | None:
    """Return the agency that the dateline, a byline or the end of the story credits, in this order, or None."""
    credits = (dateline_agency, *document.bylines, *_printed(document))
    return next((agency for credit in credits if (agency := registry.agency(credit))), None)


def _printed(document: Document) -> Iterator[str]:
    """Yield the bylines in the text, then the lines and the ends of lines at its end that may be a credit."""
    yield from (_text(document, block) for block in document.blocks if block.part == "byline")
    for block in document.blocks[-_LAST_BLOCKS:]:
        line = _text(document, block)
        if block.part in _OTHERS or _OF_A_PICTURE.search(line):
            continue
        if len(line.split()) <= (_LONGEST_CREDIT if is_credit(line) else _CREDIT_WORDS):
            yield line.strip(_EDGES)
        elif found := _CLOSING.search(line):
            yield next(filter(None, found.groups()))


def _text(document: Document, block: Block) -> str:
    return document.text[block.char_start : block.char_end]
