from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.entities import resolve_entities
from transforms.entity_rows import TextEntities
from transforms.ids import make_id
from transforms.records import Entity, Paragraph
from transforms.records.statements import NAMINGS

SEED_DOCUMENTS = Path(__file__).parents[3] / "shared" / "seed-documents"
Resolve = Callable[[str], TextEntities]


@pytest.fixture(scope="session")
def resolve(nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any) -> Resolve:
    def run(text: str) -> TextEntities:
        with nlp.select_pipes(enable=["tok2vec", "ner"]):
            doc = nlp(text)
        return resolve_entities(doc, make_article(text), make_paragraphs(text), reference)

    return run


def at(found: TextEntities, text: str, words: str, occurrence: int = 0) -> tuple[Entity | None, str | None, str]:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    span = (start, start + len(words))
    return found.entity_at(*span), found.role_at(*span), found.naming_at(*span)


def name_at(found: TextEntities, text: str, words: str, occurrence: int = 0) -> str | None:
    entity = at(found, text, words, occurrence)[0]
    return entity.name if entity else None


# Text, words asked about, name of their entity, role, naming.
MEANINGS = [
    ("Russian President Vladimir Putin spoke.", "Russian President Vladimir Putin", "Vladimir Putin",
     "President of Russia", "named"),
    ("British Prime Minister Keir Starmer met reporters. Starmer left early.", "Starmer", "Keir Starmer",
     "Prime Minister of the United Kingdom", "named"),
    ("French President Emmanuel Macron arrived. The president said he was glad.", "The president",
     "Emmanuel Macron", "President of France", "role"),
    ("German Chancellor Olaf Scholz arrived in Paris. He said talks went well.", "He", "Olaf Scholz",
     "Chancellor of Germany", "pronoun"),
    ("The deal was praised by Iraq's prime minister.", "Iraq's prime minister", "Prime Minister of Iraq",
     "Prime Minister of Iraq", "role"),
    ("The Special Representative of China met reporters.", "The Special Representative of China", None,
     "Special Representative of China", "role"),
    ("The former mayor of Leeds met reporters.", "The former mayor of Leeds", None, "Former Mayor of Leeds", "role"),
    ("Officials from the Kremlin said nothing.", "the Kremlin", "Kremlin", None, "named"),
    ("Witnesses said the fire spread fast.", "Witnesses", None, None, "collective"),
    ("A senior official said the fire spread fast.", "A senior official", None, "senior official", "anonymous"),
    ("The Israeli government said it would reply.", "The Israeli government", "Government of Israel", None, "role"),
    ("Jane Goodall, a British scientist, spoke in London.", "Jane Goodall, a British scientist", "Jane Goodall",
     "British scientist", "named"),
    ("Police said two men were held.", "Police", None, None, "collective"),
    ("They left.", "They", None, None, "pronoun"),
    ("It rained, the Bristol astronomer said.", "the Bristol astronomer", None, "Bristol astronomer", "role"),
    ("It rained, the Bristol potter said.", "the Bristol potter", None, None, "anonymous"),
    ("The Merkel-era adviser said it rained.", "The Merkel-era adviser", None, "Merkel-era adviser", "role"),
    ("Gardeners at Microsoft said it rained.", "Gardeners at Microsoft", None, None, "collective"),
    ("Prime Minister Keir Starmer left. The Prime Minister’s Office said no more.", "The Prime Minister’s Office",
     None, None, "role"),
    ("Weaver told New Scientist so. He works for NATO. The magazine printed it.", "The magazine", None, None, "role"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name", "role", "naming"), MEANINGS)
def test_what_words_mean(
    resolve: Resolve, text: str, words: str, name: str | None, role: str | None, naming: str
) -> None:
    entity, told, how = at(resolve(text), text, words)
    assert (entity.name if entity else None, told, how) == (name, role, naming)


def test_a_surname_that_two_persons_bear_goes_to_the_one_named_last(resolve: Resolve) -> None:
    text = "Bill Clinton spoke first. Clinton was brief. Later Hillary Clinton took the stage. Clinton was cheered."
    found = resolve(text)
    assert name_at(found, text, "Clinton was brief"[:7], 1) == "Bill Clinton"
    assert name_at(found, text, "Clinton", 3) == "Hillary Clinton"


def test_pronouns_follow_gender_where_it_is_certain(resolve: Resolve) -> None:
    text = "Angela Merkel met David Cameron in Berlin. She said the talks were good. He agreed."
    found = resolve(text)
    assert name_at(found, text, "She") == "Angela Merkel"
    assert name_at(found, text, "He") == "David Cameron"
    assert {m.surface for m in found.mentions if m.form == "pronoun"} == {"She", "He"}


def test_a_pronoun_that_two_persons_fit_is_no_mention(resolve: Resolve) -> None:
    text = "John Kerry met David Cameron in London. He said the talks were good."
    assert not [m for m in resolve(text).mentions if m.form == "pronoun"]


def test_acronyms_and_expansions_are_one(resolve: Resolve) -> None:
    text = "The Kenya Tea Development Agency (KTDA) lowered its prices. KTDA said farmers agreed."
    found = resolve(text)
    assert name_at(found, text, "KTDA", 1) == name_at(found, text, "Kenya Tea Development Agency")


def test_names_of_one_place_are_one_entity_with_the_id_of_its_geonames_id(resolve: Resolve) -> None:
    text = "The US and Britain agreed. The United States will pay."
    found = resolve(text)
    state = at(found, text, "US")[0]
    assert state is not None
    assert state == at(found, text, "United States")[0]
    assert (state.name, state.location_id) == ("United States", 6252001)
    assert state.entity_id == make_id("entity", "place", 6252001)
    assert 6252001 in {location.location_id for location in found.locations}


def test_an_entity_has_the_same_id_in_every_text(resolve: Resolve) -> None:
    ids = set()
    for text in ("Angela Merkel spoke in Berlin on Monday.", "Nobody in Paris had expected ANGELA MERKEL."):
        ids |= {entity.entity_id for entity in resolve(text).entities if entity.kind == "person"}
    assert len(ids) == 1


def test_groups_of_one_people_are_one_entity_in_every_text(resolve: Resolve) -> None:
    names = {
        entity.name
        for text in ("Israelis voted on Monday.", "The Israeli vote was close.")
        for entity in resolve(text).entities
        if entity.kind == "group"
    }
    assert names == {"Israeli"}


def test_aliases_count_the_names_as_written_without_pronouns(resolve: Resolve) -> None:
    text = "Angela Merkel spoke. Merkel smiled. She left. Merkel came back."
    found = resolve(text)
    merkel = at(found, text, "Angela Merkel")[0]
    assert merkel is not None
    aliases = {alias.alias: alias.uses for alias in found.aliases if alias.entity_id == merkel.entity_id}
    assert aliases == {"Angela Merkel": 1, "Merkel": 2}


def test_mentions_carry_the_part_of_their_paragraph_and_none_stands_outside(
    nlp: Any, reference: Any, make_article: Any
) -> None:
    text = "Merkel in Paris\nAngela Merkel spoke in Paris.\nBerlin"
    paragraphs = (Paragraph("article", 1, 1, "headline", 0, 15), Paragraph("article", 1, 2, "body", 16, 45))
    found = resolve_entities(nlp(text), make_article(text), paragraphs, reference)
    assert {m.part for m in found.mentions if m.char_start < 16} == {"headline"}
    assert {m.part for m in found.mentions if m.char_start >= 16} == {"body"}
    assert "Berlin" not in {m.surface for m in found.mentions}


def test_a_text_without_paragraphs_has_no_mentions(nlp: Any, reference: Any, make_article: Any) -> None:
    text = "Angela Merkel spoke."
    found = resolve_entities(nlp(text), make_article(text), (), reference)
    assert (found.mentions, found.entities) == ((), ())
    assert found.entity_at(0, 13) is None


def test_mentions_do_not_depend_on_the_revision(
    nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any
) -> None:
    text = "Angela Merkel spoke."
    one = make_article(text)
    ids = [
        {m.mention_id for m in resolve_entities(nlp(text), each, make_paragraphs(text), reference).mentions}
        for each in (one, replace(one, revision=2))
    ]
    assert ids[0] == ids[1] != set()


def assert_sound(text: str, found: TextEntities, paragraphs: tuple[Paragraph, ...]) -> None:
    ids = {entity.entity_id for entity in found.entities}
    until = 0
    for mention in found.mentions:
        assert mention.surface == text[mention.char_start : mention.char_end] != ""
        assert mention.char_start >= until, "mentions overlap or are out of order"
        assert mention.entity_id in ids
        assert any(p.char_start <= mention.char_start and mention.char_end <= p.char_end for p in paragraphs)
        until = mention.char_end
    assert {alias.entity_id for alias in found.aliases} <= ids
    assert len(ids) == len(found.entities)
    places = {location.location_id for location in found.locations}
    assert {entity.location_id for entity in found.entities} - {None} == places


VOCABULARY = """
Angela Merkel Putin 's ’s the The president prime minister of Russia Israeli U.S. US UN said he She They , . “ ” ( ) -
company ministry spokesman for and Dr Mr. Gaza Kremlin officials their O'Neill 12 Ltd é his office it
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\n\n"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=80)), data=st.data())
def test_any_text_yields_sound_rows(resolve: Resolve, make_paragraphs: Any, text: str, data: st.DataObject) -> None:
    found = resolve(text)
    assert_sound(text, found, make_paragraphs(text))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    entity = found.entity_at(start, end)
    assert entity is None or entity in found.entities
    assert found.naming_at(start, end) in NAMINGS


def seed_document(name: str) -> str:
    path = SEED_DOCUMENTS / name
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    return path.read_text(encoding="utf-8")


def test_first_seed_document(resolve: Resolve, make_paragraphs: Any) -> None:
    text = seed_document("000_7ac9afefdae3c1fe.txt")
    found = resolve(text)
    assert_sound(text, found, make_paragraphs(text))
    for words in ("Netanyahu", "Benjamin Netanyahu", "the Israeli Occupation Prime Minister", "The prime minister"):
        assert name_at(found, text, words) == "Benjamin Netanyahu"
    assert at(found, text, "Netanyahu")[1] == "Prime Minister of Israel"
    assert name_at(found, text, "Putin") == name_at(found, text, "Vladimir Putin") == "Vladimir Putin"
    assert at(found, text, "Lavrov")[:2] == at(found, text, "Russian Foreign Minister Sergei Lavrov")[:2]
    assert at(found, text, "Lavrov")[1] == "Foreign Minister of Russia"
    assert name_at(found, text, "Netanyahu's office") == "Office of Benjamin Netanyahu"
    assert name_at(found, text, "the Israeli Army Radio") == "Israeli Army Radio"
    assert name_at(found, text, "the Kremlin statement") == "Kremlin"
    assert name_at(found, text, "Iraq's prime minister") == "Prime Minister of Iraq"
    assert at(found, text, "Western observers") == (None, None, "collective")
    assert name_at(found, text, "Hanna Notte, a Berlin-based Russian foreign policy expert") == "Hanna Notte"


def test_second_seed_document(resolve: Resolve, make_paragraphs: Any) -> None:
    text = seed_document("003_570c8dccb1f74266.txt")
    found = resolve(text)
    assert_sound(text, found, make_paragraphs(text))
    for words in ("Netanyahu", "Benjamin Netanyahu", "Israeli Prime Minister Benjamin Netanyahu"):
        assert name_at(found, text, words) == "Benjamin Netanyahu"
    assert name_at(found, text, "Putin") == "Vladimir Putin"
    assert at(found, text, "Russia’s Foreign Minister")[1:] == ("Foreign Minister of Russia", "role")
    assert at(found, text, "Jerusalem")[0].location_id == 281184  # type: ignore[union-attr]
    assert name_at(found, text, "the Israeli government") == "Government of Israel"
    assert at(found, text, "Moscow’s envoys")[0] is None


def test_a_pronoun_is_taken_up_by_the_next_one(resolve: Resolve) -> None:
    text = "German Chancellor Angela Merkel spoke in Berlin.\nShe said no.\nLater she said yes.\nThen she was gone."
    found = resolve(text)
    place = text.rindex("she")
    entity = found.entity_at(place, place + 3)
    assert entity is not None
    assert entity.name == "Angela Merkel"
