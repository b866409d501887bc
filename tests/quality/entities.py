"""Entities: names with their types, and which names of a text are one entity."""

from __future__ import annotations

from typing import Any

from tests.quality.bench import SHARED, Bench, Figure, Trial
from tests.quality.pipeline import facts_of, raw_text, read_all
from transforms.records import Facts

_SCORER = "score.py"
_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
_NAMES = {"wwnews": "names, world newswire F1", "conllpp": "names, Reuters 2020 F1"}
_CLUSTERS = ("aida", "gum", "newsfair")


def measure(trial: Trial) -> list[Figure]:
    """Score the mentions that are names, and their entities."""
    gold, rows = trial.gold("dev.jsonl")
    found = facts_of(read_all([raw_text(row["id"], row["text"], row["url"]) for row in rows]))
    predictions = (_prediction(row["id"], facts) for row, facts in zip(rows, found, strict=True))
    predicted = trial.write("predicted.jsonl", predictions)
    names = _read_table(trial.score(_SCORER, "ner", gold, predicted))
    clusters = _read_table(trial.score(_SCORER, "cluster", gold, predicted))
    return [
        *(Figure(measure, names[source]) for source, measure in _NAMES.items()),
        *(Figure(f"clusters, {source} B-cubed F1", clusters[source]) for source in _CLUSTERS),
    ]


BENCH = Bench("entities", SHARED / "entities", ("dev.jsonl", _SCORER), measure)


def _prediction(name: str, facts: Facts) -> dict[str, Any]:
    entities = [
        {
            "start": mention.char_start,
            "end": mention.char_end,
            "type": _TYPES.get(mention.kind, "MISC"),
            "cluster": mention.entity_id,
        }
        for mention in facts.mentions
        if mention.form == "name"
    ]
    return {"id": name, "entities": entities}


def _read_table(printed: str) -> dict[str, float]:
    """Return F1 by source from what the scorer prints: source, two counts or three, then P, R and F1 between bars."""
    lines = [line.split("|") for line in printed.splitlines()[1:]]
    return {line[0].split()[0]: float(line[1].split()[2]) for line in lines}
