"""Parts of speech agree with spaCy's attribute ruler, but for what the module says it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transforms.parts_of_speech import part_of_speech

if TYPE_CHECKING:
    from spacy import Language

TEXT = (
    "That is what the minister said on Friday, 3 May, and nobody had asked for it. "
    "“We don't have to do anything,” she added, having been told that those who were there might not agree. "
    "The bank, which has lost $5 million, wouldn't say whether Mr. Smith's plans had been dropped. "
    "All of this did not please Ana Ruiz, who does her own work and said so to the two of them herself."
)


def test_agrees_with_the_ruler(nlp: Language) -> None:
    words = [token for token in nlp(TEXT) if token.pos_ != "SCONJ"]
    assert [(w.text, part_of_speech(w.tag_, w.lower_, w.dep_)) for w in words] == [(w.text, w.pos_) for w in words]


@pytest.mark.parametrize(
    ("tag", "lower", "dependency", "expected"),
    [
        ("VBD", "had", "aux", "AUX"),
        ("VBD", "had", "ROOT", "VERB"),
        ("VBD", "was", "ROOT", "AUX"),
        ("TO", "to", "aux", "PART"),
        ("DT", "this", "det", "DET"),
        ("DT", "this", "nsubj", "PRON"),
        ("NN", "somebody", "dobj", "PRON"),
        ("RB", "n’t", "neg", "PART"),
        ("??", "word", "dep", "X"),
    ],
)
def test_form_and_dependency_decide(tag: str, lower: str, dependency: str, expected: str) -> None:
    assert part_of_speech(tag, lower, dependency) == expected
