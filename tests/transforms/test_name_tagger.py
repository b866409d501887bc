from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.marked import context_of, labelled
from transforms.kinds import judged
from transforms.mentions import find_spans
from transforms.name_context import NameSpan
from transforms.name_features import NameFeatures, spans_of, tags_of
from transforms.name_tagger import NameTagger, find_names
from transforms.repetitions import with_repetitions

KINDS = st.sampled_from(("person", "place", "organization"))


@pytest.fixture(scope="module")
def tagger() -> NameTagger:
    from flows.seeds import MODELS

    return NameTagger((MODELS / "names.crfsuite").read_bytes())


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4), KINDS), max_size=8), st.integers(0, 3))
def test_labels_spell_the_spans_that_they_were_made_of(parts: list[tuple[int, int, str]], rest: int) -> None:
    spans, place = [], 0
    for gap, length, kind in parts:
        spans.append(NameSpan(place + gap, place + gap + length, kind))
        place += gap + length
    assert list(spans_of(tags_of(spans, place + rest), 0)) == spans


# Text, what the model says (wrongly, or nothing), a name, its kind.
WEIGHED = [
    ("The mayor of Zorblatin, Thandeka Mokoena, said that Zorblatin was safe.",
     [("Zorblatin", "ORG"), ("Thandeka Mokoena", "PERSON"), ("Zorblatin", "PERSON")], "Zorblatin", "place"),
    ("Dr Wanjiku Zorblat told the Nairobi Ledger that the clinic in Kitui would close.",
     [("Nairobi", "GPE"), ("Kitui", "PERSON")], "Nairobi Ledger", "organization"),
    ("Tadesse Workneh, a farmer, said so.", [("Tadesse Workneh", "ORG")], "Tadesse Workneh", "person"),
    ("“We will appeal,” said Chukwuemeka Eze-Nwosu, a lawyer for the family.", [], "Chukwuemeka Eze-Nwosu", "person"),
    ("Shares of Bavisha Zorblat fell, and at Bavisha Zorblat staff left. Mr Zorblat said so.",
     [("Bavisha Zorblat", "ORG"), ("Bavisha Zorblat", "ORG"), ("Zorblat", "PERSON")], "Bavisha Zorblat", "person"),
    ("Police in the United States said so.", [("United States", "ORG")], "United States", "place"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ents", "name", "kind"), WEIGHED)
def test_names_get_the_kind_that_text_and_tables_speak_for(
    text: str, ents: list[tuple[str, str]], name: str, kind: str, tagger: NameTagger, nlp: Any, reference: Any
) -> None:
    context = context_of(text, reference)
    found = find_names(labelled(text, ents, nlp), context, tagger)
    assert {span.kind for span in found if context.surface(span.first, span.last) == name} == {kind}


WORDS = (
    "Amara",
    "Okafor",
    "Lagos",
    "said",
    "the",
    "of",
    "Bank",
    "\n",
    "in",
    "United",
    "States",
    "–",
    "US$3",
    "'s",
    "?",
)


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_names_are_in_order_apart_and_within_paragraphs(
    tagger: NameTagger, nlp: Any, reference: Any, words: list[str]
) -> None:
    text = " ".join(words)
    context = context_of(text, reference)
    found = find_names(nlp.make_doc(text), context, tagger)
    assert all(one.last <= other.first for one, other in pairwise(found))
    assert all(context.paragraph_of[span.first] == context.paragraph_of[span.last - 1] for span in found)


def test_names_that_are_the_same_are_of_one_kind(tagger: NameTagger, nlp: Any, reference: Any) -> None:
    text = "Zorblat won. The coach of Zorblat said Zorblat had earned it, and Zorblat fans sang in Zorblat."
    context = context_of(text, reference)
    doc = labelled(text, [("Zorblat", "ORG"), ("Zorblat", "GPE"), ("Zorblat", "PERSON")], nlp)
    assert len({span.kind for span in find_names(doc, context, tagger)}) == 1


def test_what_looks_like_no_name_is_not_tagged(nlp: Any, reference: Any) -> None:
    text = "it rained all day and nobody came but Amara Okafor who had an umbrella in a bag"
    context = context_of(text, reference)
    doc = labelled(text, [("Amara Okafor", "PERSON")], nlp)
    spans = with_repetitions(judged(find_spans(doc, context), context), context)
    features = NameFeatures(spans, doc, context)
    stretches = list(features.stretches())
    assert [context.surface(*each) for each in stretches] == ["but Amara Okafor who"]
    assert [len(row) > len(features.of(*stretches[0])[0]) for row in features.of(*stretches[0])[1:3]] == [True, True]
