"""What a text tells of its entities, and whom of the knowledge base they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from transforms.entities import resolve_entities
from transforms.entity_rows import TextEntities
from transforms.ids import make_id
from transforms.knowledge import Knowledge
from transforms.records import Entity, EntityProfile, EntityRole
from transforms.shelves import Entry, ListedShelf

Resolve = Callable[[str], TextEntities]


def at(found: TextEntities, text: str, words: str, occurrence: int = 0) -> Entity | None:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return found.entity_at(start, start + len(words))


KNOWN = [
    Entry("netanyahu", "Benjamin Netanyahu", "person", ("Binyamin Netanyahu", "Bibi Netanyahu"), ("Netanyahu",),
          "Q43723", None, "IL", ("Prime Minister of Israel@2022-12-29..", "Prime Minister of Israel@2009..2021")),
    Entry("israel", "Israel", "place", wikidata_id="Q801", location_id=294640, country_code="IL"),
    Entry("smith-gb", "John Smith", "person", country_code="GB", roles=("Mayor of Leeds",)),
    Entry("smith-au", "John Smith", "person", country_code="AU"),
]  # fmt: skip


@pytest.fixture(scope="session")
def resolve_known(nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any) -> Resolve:
    known = replace(reference, knowledge=Knowledge([ListedShelf(KNOWN)]))

    def run(text: str) -> TextEntities:
        with nlp.select_pipes(enable=["tok2vec", "ner"]):
            doc = nlp(text)
        return resolve_entities(doc, make_article(text), make_paragraphs(text), known)

    return run


NETANYAHU = [
    ("Benjamin Netanyahu spoke in Paris.", "Benjamin Netanyahu"),
    ("Bibi Netanyahu spoke in Paris.", "Bibi Netanyahu"),
    ("Binyamin Netanyahu spoke in Paris.", "Binyamin Netanyahu"),
    ("Israeli Prime Minister Netanyahu spoke in Paris.", "Netanyahu"),
    ("Reporters in Israel met Netanyahu on Monday. Netanyahu told them little.", "Netanyahu"),
]


@pytest.mark.parametrize(("text", "words"), NETANYAHU)
def test_one_person_is_one_entity_under_all_names(resolve_known: Resolve, text: str, words: str) -> None:
    entity = at(resolve_known(text), text, words)
    assert entity is not None
    assert (entity.name, entity.wikidata_id, entity.country_code) == ("Benjamin Netanyahu", "Q43723", "IL")
    assert entity.entity_id == make_id("entity", "person", "benjamin netanyahu")


def test_another_bearer_of_the_surname_stays_another(resolve_known: Resolve) -> None:
    text = "Sara Netanyahu spoke in Israel. Netanyahu was brief."
    found = resolve_known(text)
    sara = at(found, text, "Netanyahu", 1)
    assert sara is not None and sara.name == "Sara Netanyahu"
    assert {entity.wikidata_id for entity in found.entities if entity.kind == "person"} == {None}


def test_two_of_one_name_are_apart_where_the_text_tells_who(resolve_known: Resolve) -> None:
    texts = (
        "The mayor of Leeds, John Smith, spoke.",
        "Australian diplomat John Smith spoke in Leeds.",
        "John Smith, a French potter, spoke.",
    )
    entities = [at(resolve_known(text), text, "John Smith") for text in texts]
    ids = [entity.entity_id if entity else None for entity in entities]
    assert ids == [make_id("entity", "person", key) for key in ("smith-gb", "smith-au", "john smith")]


def test_what_is_known_is_never_what_the_text_says(resolve_known: Resolve) -> None:
    text = "Benjamin Netanyahu spoke in Paris."
    found = resolve_known(text)
    entity = at(found, text, "Benjamin Netanyahu")
    assert entity is not None and (found.role_at(0, len("Benjamin Netanyahu")), entity.role) == (None, None)
    assert {(each.role, each.origin, each.since_precision) for each in found.roles} == {
        ("Prime Minister of Israel", "knowledge", "day"), ("Prime Minister of Israel", "knowledge", "year"),
    }  # fmt: skip
    assert all(isinstance(each, EntityRole) and each.first_seen is None for each in found.roles)
    assert [row for row in found.profiles if row.entity_id == entity.entity_id] == []


def test_a_profile_holds_the_role_and_country_that_the_text_tells(resolve_known: Resolve) -> None:
    text = "Spanish Foreign Minister Jane Zorblat spoke in Paris."
    found = resolve_known(text)
    zorblat = at(found, text, "Jane Zorblat")
    assert zorblat is not None and zorblat.country_code == "ES"
    assert found.profiles == (EntityProfile("article", 1, zorblat.entity_id, "Foreign Minister of Spain", "ES"),)


COUNTRIES = [
    ("The French president, Jane Zorblat, spoke.", "FR"),
    ("Jane Zorblat, the mayor of Leeds, spoke.", "GB"),
    ("Swedish coach Jane Zorblat spoke.", "SE"),
    ("Ghanaian Finance Minister Jane Zorblat spoke.", "GH"),
    ("Sri Lankan Foreign Minister Jane Zorblat spoke.", "LK"),
    ("LEEDS, England, Nov 4 (Reuters) - Leeds Mayor Jane Zorblat spoke.", "GB"),
    ("England coach Jane Zorblat spoke.", None),
    ("Swedish singer Jane Zorblat spoke.", None),
    ("Swedish novelist Jane Zorblat spoke. The French president, Jane Zorblat, was there.", "FR"),
]


@pytest.mark.parametrize(("text", "country"), COUNTRIES)
def test_offices_tell_a_country_and_professions_and_places_of_work_do_not(
    resolve_known: Resolve, text: str, country: str | None
) -> None:
    found = resolve_known(text)
    zorblat = at(found, text, "Jane Zorblat")
    assert zorblat is not None and zorblat.country_code == country
    assert [row.country_code for row in found.profiles if row.entity_id == zorblat.entity_id] == [country]


def test_a_place_of_work_contradicts_nobody(resolve_known: Resolve) -> None:
    text = "England coach Benjamin Netanyahu spoke."
    coach = at(resolve_known(text), text, "Benjamin Netanyahu")
    assert coach is not None and coach.wikidata_id == "Q43723"


def test_a_place_gets_what_is_known_of_it_and_keeps_its_id(resolve_known: Resolve) -> None:
    text = "The talks were held in Israel."
    israel = at(resolve_known(text), text, "Israel")
    assert israel is not None
    assert (israel.entity_id, israel.wikidata_id, israel.country_code) == (
        make_id("entity", "place", 294640), "Q801", "IL",
    )  # fmt: skip


def test_two_names_of_one_person_in_one_text_are_one_entity(resolve_known: Resolve) -> None:
    text = (
        "Israeli Prime Minister Netanyahu left Israel. Later Bibi Netanyahu and Binyamin Netanyahu were seen in Paris."
    )
    found = resolve_known(text)
    assert [entity.name for entity in found.entities if entity.kind == "person"] == ["Benjamin Netanyahu"]
    assert len({alias.entity_id for alias in found.aliases if "Netanyahu" in alias.alias}) == 1
