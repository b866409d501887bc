"""Hard pages of our own making, as articles: what is expected was read off each page by eye.

Of the text, what a reader takes for the story is compared: lines of other classes may be kept or left out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.transforms.raw import raw_document
from transforms.article import normalise
from transforms.document import read_document
from transforms.errors import Rejected
from transforms.records import Normalised
from transforms.reference import Reference

GOLDEN = Path(__file__).parent.parent / "golden" / "articles"
STORY = frozenset({"headline", "standfirst", "dateline", "body", "faq", "sources"})
PAGES = sorted(path.stem for path in GOLDEN.glob("*.html"))


def summary(found: Normalised) -> dict[str, Any]:
    article, text = found.article, found.article.text
    source = next(source for source in found.sources if source.source_id == article.source_id)
    return {
        "source_id": article.source_id,
        "source": source.name,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "standfirst": article.standfirst,
        "authors": list(article.authors),
        "agency": article.agency,
        "published": str(article.published_at or article.published_date or "unknown"),
        "published_precision": article.published_precision,
        "published_basis": article.published_basis,
        "published_agreement": article.published_agreement,
        "modified": str(article.modified_at or "unknown"),
        "language": article.language,
        "is_accessible_for_free": article.is_accessible_for_free,
        "dateline": article.dateline_text,
        "story": [
            f"{each.part}: {text[each.char_start : each.char_end]}" for each in found.paragraphs if each.part in STORY
        ],
    }


@pytest.mark.parametrize("name", PAGES)
def test_article_of_a_hard_page(name: str, reference: Reference) -> None:
    expected = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    raw = raw_document((GOLDEN / f"{name}.html").read_bytes(), "html", url=expected.pop("url"))
    if "rejected" in expected:
        with pytest.raises(Rejected) as caught:
            read_document(raw, "test")
        assert caught.value.rule == expected["rejected"]
    else:
        assert summary(normalise(read_document(raw, "test"), raw, reference, "run")) == expected


def test_there_are_twenty_hard_pages_each_with_what_is_expected() -> None:
    assert len(PAGES) >= 20
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == PAGES
