"""Places: names found, and the GeoNames entries that they stand for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.quality.bench import SHARED, Bench, Figure, Trial
from tests.quality.pipeline import facts_of, raw_text, read_all
from transforms.records import Facts, Location

_SCORER = "score.py"
_FAR_OUT_AT_SEA = (0.0, 0.0)
_MEASURES = {
    "country F1": "country_f1",
    "161 km F1": "km161_f1",
    "countries of an article F1": "doc_country_f1",
    "GeoNames id right, of places found": "acc_id",
    "country right, of places found": "acc_country",
}


def measure(trial: Trial) -> list[Figure]:
    """Score the place mentions of articles."""
    gold, rows = trial.gold("dev.jsonl")
    raws = [raw_text(row["id"], row["text"], row["url"], row["title"], row["date"]) for row in rows]
    found = facts_of(read_all(raws))
    predictions = ({"id": row["id"], "toponyms": list(_places(facts))} for row, facts in zip(rows, found, strict=True))
    predicted = trial.write("predicted.jsonl", predictions)
    scores = json.loads(trial.score(_SCORER, gold, predicted, "--json"))["all"]
    return [
        Figure("strict F1", scores["strict"]["f1"]),
        *(Figure(measure, scores[key]) for measure, key in _MEASURES.items()),
    ]


BENCH = Bench("geo", SHARED / "geo", ("dev.jsonl", _SCORER), measure)


def _places(facts: Facts) -> Iterator[dict[str, Any]]:
    entities = {entity.entity_id: entity for entity in facts.entities}
    locations = {location.location_id: location for location in facts.locations}
    for mention in facts.mentions:
        if mention.kind == "place" and mention.form == "name":
            location = locations.get(entities[mention.entity_id].location_id or 0)
            yield {"start": mention.char_start, "end": mention.char_end, **(_labels(location) if location else {})}


def _labels(location: Location) -> dict[str, Any]:
    """Return id, country and point.

    The scorer takes a place for near where the id is right, yet counts as predicted only what has a latitude: a right
    country without a point would push precision over 1. Where no land is near, it is counted and right by id alone.
    """
    point = (location.latitude, location.longitude)
    latitude, longitude = _FAR_OUT_AT_SEA if None in point else point
    return {
        "geonameid": location.location_id,
        "country": location.country_code,
        "lat": latitude,
        "lon": longitude,
    }
