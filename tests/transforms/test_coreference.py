from __future__ import annotations

from typing import Any

import pytest

from tests.transforms.marked import context_of
from transforms.coreference import group_names
from transforms.name_context import NameContext, NameSpan
from transforms.words import Words

# Text, kind of its names, the names in order, and which of them are one (others are one only with themselves).
GROUPS = [
    ("The World Health Organization (WHO) met. WHO left.", "organization",
     ["World Health Organization", "WHO", "WHO"], [{"World Health Organization", "WHO"}]),
    ("Partija Zorblata (PZX) won. PZX left.", "organization", ["Partija Zorblata", "PZX", "PZX"],
     [{"Partija Zorblata", "PZX"}]),
    ("Zorblat Asia grew. Zorblat fell.", "organization", ["Zorblat Asia", "Zorblat"], [{"Zorblat Asia", "Zorblat"}]),
    ("Zorblat Asia, Zorblat Europe and Zorblat.", "organization", ["Zorblat Asia", "Zorblat Europe", "Zorblat"], []),
    ("The U.N. said so in the U.N. General Assembly.", "organization", ["U.N.", "U.N. General Assembly"], []),
    ("The US Congress met. Congress left.", "organization", ["US Congress", "Congress"], [{"US Congress", "Congress"}]),
    ("The Supreme Zorblat Court of Appeal met. The Zorblat Court left.", "organization",
     ["Supreme Zorblat Court of Appeal", "Zorblat Court"], [{"Supreme Zorblat Court of Appeal", "Zorblat Court"}]),
    ("Ann Marie Zorblat spoke. Ann Zorblat left. Zorblat slept.", "person",
     ["Ann Marie Zorblat", "Ann Zorblat", "Zorblat"], [{"Ann Marie Zorblat", "Ann Zorblat", "Zorblat"}]),
    ("A. Zorblat won. Ann Zorblat lost. Bob Zorblat slept.", "person", ["A. Zorblat", "Ann Zorblat", "Bob Zorblat"],
     [{"A. Zorblat", "Ann Zorblat"}]),
]  # fmt: skip


def spans_of(names: list[str], kind: str, context: NameContext) -> list[NameSpan]:
    spans, place = [], 0
    for name in names:
        length = len(Words.of(name))
        while context.surface(place, place + length).removesuffix(".") != name.removesuffix("."):
            place += 1
        spans.append(NameSpan(place, place := place + length, kind))
    return spans


@pytest.mark.parametrize(("text", "kind", "names", "expected"), GROUPS)
def test_names_of_one_entity_are_grouped(
    text: str, kind: str, names: list[str], expected: list[set[str]], reference: Any
) -> None:
    context = context_of(text, reference)
    groups = group_names(spans_of(names, kind, context), context)
    assert sorted(number for group in groups for number in group.members) == list(range(len(names)))
    found = [{names[number] for number in group.members} for group in groups]
    assert [group for group in found if len(group) > 1] == expected


def test_a_shared_surname_goes_to_the_bearer_named_last(reference: Any) -> None:
    names = ["Ann Zorblat", "Bob Zorblat", "Zorblat", "Ann Zorblat", "Zorblat"]
    context = context_of(
        "Ann Zorblat and Bob Zorblat met. Zorblat left. Then Ann Zorblat spoke. Zorblat slept.", reference
    )
    groups = group_names(spans_of(names, "person", context), context)
    assert [group.members for group in groups] == [[0, 3, 4], [1, 2]]
