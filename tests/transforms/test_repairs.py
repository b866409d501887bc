"""Parses mended at their cues: who does a second verb of saying, which clause is told, whose verb comes last."""

from __future__ import annotations

import pytest

from tests.transforms.test_statements import lexicon, read
from transforms.statements import find_attributions


def told(text: str) -> list[tuple[str | None, list[str]]]:
    """Speaker and pieces of each statement."""
    return [
        (
            text[one.speaker.span.char_start : one.speaker.span.char_end] if one.speaker is not None else None,
            [text[piece.char_start : piece.char_end] for piece in one.content.pieces],
        )
        for one in find_attributions(read(text), lexicon()).statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The chairman said the ruling had been late and thanked the jurors for their patience.",
            [("The chairman", ["the ruling had been late"]), ("The chairman", ["for their patience"])],
        ),
        (
            "The minister stated that a dam had burst and vowed that the guilty would be punished.",
            [("The minister", ["a dam had burst"]), ("The minister", ["the guilty would be punished"])],
        ),
        (
            "He said that the levies would spare farmers and blamed “idle tongues” for the panic.",
            [("He", ["the levies would spare farmers"]), ("He", ["“idle tongues” for the panic"])],
        ),
    ],
)
def test_second_cue_belongs_to_the_speaker(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert told(text) == expected


def test_coordinate_inside_the_content_stays() -> None:
    assert told("Lee said she was tired and wanted a break.")[0] == ("Lee", ["she was tired and wanted a break"])


def test_clause_behind_a_place_is_what_is_told() -> None:
    found = told("Harris told reporters at the gate that the league had lost its licence.")
    assert found == [("Harris", ["the league had lost its licence"])]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Two herders were killed by hail, governor Ana Lugo told Radio Sur.", "governor Ana Lugo",
         "Two herders were killed by hail"),
        ("Exports had doubled, confirmed the Provincial Bureau of Commerce.", "the Provincial Bureau of Commerce",
         "Exports had doubled"),
        ("The Institute for Soil, a research group, estimated in July that half of the fields are bare.",
         "The Institute", "half of the fields are bare"),
    ],
)  # fmt: skip
def test_subject_is_found_beside_its_verb(text: str, speaker: str, content: str) -> None:
    found = told(text)
    assert len(found) == 1
    assert found[0][0] is not None and found[0][0].startswith(speaker)
    assert found[0][1] == [content]


@pytest.mark.parametrize(
    ("headline", "speaker", "content"),
    [
        ("Court orders return of smuggled statues", "Court", "return of smuggled statues"),
        ("Output of saffron halved: growers", "growers", "Output of saffron halved"),
        ("Tidal firm: we will leave if the queue drags on", "Tidal firm", "we will leave if the queue drags on"),
        ("Baltron in talks to buy Vistul, say sources", "sources", "Baltron in talks to buy Vistul"),
    ],
)
def test_headline(headline: str, speaker: str, content: str) -> None:
    (one,) = find_attributions(read(headline, "headline"), lexicon()).statements
    assert one.speaker is not None
    assert headline[one.speaker.span.char_start : one.speaker.span.char_end] == speaker
    assert headline[one.content.char_start : one.content.char_end] == content
