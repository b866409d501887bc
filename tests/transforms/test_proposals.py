"""Proposals of rules and tagger, and which of them the judge lets stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.attributions import Attribution
from transforms.nlp import parse_texts
from transforms.parsed import ParsedText
from transforms.proposals import Proposal, chosen, propose
from transforms.statements import PARTS
from transforms.tagger import Tagged, tagged_statements
from transforms.token_features import sequence


def parsed(texts: list[str], nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any) -> Iterator[ParsedText]:
    from transforms.analysis import segment
    from transforms.records import Normalised

    items = [Normalised(make_article(text), make_paragraphs(text), (), ()) for text in texts]
    return parse_texts(nlp, [segment(item, reference.cues) for item in items], reference.cues, PARTS)


def told(text: ParsedText, found: list[Attribution]) -> list[str]:
    return [" | ".join(text.text[piece.char_start : piece.char_end] for piece in one.content.pieces) for one in found]


class Judge:
    """Gives each proposal the probability that its proposer is told to get."""

    def __init__(self, **chances: float) -> None:
        self.chances = chances

    def chance(self, features: Any) -> float:
        return next(chance for by, chance in self.chances.items() if f"by={by}" in features)


def test_all_three_propose(nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any) -> None:
    (text,) = parsed(
        ["Lee said the bridge was safe. He may say it fell."], nlp, reference, make_article, make_paragraphs
    )
    proposals = propose(text, reference.cues, reference.tagger)
    assert {one.by for one in proposals} <= {"rule", "doubt", "tag"}
    assert "the bridge was safe" in told(text, [one.attribution for one in proposals if one.by == "rule"])


def test_the_same_words_are_proposed_once_by_rule_and_tagger(
    nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any
) -> None:
    (text,) = parsed(["Lee said the bridge was safe."], nlp, reference, make_article, make_paragraphs)
    found = chosen(propose(text, reference.cues, reference.tagger), reference.judge)
    assert told(text, found) == ["the bridge was safe"]
    assert 0.9 < found[0].confidence <= 1


@pytest.mark.parametrize(
    ("words", "is_hedged", "is_negated"),
    [("Lee denied it was sold", False, False), ("Lee never denied it was sold", False, True),
     ("Lee reportedly denied it was sold", True, False)],
)  # fmt: skip
def test_what_the_tagger_proposes_says_whether_it_is_hedged_or_negated(
    words: str, is_hedged: bool, is_negated: bool, nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any
) -> None:
    (text,) = parsed([f"{words}."], nlp, reference, make_article, make_paragraphs)
    tokens = sequence(text, 0)
    labels = ["S" if token.text == "Lee" else "Q" if token.text == "denied" else "O" for token in tokens]
    labels[-4:-1] = ["B-C", "I-C", "I-C"]
    (found,) = tagged_statements(text, Tagged(0, tuple(tokens), tuple(labels), ()), reference.cues)
    assert (found.is_hedged, found.is_negated) == (is_hedged, is_negated)


def test_what_is_improbable_is_left_out(nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any) -> None:
    (text,) = parsed(["Lee said the bridge was safe."], nlp, reference, make_article, make_paragraphs)
    proposals = propose(text, reference.cues, reference.tagger)
    assert chosen(proposals, Judge(rule=0.1, doubt=0.1, tag=0.1)) == []  # type: ignore[arg-type]
    assert len(chosen(proposals, Judge(rule=0.2, doubt=0.1, tag=0.1))) == 1  # type: ignore[arg-type]


def test_a_proposal_inside_another_is_nested_with_the_outer_speaker_as_its_hop(
    nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any
) -> None:
    (text,) = parsed(["Lee said the union feared a closure."], nlp, reference, make_article, make_paragraphs)
    proposals = propose(text, reference.cues, reference.tagger)
    rules = [
        one for one in proposals if one.by == "rule" and one.attribution.cue and one.attribution.cue.lemma == "say"
    ]
    inner = next(one.attribution for one in proposals if one.attribution.cue and one.attribution.cue.lemma == "fear")
    doubted = Proposal(replace(inner, relays=()), "doubt", {"by=doubt": 1.0})
    found = chosen([*rules, doubted], Judge(rule=0.9, doubt=0.9))  # type: ignore[arg-type]
    assert told(text, found) == ["the union feared a closure", "a closure"]
    assert [text.text[hop.relayer.span.char_start : hop.relayer.span.char_end] for hop in found[1].relays] == ["Lee"]


def _lemma(one: Proposal) -> str | None:
    return one.attribution.cue.lemma if one.attribution.cue else None


MARKED = st.sampled_from(
    ["Smith said", " that ", "the plan", " failed", ", ", ". ", " he said", '"', "“", "”", "'", "’", "‘", "«", "»",
     "„", "‚", "『", "』", ",,", "``", "''", ": ", "\n\n", " according to ", "Reuters", " reported", " citing ",
     "adding", " told ", "her", " - ", " ", "A", "Q: ", "…", "\u00a0", "he", " not ", "to go", "criticised", " for "]
)  # fmt: skip
TEXTS = st.one_of(st.lists(MARKED, max_size=30).map("".join), st.text(max_size=60))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, max_size=4))
def test_no_content_overlaps_its_cue_or_itself(
    texts: list[str], nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any
) -> None:
    for text in parsed(texts, nlp, reference, make_article, make_paragraphs):
        for one in chosen(propose(text, reference.cues, reference.tagger), reference.judge):
            pieces, cue = one.content.pieces, one.content.cue
            assert all(left.char_end <= right.char_start for left, right in pairwise(pieces))
            assert cue is None or all(p.char_end <= cue.char_start or cue.char_end <= p.char_start for p in pieces)
            assert 0 < one.confidence <= 1
