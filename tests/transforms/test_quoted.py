"""Speakers of quotations whose cue no lexicon knows: told by the order of words."""

from __future__ import annotations

import pytest

from tests.transforms.test_repairs import told
from tests.transforms.test_statements import lexicon, read
from transforms.statements import find_attributions


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“They promised that last winter too,” she chirped.", "she"),
        ("«I shall marry nobody this year», intoned Echenique.", "Echenique"),
        ("“The boys ran as far as they could”, manifested the commandant.", "the commandant"),
        ("“I paid more for that sword than for my car,” chief claimant Mireille Tanguay has stated.",
         "chief claimant Mireille Tanguay"),
    ],
)  # fmt: skip
def test_speaker_by_word_order(text: str, speaker: str) -> None:
    assert [found[0] for found in told(text)] == [speaker]


def test_a_headline_names_the_speaker_behind_its_colon() -> None:
    text = "‘It will finish this village’: residents turn on councillors"
    (one,) = find_attributions(read(text, "headline"), lexicon()).statements
    assert one.speaker is not None and one.speaker.head.text == "residents"


def test_what_is_no_speaker_is_not_taken_for_one() -> None:
    assert told("“We were never asked about any of this,” rain fell on the tents.")[0][0] is None
