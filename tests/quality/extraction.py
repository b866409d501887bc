"""Extraction: text, title, authors, date, language and outlet of saved pages, and the speed beside trafilatura's."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable, Sequence
from time import process_time
from typing import Any, TypeVar

from tests.quality.bench import SHARED, Bench, Figure, Trial
from tests.quality.pipeline import raw_document, read_all
from transforms.records import Normalised, RawDocument

T = TypeVar("T")
_SCORER = "score_extraction.py"
# What a reader takes for the article; gold has the headline as title, and leaves furniture and credits out.
_TEXT_PARTS = frozenset({"standfirst", "dateline", "body", "faq", "sources"})
# Pages in a turn: enough that neither finds its caches (of strings, of trees) filled by the other.
_TURN = 25
_MEASURES = {
    "text F1": ("text", "F1"),
    "perfect pages": ("segments", "pages"),
    "title": ("title", "exact"),
    "authors": ("authors", "exact"),
    "date, exact day": ("date", "acc"),
    "language": ("language", "acc"),
    "source": ("sitename", "acc"),
}


def measure(trial: Trial) -> list[Figure]:
    """Read every page as a run does, and score article text and metadata."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    gold, rows = trial.gold("dev/manifest.jsonl")
    raws = [raw_document(row["page_id"], _page(trial, row), "html", row["url"]) for row in rows]
    articles, speed = _read_in_turns(raws)
    found = ((row["page_id"], item) for row, item in zip(rows, articles, strict=True) if item)
    predicted = trial.write("predicted.jsonl", (_prediction(name, item) for name, item in found))
    scores = trial.score_to_file(_SCORER, "--manifest", gold, "--pred", predicted, "--bootstrap", "0")["all"]
    return [
        *(Figure(measure, scores[part][key]) for measure, (part, key) in _MEASURES.items()),
        Figure("speed, times trafilatura's with metadata", speed, has_floor=False),
    ]


BENCH = Bench("extraction", SHARED / "extraction", ("dev/manifest.jsonl", "dev/html/*.html.gz", _SCORER), measure)


def _page(trial: Trial, row: dict[str, Any]) -> bytes:
    return gzip.decompress((trial.data / "dev" / row["html_file"]).read_bytes())


def _read_in_turns(raws: Sequence[RawDocument]) -> tuple[list[Normalised | None], float]:
    """Return the articles, and how many times as fast they are read as trafilatura reads the pages.

    They take turns, so that a slow moment of the machine hits both; CPU time, without what is loaded once.
    """
    _timed(read_all, raws[:1]), _timed(_read_by_peer, raws[:1])
    articles: list[Normalised | None] = []
    own_seconds = peer_seconds = 0.0
    for start in range(0, len(raws), _TURN):
        turn = raws[start : start + _TURN]
        found, seconds = _timed(read_all, turn)
        articles.extend(found)
        own_seconds += seconds
        peer_seconds += _timed(_read_by_peer, turn)[1]
    return articles, peer_seconds / own_seconds


def _read_by_peer(raws: Sequence[RawDocument]) -> list[object]:
    """Extract as trafilatura does by default, with metadata."""
    from trafilatura import bare_extraction

    return [bare_extraction(raw.content, url=raw.url, with_metadata=True, include_comments=False) for raw in raws]


def _timed(work: Callable[[Sequence[RawDocument]], list[T]], raws: Sequence[RawDocument]) -> tuple[list[T], float]:
    start = process_time()
    return work(raws), process_time() - start


def _prediction(name: str, item: Normalised) -> dict[str, Any]:
    article = item.article
    kept = [p for p in item.paragraphs if p.part in _TEXT_PARTS]
    return {
        "page_id": name,
        "text": "\n".join(article.text[p.char_start : p.char_end] for p in kept),
        "title": article.title,
        "authors": article.authors,
        "date": article.published_date.isoformat() if article.published_date else None,
        "language": article.language,
        # Its domain is what tells an outlet; gold transliterates some names that outlets write in their own script.
        "sitename": article.source_id,
    }
