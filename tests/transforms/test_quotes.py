"""Quotation marks in every style, and any text whatever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.quotes import find_quotations
from transforms.records import Span

MARKS = "“”„‟\"«»‹›‘’'`"


def paragraphs(text: str) -> list[Span]:
    spans, position = [], 0
    for line in text.split("\n\n"):
        if line:
            spans.append(Span(position, position + len(line)))
        position += len(line) + 2
    return spans


def quoted(text: str) -> list[list[str]]:
    found = find_quotations(text, paragraphs(text))
    return [[text[piece.char_start : piece.char_end] for piece in one.pieces] for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” she said.", [["We go,"]]),
        ('"We go," she said.', [["We go,"]]),
        ("„Wir gehen“, sagte sie.", [["Wir gehen"]]),
        ("«On y va», dit-elle.", [["On y va"]]),
        ("«\u00a0On y va\u00a0», dit-elle.", [["On y va"]]),
        ("``We go,'' she said.", [["We go,"]]),
        ("''We go,'' she said.", [["We go,"]]),
        ("‘We go,’ she said.", [["We go,"]]),
        ("'We go,' she said.", [["We go,"]]),
        ("“He told me ‘go’ twice,” she said.", [["He told me ‘go’ twice,"]]),
        ("‘He told me “go” twice,’ she said.", [["He told me “go” twice,"]]),
        ("“Call it “great”,” she said.", [["Call it “great”,"]]),
        ('She said, "one" and "two".', [["one"], ["two"]]),
        ("The boys' club and the workers' rights.", []),
        ("It's the '90s, rock 'n' roll, y'all.", []),
        ("‘The workers’ rights matter,’ he said.", [["The workers’ rights matter,"]]),
        ("'I won't go,' he said. 'You can't.'", [["I won't go,"], ["You can't."]]),
        ("He is 6'2\" tall.", []),
        ('A 12" record and a 7" one.', []),
        ("“One.\n\n“Two,” he said.", [["One.", "Two,"]]),
        ('"One.\n\n"Two.\n\n"Three," he said.', [["One.", "Two.", "Three,"]]),
        ("“One.\n\nHe left.", [["One."]]),
        ("“No end", [["No end"]]),
        ("“” and “…”", []),
        ('"The day began.\n\n“Go,” he said. “Now.”', [["The day began."], ["Go,"], ["Now."]]),
        ("An odd ” mark.", []),
    ],
)
def test_quotations(text: str, expected: list[list[str]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "is_clause"),
    [
        ("“We go,” she said.", True),
        ('He said: "We go."', True),
        ("The so-called “experts” left.", False),
        ("He wants “fair and open” talks.", False),
        ('He read "War and Peace" again.', False),
        ('Bob "Tiny" Miller won.', False),
        ('In 2010, "The Early Evening Show," a quiz, began.', False),
        ("She added, \"it made me say: 'Look, you have to act.'\"", True),
    ],
)
def test_what_stands_for_itself(text: str, is_clause: bool) -> None:
    (quotation,) = find_quotations(text, paragraphs(text))
    assert quotation.is_clause is is_clause


@given(st.text(alphabet=MARKS + "aA s.,?\n-\u00a0", max_size=80))
def test_any_marks(text: str) -> None:
    found = find_quotations(text, paragraphs(text))
    position = 0
    for quotation in found:
        assert position <= quotation.char_start < quotation.char_end <= len(text)
        position = quotation.char_end
        for piece in quotation.pieces:
            assert quotation.char_start < piece.char_start < piece.char_end <= quotation.char_end
            assert any(character.isalnum() for character in text[piece.char_start : piece.char_end])
