from __future__ import annotations

from typing import Any

import pytest

from tests.transforms.marked import context_of, labelled
from transforms.kinds import judged
from transforms.mentions import find_spans
from transforms.names import NameLexicon
from transforms.repetitions import with_repetitions

# Text, what the model says, names after repair.
REPAIRS = [
    ("the Kenya Wildlife Service", [("the Kenya Wildlife Service", "ORG")], ["Kenya Wildlife Service"]),
    ("President Barack Obama's aide", [("President Barack Obama's", "PERSON")], ["Barack Obama"]),
    ("Lt Gen Upendra Dwivedi", [("Lt Gen Upendra Dwivedi", "PERSON")], ["Upendra Dwivedi"]),
    ("Fareez Ali 25 scored", [("Fareez Ali 25", "PERSON")], ["Fareez Ali"]),
    ("Rome\nParis", [("Rome\nParis", "GPE")], ["Rome", "Paris"]),
    ("in Kamonyi, Rwanda", [("Kamonyi, Rwanda", "GPE")], ["Kamonyi", "Rwanda"]),
    ("Ministry of Education, Science and Sport", [("Ministry of Education, Science and Sport", "ORG")],
     ["Ministry of Education, Science and Sport"]),
    ("President Lee Jae-myung spoke", [("Lee Jae-myung", "PERSON")], ["Lee Jae-myung"]),
    ("Chung Eui-yong spoke", [("Chung Eui", "PERSON")], ["Chung Eui-yong"]),
    ("the Jane Zorblat-led party", [("Jane Zorblat", "PERSON")], ["Jane Zorblat"]),
    ("Secretary of State Jane Zorblat", [("State", "ORG"), ("Jane Zorblat", "PERSON")], ["Jane Zorblat"]),
    ("CRICKET - LARA", [("CRICKET - LARA", "PERSON")], ["CRICKET", "LARA"]),
    ("the Karnataka High Court said", [("Karnataka", "GPE")], ["Karnataka High Court"]),
    ("Datuk Noorsiah Mohd Saaduddin said", [("Noorsiah", "PERSON"), ("Mohd Saaduddin", "PERSON")],
     ["Noorsiah Mohd Saaduddin"]),
    ("from Norman to Durant", [("Norman to Durant", "GPE")], ["Norman", "Durant"]),
    ("the towns of Haris and Varzaqan", [("Haris and Varzaqan", "GPE")], ["Haris", "Varzaqan"]),
    ("in Trinidad and Tobago", [("Trinidad and Tobago", "GPE")], ["Trinidad and Tobago"]),
    ("from Northeast Nebraska", [("Northeast Nebraska", "LOC")], ["Nebraska"]),
    ("in South St. Paul", [("South St. Paul", "GPE")], ["South St. Paul"]),
    ("wrecks on Interstate 70", [("Interstate", "FAC")], ["Interstate 70"]),
    ("near Fort St. John", [("Fort St", "GPE"), ("John", "PERSON")], ["Fort St. John"]),
    ("said Avondale Mayor Ed Rieker", [("Avondale Mayor Ed Rieker", "PERSON")], ["Avondale", "Ed Rieker"]),
    ("said Leeds Mayor Jane Zorblat", [("Leeds Mayor", "PERSON"), ("Jane Zorblat", "PERSON")],
     ["Leeds", "Jane Zorblat"]),
    ("said Leeds Bishop of it", [("Leeds Bishop", "PERSON")], ["Leeds Bishop"]),
    ("the Delhi-Noida border", [("the Delhi-Noida", "FAC")], ["Delhi", "Noida"]),
    ("in Guinea-Bissau", [("Guinea-Bissau", "GPE")], ["Guinea-Bissau"]),
    ("a film on Hulu, Apple TV", [("Hulu, Apple TV", "ORG")], ["Hulu", "Apple TV"]),
    ("a State Department spokesperson", [("State Department spokesperson", "ORG")], ["State Department"]),
    ("support for Ms Zorblatova", [("Ms Zorblatova", "GPE")], ["Zorblatova"]),
    ("the Sheriff’s Office said", [("Office", "ORG")], []),
    ("it cost US$35", [("US", "GPE")], []),
    ("The Los Angeles Times said", [("Los Angeles", "GPE")], ["Los Angeles Times"]),
    ("the very same", [("the", "ORG"), ("same", "ORG")], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ents", "expected"), REPAIRS)
def test_spans_are_repaired(
    text: str, ents: list[tuple[str, str]], expected: list[str], nlp: Any, reference: Any
) -> None:
    context = context_of(text, reference)
    found = find_spans(labelled(text, ents, nlp), context)
    assert [context.surface(span.first, span.last) for span in found] == expected


# Text, what the model says (wrongly), name, kind that the text speaks for.
KINDS = [
    ("Thabo Radebe spoke. Radebe said so.", [("Thabo Radebe", "PERSON"), ("Radebe", "ORG")], "Radebe", "person"),
    ("Mr Zorblat resigned.", [("Zorblat", "GPE")], "Zorblat", "person"),
    ("Striker Zorblat scored.", [("Zorblat", "ORG")], "Zorblat", "person"),
    ("It rained in Cameroon.", [("Cameroon", "ORG")], "Cameroon", "place"),
    ("Zorblat Holdings fell.", [("Zorblat Holdings", "PERSON")], "Zorblat Holdings", "organization"),
    ("A train stopped in Zorblat, Alta., on Friday.", [("Zorblat", "ORG")], "Zorblat", "place"),
    ("ZORBLAT (AP) - It rained.", [("ZORBLAT", "ORG")], "ZORBLAT", "place"),
    ("Zorblat residents voted in Zorblat township.", [("Zorblat", "ORG"), ("Zorblat", "GPE")], "Zorblat", "place"),
    ("He caught West Nile virus.", [("West Nile", "GPE")], "West Nile", "other"),
    ("Jordan Zorblat won. Later Jordan spoke.", [("Jordan Zorblat", "PERSON"), ("Jordan", "PERSON")], "Jordan",
     "person"),
    ("Israelis voted.", [("Israelis", "ORG")], "Israelis", "group"),
    ("Hanna Zorblat, a Berlin-based policy expert, spoke.", [("Hanna Zorblat", "WORK_OF_ART")], "Hanna Zorblat",
     "person"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ents", "name", "kind"), KINDS)
def test_kinds_follow_the_evidence(
    text: str, ents: list[tuple[str, str]], name: str, kind: str, nlp: Any, reference: Any
) -> None:
    context = context_of(text, reference)
    spans = judged(find_spans(labelled(text, ents, nlp), context), context)
    assert {span.kind for span in spans if context.surface(span.first, span.last) == name} == {kind}


# Text, what the model says, names that it missed.
MISSED = [
    ("Ann Zorblat left. Later Zorblat came back.", [("Ann Zorblat", "PERSON")], ["Zorblat"]),
    ("Nobody expected ANGELA ZORBLAT.", [], ["ANGELA ZORBLAT"]),
    ("The Social Health System (EsSalud) paid.", [("The Social Health System", "ORG")], ["EsSalud"]),
    ("NAIROBI, May 3 - It rained.", [], ["NAIROBI"]),
    ("Gender was met in gender studies by Gender.", [("Gender", "PERSON")], []),
    ("It was in Paris. Paris Zorblat left.", [("Paris", "GPE")], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ents", "expected"), MISSED)
def test_missed_names_are_found(
    text: str, ents: list[tuple[str, str]], expected: list[str], nlp: Any, reference: Any
) -> None:
    context = context_of(text, reference)
    seen = find_spans(labelled(text, ents, nlp), context)
    found = [span for span in with_repetitions(seen, context) if span not in seen]
    assert [context.surface(span.first, span.last) for span in found] == expected


@pytest.mark.parametrize(
    ("text", "last", "end"),
    [
        ("in Norman, Okla. He", 3, 16),
        ("in Norman, Okla", 3, 15),
        ("to Zorblat Corp. He", 3, 16),
        ("to Zorblat Corp", 3, 15),
        ("He went home. She", 3, 12),
    ],
)
def test_a_point_belongs_to_an_abbreviation_at_the_end(text: str, last: int, end: int, reference: Any) -> None:
    assert context_of(text, reference).char_end(last) == end


def test_an_empty_lexicon_is_enough(nlp: Any, reference: Any) -> None:
    text = "Angela Merkel spoke in Berlin."
    context = context_of(text, reference, NameLexicon())
    spans = with_repetitions(find_spans(labelled(text, [("Angela Merkel", "PERSON")], nlp), context), context)
    assert [context.surface(span.first, span.last) for span in spans] == ["Angela Merkel"]


def test_names_of_an_unknown_class_are_refused() -> None:
    row = {"name": "x", "class": "wizard", "kind": "person", "gender": "", "canonical": ""}
    with pytest.raises(ValueError, match="unknown class"):
        NameLexicon.from_rows([row])
