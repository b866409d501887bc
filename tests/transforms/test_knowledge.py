from __future__ import annotations

from typing import Any

import pytest

from transforms.ids import make_id
from transforms.knowledge import Knowledge
from transforms.shelves import Entry, ListedShelf

NETANYAHU = Entry(
    "benjamin-netanyahu", "Benjamin Netanyahu", "person", ("Bibi Netanyahu",), ("Netanyahu", "Bibi"), "Q43723", None,
    "IL", ("Prime Minister of Israel@2022-12-29..",),
)  # fmt: skip


def base(*shelves: list[Entry]) -> Knowledge:
    return Knowledge([ListedShelf(shelf) for shelf in shelves])


def test_a_name_an_alias_and_a_short_name_lead_to_one_identity() -> None:
    knowledge = base([NETANYAHU])
    (one,) = knowledge.named("BENJAMIN NETANYAHU", "person")
    assert knowledge.named("Bibi Netanyahu", "person") == knowledge.shortly_named("Netanyahu", "person") == (one,)
    assert one.entity_id == make_id("entity", "person", "benjamin netanyahu")
    assert one.is_curated and one.tenures[0].role == "Prime Minister of Israel"
    assert knowledge.named("Netanyahu", "person") == ()
    assert knowledge.named("Benjamin Netanyahu", "organization") == ()


def test_two_of_one_name_have_ids_of_their_keys() -> None:
    smiths = [Entry("smith-gb", "John Smith", "person"), Entry("smith-us", "John Smith", "person")]
    found = base(smiths).named("John Smith", "person")
    assert [each.entity_id for each in found] == [make_id("entity", "person", key) for key in ("smith-gb", "smith-us")]


def test_an_import_leaves_the_ids_of_the_well_known_as_they_are() -> None:
    other = Entry("Q1", "Benjamin Netanyahu", "person", wikidata_id="Q1")
    alone, (first, second) = (
        base([NETANYAHU]).named("Benjamin Netanyahu", "person"),
        base([NETANYAHU], [other]).named("Benjamin Netanyahu", "person"),
    )
    assert alone == (first,)
    assert second.entity_id == make_id("entity", "person", "Q1") and not second.is_curated


@pytest.mark.parametrize(
    "imported",
    [
        Entry("NK-1", "Binyamin Netanyahu", "person", ("Benjamin Netanyahu",), wikidata_id="Q43723"),
        Entry("NK-1", "Benjamin NETANYAHU", "person", ("Binyamin Netanyahu",), country_code="IL"),
    ],
)
def test_an_imported_entity_with_the_same_id_or_name_is_the_same(imported: Entry) -> None:
    knowledge = base([NETANYAHU], [imported])
    (one,) = knowledge.named("Benjamin Netanyahu", "person")
    assert knowledge.named("Binyamin Netanyahu", "person") == (one,)
    assert one.is_curated and one.wikidata_id == "Q43723"


@pytest.mark.parametrize("differing", [{"wikidata_id": "Q7"}, {"country_code": "US"}])
def test_an_imported_entity_of_another_id_or_country_is_another(differing: dict[str, Any]) -> None:
    imported = Entry("NK-1", "Benjamin Netanyahu", "person", **differing)
    assert len(base([NETANYAHU], [imported]).named("Benjamin Netanyahu", "person")) == 2


def test_a_place_has_the_id_of_its_geonames_id() -> None:
    israel = base([Entry("israel", "Israel", "place", wikidata_id="Q801", location_id=294640)]).at(294640)
    assert israel is not None
    assert (israel.wikidata_id, israel.entity_id) == ("Q801", make_id("entity", "place", 294640))
    assert base().at(294640) is None


def test_a_name_of_too_many_tells_nothing() -> None:
    many = [Entry(str(number), "Mohammed Ali", "person") for number in range(300)]
    assert base(many).named("Mohammed Ali", "person") == ()


def test_a_name_without_letters_finds_nothing() -> None:
    assert base([Entry("a", "…", "person"), NETANYAHU]).named("!!", "person") == ()


def test_a_row_without_name_or_of_an_unknown_kind_is_refused() -> None:
    row = dict.fromkeys(("aliases", "short_names", "wikidata_id", "location_id", "country_code", "roles"), "")
    assert Entry.from_row({**row, "key": "un", "name": "UN", "kind": "organization", "aliases": "U.N.|ONU"}) == Entry(
        "un", "UN", "organization", ("U.N.", "ONU")
    )
    for wrong in ({"name": ""}, {"kind": "robot"}, {"key": ""}, {"location_id": "x"}):
        with pytest.raises(ValueError):
            Entry.from_row({**row, "key": "un", "name": "UN", "kind": "organization", **wrong})
