"""Places: names found, and the GeoNames entries that they stand for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.quality.bench import SHARED, Bench, Figure, Trial
from tests.quality.pipeline import facts_of, raw_text, read_all
from transforms.records import Facts, Location

_SCORER = "score.py"
_MEASURES = {
    "country F1": "country_f1",
    "161 km F1": "km161_f1",
    "GeoNames id right, of places found": "acc_id",
    "country right, of places found": "acc_country",
}


def measure(trial: Trial) -> list[Figure]:
    """Score the place mentions of articles; peoples ("Iraqis") count among the countries of an article, as in gold."""
    gold, rows = trial.gold("dev.jsonl")
    raws = [raw_text(row["id"], row["text"], row["url"], row["title"], row["date"]) for row in rows]
    found = facts_of(read_all(raws))
    places = _scores(trial, gold, ((row, list(_places(facts))) for row, facts in zip(rows, found, strict=True)))
    named = ((row, [*_places(facts), *_peoples(facts)]) for row, facts in zip(rows, found, strict=True))
    return [
        Figure("strict F1", places["strict"]["f1"]),
        *(Figure(measure, places[key]) for measure, key in _MEASURES.items()),
        Figure("countries of an article F1", _scores(trial, gold, named)["doc_country_f1"]),
    ]


def _scores(trial: Trial, gold: Path, found: Iterable[tuple[dict[str, Any], list[dict[str, Any]]]]) -> dict[str, Any]:
    predicted = trial.write("predicted.jsonl", ({"id": row["id"], "toponyms": toponyms} for row, toponyms in found))
    scores: dict[str, Any] = json.loads(trial.score(_SCORER, gold, predicted, "--json"))
    return scores["all"]  # type: ignore[no-any-return]


BENCH = Bench("geo", SHARED / "geo", ("dev.jsonl", _SCORER), measure)


def _places(facts: Facts) -> Iterator[dict[str, Any]]:
    entities = {entity.entity_id: entity for entity in facts.entities}
    locations = {location.location_id: location for location in facts.locations}
    for mention in facts.mentions:
        if mention.kind == "place" and mention.form == "name":
            location = locations.get(entities[mention.entity_id].location_id or 0)
            yield {"start": mention.char_start, "end": mention.char_end, **(_labels(location) if location else {})}


def _peoples(facts: Facts) -> Iterator[dict[str, Any]]:
    entities = {entity.entity_id: entity for entity in facts.entities}
    for mention in facts.mentions:
        country = entities[mention.entity_id].country_code
        if mention.kind == "group" and mention.form == "name" and country:
            yield {"start": mention.char_start, "end": mention.char_end, "country": country}


def _labels(location: Location) -> dict[str, Any]:
    return {
        "geonameid": location.location_id,
        "country": location.country_code,
        "lat": location.latitude,
        "lon": location.longitude,
    }
