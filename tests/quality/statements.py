"""Statements: contents, with their speakers, in US political news (PolNeAR) and in Wikinews."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

from tests.quality.bench import SHARED, Bench, Figure, Trial
from tests.quality.pipeline import facts_of, raw_text, read_all
from transforms.records import Facts, Statement

_SCORER = "score_statements.py"
_ARTICLE_WORDS = 800


def measure(trial: Trial) -> list[Figure]:
    """Score PolNeAR, and the few articles of Wikinews, which are never sampled."""
    gold, rows = trial.gold("dev.jsonl")
    predicted, speed = _predict(trial, rows)
    polnear = trial.score_to_file(_SCORER, gold, predicted)
    speech = trial.score_to_file(_SCORER, gold, predicted, "--speech-only")
    gold, rows = trial.gold("dev_wikinews.jsonl", every=1)
    wikinews = trial.score_to_file(_SCORER, gold, _predict(trial, rows)[0])
    return [
        Figure("PolNeAR content F1", polnear["all"]["content"]["f1"]),
        Figure("PolNeAR full F1", polnear["all"]["full"]["f1"]),
        Figure("PolNeAR direct full F1", polnear["direct"]["full"]["f1"]),
        Figure("PolNeAR speech-only full F1", speech["all"]["full"]["f1"]),
        Figure("Wikinews content F1", wikinews["all"]["content"]["f1"]),
        Figure("Wikinews full F1", wikinews["all"]["full"]["f1"]),
        Figure("articles of 800 words a second and core", speed, has_floor=False),
    ]


BENCH = Bench("statements", SHARED / "statements", ("dev.jsonl", "dev_wikinews.jsonl", _SCORER), measure)


def _predict(trial: Trial, rows: list[dict[str, Any]]) -> tuple[Path, float]:
    """Return the file of predictions, and articles of 800 words a second: all analysis, in CPU seconds."""
    articles = read_all(
        [raw_text(row["doc_id"], row["text"], row["meta"].get("url"), None, row["meta"]["date"]) for row in rows]
    )
    facts_of(articles[:1])  # models and tables are loaded before the clock starts
    start = process_time()
    found = facts_of(articles)
    seconds = process_time() - start
    words = sum(len(row["text"].split()) for row in rows)
    predictions = (_prediction(row["doc_id"], facts) for row, facts in zip(rows, found, strict=True))
    return trial.write("predicted.jsonl", predictions), words / _ARTICLE_WORDS / seconds


def _prediction(name: str, facts: Facts) -> dict[str, Any]:
    return {"doc_id": name, "statements": [_row(each) for each in facts.statements]}


def _row(statement: Statement) -> dict[str, Any]:
    return {
        "speaker_text": statement.speaker_text,
        "content_text": statement.content,
        "content_start": statement.content_start,
        "content_end": statement.content_end,
        "content_spans": [(span.char_start, span.char_end) for span in statement.content_spans],
        "kind": statement.kind,
    }
