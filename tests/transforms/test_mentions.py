from __future__ import annotations

from typing import Any

import pytest

from transforms.kinds import judged
from transforms.mentions import NameContext, find_spans
from transforms.names import NameLexicon
from transforms.repetitions import with_repetitions
from transforms.words import Words


def context_of(text: str, reference: Any, names: NameLexicon | None = None) -> NameContext:
    words = Words.of(text)
    lines = [text[:start].count("\n") for start in words.starts]
    known = reference.names if names is None else names
    return NameContext(words, lines, reference.roles, known, reference.places, reference.gazetteer)


def labelled(text: str, ents: list[tuple[str, str]], nlp: Any) -> Any:
    """A doc whose names are set by hand, each at its first place behind the one before."""
    doc, start, spans = nlp.make_doc(text), 0, []
    for words, label in ents:
        start = text.index(words, start)
        spans.append(doc.char_span(start, start + len(words), label=label, alignment_mode="expand"))
        start += len(words)
    doc.set_ents(spans)
    return doc


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


def test_an_empty_lexicon_is_enough(nlp: Any, reference: Any) -> None:
    text = "Angela Merkel spoke in Berlin."
    context = context_of(text, reference, NameLexicon())
    spans = with_repetitions(find_spans(labelled(text, [("Angela Merkel", "PERSON")], nlp), context), context)
    assert [context.surface(span.first, span.last) for span in spans] == ["Angela Merkel"]


def test_names_of_an_unknown_class_are_refused() -> None:
    row = {"name": "x", "class": "wizard", "kind": "person", "gender": "", "canonical": ""}
    with pytest.raises(ValueError, match="unknown class"):
        NameLexicon.from_rows([row])
