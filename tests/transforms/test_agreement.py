"""Agreement of two annotations."""

from __future__ import annotations

import pytest

from transforms.agreement import compare_passages, is_right
from transforms.annotation import Passage, read_passage

HEAD = "variety: wire\ntopic: war\ndate: 2025-03-11\nperson: Amara Okafor | Okafor\n\n"
FIRST = "{s1 Amara Okafor} {q1 said} {c1 the long road was closed}. {s2 She|Okafor} {q2:warn warned} of {c2 rain}."


def passage(body: str) -> Passage:
    return read_passage("war-1", HEAD + body + "\n\nOkafor left.")


def test_the_same_annotation_agrees_wholly() -> None:
    found = compare_passages([(passage(FIRST), passage(FIRST))])
    assert (found.first, found.content, found.full, found.act) == (2, 2, 2, 2)
    assert found.f1(found.full) == 1


def test_contents_pair_from_half_their_words() -> None:
    half = "{s1 Amara Okafor} {q1 said} the long {c1 road was closed}. She warned of rain."
    less = "{s1 Amara Okafor} {q1 said} the long road was {c1 closed}. She warned of rain."
    assert compare_passages([(passage(FIRST), passage(half))]).content == 1
    assert compare_passages([(passage(FIRST), passage(less))]).content == 0


def test_another_name_of_the_speaker_agrees_and_another_speaker_does_not() -> None:
    one = "Amara Okafor {q1 said} {c1 the long road was closed}. She warned of rain. {SPEAKER} was there."
    first = passage(FIRST + " Okafor was there.")
    assert compare_passages([(first, passage(one.replace("{SPEAKER}", "{s1 Okafor}")))]).full == 1
    other = passage(FIRST + " The mayor was there.")
    assert compare_passages([(other, passage(one.replace("{SPEAKER}", "{s1 The mayor}")))]).full == 0


def test_hops_agree_one_by_one() -> None:
    relayed = "{s1 Amara Okafor} {q1 said} {c1 the long road was closed}, {r1.1 aides} told {r1.2 Wire}."
    shorter = "{s1 Amara Okafor} {q1 said} {c1 the long road was closed}, {r1.1 aides} told Wire."
    found = compare_passages([(passage(relayed), passage(shorter))])
    assert (found.hops_first, found.hops_second, found.hops) == (2, 1, 1)


def test_different_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="text differs"):
        compare_passages([(passage(FIRST), passage(FIRST + " More."))])


def test_an_extracted_statement_is_right_with_content_and_speaker() -> None:
    annotated = passage(FIRST)
    first = annotated.statements[0]
    assert is_right(annotated, first.content, None, None) is False
    assert is_right(annotated, first.content, first.speaker, None)
    assert is_right(annotated, annotated.statements[1].content, first.speaker, "Amara Okafor")
