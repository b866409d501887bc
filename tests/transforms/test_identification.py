from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from transforms.identification import Clues, identify
from transforms.knowledge import Knowledge
from transforms.shelves import Entry, ListedShelf

SEEDS = [
    Entry("trump", "Donald Trump", "person", (), ("Trump",), "Q22686", None, "US",
          ("President of the United States@2017-01-20..2021-01-20", "President of the United States@2025-01-20..")),
    Entry("clinton-b", "Bill Clinton", "person", (), ("Clinton",), None, None, "US",
          ("President of the United States@1993-01-20..2001-01-20",)),
    Entry("clinton-h", "Hillary Clinton", "person", (), ("Clinton",), None, None, "US",
          ("Secretary of State of the United States@2009-01-21..2013-02-01",)),
    Entry("smith-gb", "John Smith", "person", country_code="GB", roles=("Leader of the Labour Party@1992..1994",)),
    Entry("smith-au", "John Smith", "person", country_code="AU", roles=("Governor of Victoria",)),
    Entry("dsa", "Democratic Socialists of America", "organization", ("DSA",), country_code="US"),
    Entry("who", "World Health Organization", "organization", ("WHO",)),
    Entry("mod-gb", "UK Ministry of Defence", "organization", ("Ministry of Defence",), country_code="GB"),
    Entry("mod-in", "Indian Ministry of Defence", "organization", ("Ministry of Defence",), country_code="IN"),
]  # fmt: skip
IMPORTED = [
    Entry(
        "NK-1", "Maria Vestrovska", "person", short_names=("Vestrovska",), country_code="CZ", roles=("Mayor of Brno",)
    )
]
KNOWLEDGE = Knowledge([ListedShelf(SEEDS), ListedShelf(IMPORTED)])
DAY = date(2025, 3, 1)


def person(*names: str, day: date | None = DAY, nearby: str = "US", **told: object) -> Clues:
    return Clues("person", names, day=day, nearby=Counter(nearby.split()), **told)  # type: ignore[arg-type]


CASES = [
    (person("Donald Trump", "Trump"), "Donald Trump"),
    (person("Trump"), "Donald Trump"),
    (person("Donald J. Trump", "Trump"), "Donald Trump"),
    (person("D. Trump"), "Donald Trump"),
    (person("Trump", nearby="PK"), None),
    (person("Trump", nearby="PK", roles=("President of the United States",)), "Donald Trump"),
    (person("D. Trump", nearby="PK"), None),
    (person("Donald Trump", nearby="PK"), "Donald Trump"),
    (person("Ivanka Trump", "Trump"), None),
    (Clues("organization", ("Trump",), day=DAY), None),
    (Clues("organization", ("DSA",), nearby=Counter(["CH"])), None),
    (Clues("organization", ("DSA",), nearby=Counter(["US"])), "Democratic Socialists of America"),
    (Clues("organization", ("DSA", "Democratic Socialists of America")), "Democratic Socialists of America"),
    (Clues("organization", ("WHO",)), "World Health Organization"),
    (person("Trump", countries=frozenset({"DE"})), None),
    (person("Trump", countries=frozenset({"DE"}), roles=("US president",)), None),
    (person("Trump", day=date(1950, 1, 1)), None),
    (person("Trump", day=None), "Donald Trump"),
    (person("Clinton", day=date(1996, 5, 1)), "Bill Clinton"),
    (person("Clinton", day=date(2010, 5, 1)), "Hillary Clinton"),
    (person("Clinton", roles=("former Secretary of State",)), "Hillary Clinton"),
    (person("Clinton"), None),
    (person("John Smith", countries=frozenset({"AU"})), "smith-au"),
    (person("John Smith", roles=("Labour Party leader",)), "smith-gb"),
    (person("John Smith", nearby="GB GB AU"), "smith-gb"),
    (person("John Smith"), None),
    (person("John Smith", countries=frozenset({"US"})), None),
    (Clues("organization", ("Ministry of Defence",), nearby=Counter(IN=3, GB=1)), "Indian Ministry of Defence"),
    (person("Maria Vestrovska"), "Maria Vestrovska"),
    (person("Vestrovska"), None),
    (person("Vestrovska", roles=("mayor of Brno",)), "Maria Vestrovska"),
    (person("Vestrovska", countries=frozenset({"CZ"})), "Maria Vestrovska"),
    (person("Nobody Known"), None),
]  # fmt: skip


@pytest.mark.parametrize(("clues", "expected"), CASES)
def test_whom_a_text_names(clues: Clues, expected: str | None) -> None:
    found = identify(KNOWLEDGE, clues)
    by_country = {"GB": "smith-gb", "AU": "smith-au"}
    told = found and (by_country[found.country_code or ""] if found.name == "John Smith" else found.name)
    assert told == expected
