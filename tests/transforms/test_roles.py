from __future__ import annotations

import csv
from pathlib import Path

import pytest

from transforms.roles import ROLE_CLASSES, RoleLexicon
from transforms.words import Words

SEED = Path(__file__).parents[2] / "seeds" / "roles.csv"


@pytest.fixture(scope="module")
def lexicon() -> RoleLexicon:
    with SEED.open(newline="", encoding="utf-8") as stream:
        return RoleLexicon.from_rows(csv.DictReader(stream))


def found(lexicon: RoleLexicon, text: str) -> list[tuple[str, str, bool, str | None]]:
    words = Words.of(text)
    return [
        (" ".join(words.texts[m.first : m.last]), m.role.role_class, m.role.is_plural, m.role.gender)
        for m in lexicon.find(words, range(len(words)))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the deputy prime minister", [("deputy prime minister", "office", False, None)]),
        ("Secretary-General Guterres", [("Secretary General", "office", False, None)]),
        ("secretaries of state", [("secretaries of state", "office", True, None)]),
        ("two spokeswomen", [("spokeswomen", "spokesperson", True, "female")]),
        ("Mr. Smith", [("Mr", "title", False, "male")]),
        ("witnesses and officials", [("witnesses", "anonymous", True, None), ("officials", "anonymous", True, None)]),
        ("the foreign ministry", [("foreign ministry", "institution", False, None)]),
        ("the prime", []),
        ("", []),
    ],
)
def test_the_longest_role_is_found(
    lexicon: RoleLexicon, text: str, expected: list[tuple[str, str, bool, str | None]]
) -> None:
    assert found(lexicon, text) == expected


def test_the_table_is_well_formed() -> None:
    with SEED.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) >= 250
    assert {row["class"] for row in rows} == set(ROLE_CLASSES)
    assert {row["gender"] for row in rows} == {"", "male", "female"}
    assert len({row["phrase"] for row in rows}) == len(rows)


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown class"):
        RoleLexicon.from_rows([{"phrase": "x", "class": "wizard", "plural": "", "gender": ""}])
