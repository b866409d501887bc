from __future__ import annotations

import pytest

from transforms.names import KnownName, NameLexicon, is_variant
from transforms.shelves import Entry
from transforms.words import Words

ENTRIES = [
    Entry("un", "United Nations", "organization", ("U.N.", "UN")),
    Entry("smith-gb", "John Smith", "person"),
    Entry("smith-us", "John Smith", "person", ("Jack Smith",)),
    Entry("cdu-de", "Christian Democratic Union", "organization", ("CDU",)),
    Entry("cdu-cz", "Christian and Democratic Union", "organization", ("CDU",)),
    Entry("dsa", "Democratic Socialists of America", "organization", ("DSA",), country_code="US"),
    Entry("bbc", "BBC", "organization", country_code="GB"),
    Entry("mercury-god", "Mercury", "other"),
    Entry("mercury-org", "Mercury", "organization"),
    Entry("jordan", "Jordan", "place", location_id=248816),
    Entry("none", "…", "other"),
]
ROW = {"name": "ministry of", "class": "head", "kind": "organization", "gender": ""}


def known(name: str) -> KnownName | None:
    found = NameLexicon.from_rows([ROW], ENTRIES).known_at(Words.of(name), 0)
    return found[1] if found else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("U.N.", KnownName("organization", "United Nations")),
        ("United Nations", KnownName("organization", "United Nations")),
        ("John Smith", KnownName("person", "John Smith")),
        ("Jack Smith", KnownName("person", "John Smith")),
        ("CDU", KnownName("organization", None)),
        ("DSA", KnownName("organization", None)),
        ("BBC", KnownName("organization", "BBC")),
        ("Mercury", None),
        ("Jordan", None),
    ],
)
def test_the_names_of_the_well_known_are_known_names(name: str, expected: KnownName | None) -> None:
    assert known(name) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("donald j trump", "donald trump", True),
        ("d trump", "donald trump", True),
        ("ivanka trump", "donald trump", False),
        ("vladimir vladimirovich putin", "vladimir putin", True),
        ("donald", "donald trump", True),
    ],
)
def test_variants_of_a_full_name(one: str, other: str, expected: bool) -> None:
    assert is_variant(one.split(), other.split()) is is_variant(other.split(), one.split()) is expected
