"""Sentences with quotations kept whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.quotes import find_quotations
from transforms.records import Paragraph, Span
from transforms.sentences import find_sentences

REPORTING = re.compile(r"\b(?:said|asked)\b")


def split(text: str, part: str = "body") -> list[str]:
    paragraph = Paragraph("a", 1, 1, part, 0, len(text))
    quotations = find_quotations(text, [Span(0, len(text))])
    found = find_sentences(text, [paragraph], quotations, REPORTING)
    return [text[one.char_start : one.char_end] for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One ended. Two began.", ["One ended.", "Two began."]),
        ("“A. B. C,” he said. “D.”", ["“A. B. C,” he said.", "“D.”"]),
        ("''One.'' He left. ''Two.''", ["''One.''", "He left.", "''Two.''"]),
        ("Mr. Smith met Dr. Jones.", ["Mr. Smith met Dr. Jones."]),
        ("The U.S. Senate met.", ["The U.S. Senate met."]),
        ("He left the U.S. The Senate met.", ["He left the U.S.", "The Senate met."]),
        ("“Why?” Anna Lind asked.", ["“Why?” Anna Lind asked."]),
        ("“Stop!” She ran to the red door and said so.", ["“Stop!”", "She ran to the red door and said so."]),
        ("It cost 3.5 million. That is all.", ["It cost 3.5 million.", "That is all."]),
        ("GENEVA, May 3 (Reuters) - Talks began.", ["Talks began."]),
        (
            "NEW DELHI: The court told the state on Monday to publish its list of dry wells.",
            ["The court told the state on Monday to publish its list of dry wells."],
        ),
        ("Talks began - and ended.", ["Talks began - and ended."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_answers_are_read_and_questions_are_not() -> None:
    assert split("A: She said yes.", "faq") == ["She said yes."]
    assert split("Q: What did she say?", "faq") == []


@given(st.text(alphabet="aA .?!“”\"'\n…", max_size=60))
def test_any_text(text: str) -> None:
    quotations = find_quotations(text, [Span(0, len(text))])
    found = find_sentences(text, [Paragraph("a", 1, 1, "body", 0, len(text))], quotations, REPORTING)
    position = 0
    for sentence in found:
        assert position <= sentence.char_start < sentence.char_end <= len(text)
        position = sentence.char_end
    kept = "".join(text[one.char_start : one.char_end] for one in found)
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)
