"""The verbatim words of contents: marks, white space, and how much is quoted."""

from __future__ import annotations

import pytest

from tests.transforms.test_statements import lexicon, read
from transforms.statements import find_attributions
from transforms.verbatim import kind_of, tidy

CONTENTS = [
    ("Mayor hails ‘best day’ to reopen the bridge", "‘best day’ to reopen the bridge", "mixed"),
    ("Lee tells council the plan leaves ‘no more room’", "the plan leaves ‘no more room’", "mixed"),
    ("The bank warns that the figures are rough\n\n", "the figures are rough", "indirect"),
    ("Lee said no more, but she added that “the rest will take a little time”.", "the rest will take a little time",
     "direct"),
    ("Lee called the plan a “folly”.", "the plan a “folly”", "indirect"),
    ("Lee called it an “enormous folly”.", "it an “enormous folly”", "mixed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind"), CONTENTS)
def test_words_and_kind(text: str, words: str, kind: str) -> None:
    parsed = read(text, "headline")
    content = tidy(parsed, find_attributions(parsed, lexicon()).statements[-1].content)
    assert text[content.char_start : content.char_end] == words
    assert kind_of(parsed, content) == kind
