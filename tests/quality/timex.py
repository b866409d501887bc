"""Dates in the text, and datelines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from flows.reference import load_reference
from tests.quality.bench import SHARED, Bench, Figure, Trial
from tests.quality.pipeline import facts_of, raw_text, read, read_all
from transforms.dateline import find_dateline
from transforms.records import Block, Document, Normalised
from transforms.timex import find_dates

_SCORER = "score.py"
_LEAP_YEAR = date(2024, 7, 1)


def measure(trial: Trial) -> list[Figure]:
    """Score the dates that analysis finds, and the datelines that normalisation finds."""
    return [*_measure_dates(trial), *_measure_datelines(trial)]


BENCH = Bench("time", SHARED / "time", ("dev.jsonl", "dateline_dev.jsonl", _SCORER), measure)


def _measure_dates(trial: Trial) -> list[Figure]:
    gold, rows = trial.gold("dev.jsonl")
    articles = read_all([raw_text(row["id"], row["text"], None, row["title"], row["dct"]) for row in rows])
    found = [
        [{"start": one.char_start, "end": one.char_end, "value": one.timex} for one in facts.dates]
        for facts in facts_of(articles)
    ]
    predicted = _write(trial, rows, "timexes", found)
    scores = json.loads(trial.score(_SCORER, "time", gold, predicted, "--json"))
    return [
        Figure("value F1, TimeBank and AQUAINT", scores["tb+aq"]["value"]["f1"]),
        Figure("day F1, all", scores["all"]["day"]["f1"]),
        Figure("texts a second and core", _texts_a_second(articles), has_floor=False),
    ]


def _texts_a_second(articles: Sequence[Normalised | None]) -> float:
    """Return how many texts a CPU second are searched for dates, apart from all other analysis."""
    texts = [
        (
            one.article.text,
            one.article.published_date,
            [Block(p.part, p.char_start, p.char_end) for p in one.paragraphs],
        )
        for one in articles
        if one
    ]
    start = process_time()
    for text in texts:
        find_dates(*text)
    return len(texts) / (process_time() - start)


def _measure_datelines(trial: Trial) -> list[Figure]:
    gold, rows = trial.gold("dateline_dev.jsonl")
    found = [read(raw_text(row["id"], row["text"], published_at=row["dct"])) for row in rows]
    predicted = _write(trial, rows, "dateline", [_dateline(*each) if each else None for each in found])
    scores = json.loads(trial.score(_SCORER, "dateline", gold, predicted, "--json"))
    names = {"detect": "detection", "place": "place", "agency": "agency", "date": "date"}
    return [Figure(f"datelines, {name} F1", scores[key]["f1"]) for key, name in names.items()]


def _write(trial: Trial, rows: list[dict[str, Any]], key: str, found: Sequence[Any]) -> Path:
    pairs = zip(rows, found, strict=True)
    return trial.write("predicted.jsonl", ({"id": row["id"], key: each} for row, each in pairs))


def _dateline(document: Document, item: Normalised) -> dict[str, str | None] | None:
    """Return the article's dateline, with its agency as printed, of which an article keeps only who it is."""
    day, reference = item.article.dateline_date, load_reference()
    found = find_dateline(document.text, document.blocks, day or _LEAP_YEAR, reference.gazetteer, reference.sources)
    if found is None:
        return None
    # Gold writes XXXX for the year that a text does not tell, where the article's day is NULL.
    unknown_year = f"XXXX{found.date.isoformat()[4:]}" if found.date else None
    return {
        "place": item.article.dateline_place,
        "agency": found.agency,
        "date": day.isoformat() if day else unknown_year,
    }
