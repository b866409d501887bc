from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.words import Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Netanyahu's office", ["Netanyahu", "'s", "office"]),
        ("Moscow’s envoys", ["Moscow", "’s", "envoys"]),
        ("the U.N. Security Council", ["the", "U.N.", "Security", "Council"]),
        ("a W.Va. man", ["a", "W", "Va", "man"]),
        ("J.K.Zorblat", ["J.K.", "Zorblat"]),
        ("O'Neill of AT&T", ["O'Neill", "of", "AT&T"]),
        ("Berlin-based", ["Berlin", "based"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert Words.of(text).texts == expected


@given(st.text(max_size=60))
def test_offsets_reproduce_words(text: str) -> None:
    words = Words.of(text)
    assert [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == words.texts
    assert words.starts == sorted(words.starts)
    assert (
        "".join(words.gap(place) + words.texts[place] for place in range(len(words)))
        == text[: words.ends[-1] if words.ends else 0]
    )


def test_sentences_are_cut_at_marks_but_not_at_initials() -> None:
    words = Words.of("J. Smith left. He said no.\nThen he slept")
    numbers = dict(zip(words.texts, words.sentence_numbers(), strict=True))
    assert (numbers["Smith"], numbers["He"], numbers["Then"], numbers["slept"]) == (1, 2, 3, 3)
