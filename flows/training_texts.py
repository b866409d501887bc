"""Annotated texts as the path sees them: passages of the corpus, and GUM's as passages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from transforms.annotation import AnnotatedStatement, Passage
from transforms.article import normalise
from transforms.document import read_document
from transforms.records import Normalised, RawDocument, Span
from transforms.reference import Reference

# Later than all texts, and fixed: nothing may be dated after its capture, and training must repeat to the bit.
_CAPTURED_AT = datetime(2030, 1, 1, tzinfo=UTC)
FOLDS = 5


def as_article(passage: Passage, reference: Reference) -> Normalised:
    """Take a passage's bare text along the path's first steps, as a JSON Lines record with `text`."""
    content = passage.text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    raw = RawDocument(
        sha256, passage.name, passage.name, "jsonl_text", content, sha256, len(content), _CAPTURED_AT,
        published_at=passage.published.isoformat(),
    )  # fmt: skip
    return normalise(read_document(raw, "training"), raw, reference, "training")


def read_gum(path: Path) -> Iterator[Passage]:
    """Yield the texts of a file of the statements bench (JSON Lines with `text` and `gold`) as passages."""
    with path.open(encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            statements = tuple(_statement(number, gold) for number, gold in enumerate(row["gold"], 1))
            published = date.fromisoformat(row["meta"].get("date") or "2020-01-01")
            yield Passage(row["doc_id"], "gum", "gum", published, (), row["text"], None, (), statements)


def _statement(number: int, gold: Mapping[str, Any]) -> AnnotatedStatement:
    spans = gold.get("content_spans") or [(gold["content_start"], gold["content_end"])]
    return AnnotatedStatement(
        number,
        speaker=_span(gold, "speaker"),
        cues=[span for span in [_span(gold, "cue")] if span],
        content=[Span(start, end) for start, end in spans],
    )


def _span(gold: Mapping[str, Any], key: str) -> Span | None:
    start = gold.get(f"{key}_start")
    return None if start is None else Span(start, gold[f"{key}_end"])


def fold_of(passage: Passage) -> int:
    """Which of five parts a passage belongs to, by its name; part 0 of the corpus is held out of all training."""
    return int(hashlib.sha256(passage.name.encode()).hexdigest(), 16) % FOLDS


def training_part(passages: Sequence[Passage]) -> list[Passage]:
    """The four fifths that the models are trained on."""
    return [passage for passage in passages if fold_of(passage) != 0]


def held_out(passages: Sequence[Passage]) -> list[Passage]:
    """The fifth of the corpus that nothing is trained on."""
    return [passage for passage in passages if fold_of(passage) == 0]
