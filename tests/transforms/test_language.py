from __future__ import annotations

import pytest

from transforms.language import base_language, detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers agreed on Tuesday on a new ferry that will link the northern isles with the mainland.", "en"),
        (
            "Die Minister einigten sich am Dienstag auf eine neue Fähre, die die Inseln mit dem Festland verbindet.",
            "de",
        ),
        ("Министры договорились во вторник о новом пароме, который свяжет острова с материком.", "ru"),
    ],
)
def test_text_decides(text: str, language: str) -> None:
    assert detect_language(text * 4, told="fr") == language


def test_told_language_decides_between_neighbours_in_a_short_text() -> None:
    text = "Havnen er lukket i dag"
    assert detect_language(text, told="no-NO") == "no"
    assert detect_language(text, told="da") == "da"


def test_told_language_that_the_text_is_not_does_not_count() -> None:
    assert detect_language("The harbour is closed today, said the mayor.", told="ru") == "en"


@pytest.mark.parametrize("text", ["", "12 34", "…"])
def test_no_letters_no_language(text: str) -> None:
    assert detect_language(text, told="en") is None


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-US", "en"),
        ("pt_BR", "pt"),
        (" DE ", "de"),
        ("nb-NO", "no"),
        ("haw", None),
        ("", None),
        (None, None),
        ("1", None),
    ],
)
def test_base_language(tag: str | None, code: str | None) -> None:
    assert base_language(tag) == code
