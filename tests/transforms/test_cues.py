"""The cue lexicon and its seed table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from transforms.cues import KINDS, CueLexicon, inflections
from transforms.records.statements import ACTS

SEED = Path(__file__).parents[2] / "seeds" / "cues.csv"
FRAMES = {
    "quote",
    "clause",
    "sum",
    "from",
    "by",
    "to",
    "object",
    "small",
    "whom",
    "as",
    "about",
    "of",
    "on",
    "for",
    "with",
    "against",
    "in",
    "at",
    "over",
    "upon",
}


def seed_rows() -> list[dict[str, str]]:
    with SEED.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_every_row_of_the_seed_table_is_understood() -> None:
    rows = seed_rows()
    CueLexicon.from_rows(rows)
    for row in rows:
        assert row["kind"] in KINDS
        if row["kind"] in ("verb", "noun", "source", "adjective"):
            assert row["act"] in ACTS, row
            assert set(row["frames"].split()) <= FRAMES, row
            assert row["speaker"] in ("any", "agent", "document"), row
            assert 0 < float(row["weight"]) <= 1, row
        else:
            assert not row["act"] and not row["frames"], row
    keys = [(row["cue"], row["kind"]) for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("slam", {"slam", "slams", "slammed", "slamming"}),
        ("argue", {"argue", "argues", "argued", "arguing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("say", {"say", "says", "sayed", "saying"}),
    ],
)
def test_regular_forms(word: str, forms: set[str]) -> None:
    assert inflections(word, "verb") == forms


def test_irregular_forms_and_cues_of_several_words() -> None:
    lexicon = CueLexicon.from_rows(seed_rows())
    assert [cue.lemma for cue in lexicon.cues_at(["he", "said"], 1)] == ["say"]
    assert lexicon.cues_at(["called", "loudly", "for", "peace"], 0)[0].lemma == "call for"
    assert lexicon.cues_at(["pointed", "out", "that"], 0)[0].act == "say"
    assert lexicon.cues_at(["according", "to", "police"], 0)[0].kind == "source"
    assert lexicon.cues_at(["according", "as"], 0) == []


def test_a_row_of_unknown_kind_is_named() -> None:
    with pytest.raises(ValueError, match="'say': kind 'adverbial'"):
        CueLexicon.from_rows([{"cue": "say", "kind": "adverbial", "act": "say", "frames": "", "forms": ""}])
