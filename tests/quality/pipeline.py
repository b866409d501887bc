"""The way of a text through the project, as its own steps go it: read, normalised, analysed in batches."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from flows.language_model import load_model
from flows.reference import load_reference
from flows.settings import Settings
from transforms.analysis import analyse
from transforms.article import normalise
from transforms.document import read_document
from transforms.errors import Rejected
from transforms.records import Document, Facts, Normalised, RawDocument

# Later than all gold, and fixed: nothing may be dated after its capture.
CAPTURED_AT = datetime(2026, 11, 22, tzinfo=UTC)


def raw_document(
    name: str,
    content: bytes,
    format: str,
    url: str | None = None,
    title: str | None = None,
    published_at: str | None = None,
) -> RawDocument:
    """Return a document as the readers of `flows.inputs` give it."""
    sha256 = hashlib.sha256(content).hexdigest()
    return RawDocument(
        sha256, name, name, format, content, sha256, len(content), CAPTURED_AT,
        url=url, title=title or None, published_at=published_at,
    )  # fmt: skip


def raw_text(
    name: str, text: str, url: str | None = None, title: str | None = None, published_at: str | None = None
) -> RawDocument:
    """Return a document as a JSON Lines record with `text` gives it: the text is kept, and so are gold's offsets."""
    return raw_document(name, text.encode(), "jsonl_text", url, title, published_at)


def read(raw: RawDocument) -> tuple[Document, Normalised] | None:
    """Return document and article of a raw document, or None where it is rejected."""
    try:
        document = read_document(raw, "quality")
        return document, normalise(document, raw, load_reference(), "quality")
    except Rejected:
        return None


def read_all(raws: Sequence[RawDocument]) -> list[Normalised | None]:
    """Return the article of each document, None where it is rejected."""
    return [found[1] if (found := read(raw)) else None for raw in raws]


def facts_of(articles: Sequence[Normalised | None]) -> list[Facts]:
    """Return the facts of each article, none for a rejected one; in batches of the size that runs have."""
    settings = _settings()
    nlp, reference = load_model(settings.model), load_reference()
    found: list[Facts] = []
    for start in range(0, len(articles), settings.batch_size):
        batch = articles[start : start + settings.batch_size]
        facts = analyse([article for article in batch if article], nlp, reference)
        found.extend(next(facts) if article else Facts() for article in batch)
    return found


@lru_cache(maxsize=1)
def _settings() -> Settings:
    return Settings()
