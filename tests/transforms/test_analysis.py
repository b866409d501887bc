"""The analysis of whole articles: the seed documents, other languages, and any text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from transforms.analysis import analyse
from transforms.article import normalise
from transforms.document import read_document
from transforms.nlp import Meter
from transforms.records import Facts, Normalised, Paragraph, RawDocument, Statement

SEEDS = Path(__file__).parents[3] / "shared" / "seed-documents"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
# speaker's words | speaker | act | beginning of the content | end of the content | addressee | relayers, hop 1 first
ARTICLE = """
Netanyahu | Benjamin Netanyahu | say | Iran-Russia cooperation | dangerous | Vladimir Putin |
he | Benjamin Netanyahu | say | his dissatisfaction with the stances | international forums | | Netanyahu's office
the Israeli Occupation Prime Minister | Benjamin Netanyahu | say | \
 his dissatisfaction with the stance of | war in Palestine | Vladimir Putin | \
Netanyahu's office; the Israeli Army Radio
Netanyahu's office | Office of Benjamin Netanyahu | say | \
Prime Minister Benjamin Netanyahu spoke today | forums regarding Israel | |
Netanyahu | Benjamin Netanyahu | criticise | the increasing cooperation | describing it as dangerous | |
Netanyahu | Benjamin Netanyahu | thank | for his efforts | held captive in Gaza | Vladimir Putin |
Putin | Vladimir Putin | confirm | his rejection and condemnation | forms of terrorism." | | the Kremlin
the Kremlin statement | Kremlin | say | A phone call took place | terrorism in all its forms | |
Russian Foreign Minister Sergei Lavrov | Sergei Lavrov | say | Russia has warned | in the Middle East | |
Russia | Russia | warn | the unresolved situation | in the Middle East | Israel | \
 Russian Foreign Minister Sergei Lavrov
Lavrov | Sergei Lavrov | say | there must be | the ground in Gaza | |
Lavrov | Sergei Lavrov | say | Hamas' operation | out of nowhere" | |
Putin | Vladimir Putin | criticise | the US for their failed policy | genocide in Gaza | |
Putin | Vladimir Putin | say | I think that many | the settlement process | Prime Minister of Iraq |
Western observers | - | believe | Putin is using the war | challenging US dominance | | Reuters
Hanna Notte | Hanna Notte | say | In doing all of this | continues to resonate | Carnegie Russia Eurasia Center |
"""
SUMMARY = """
Netanyahu | Benjamin Netanyahu | say | his disapproval of the positions | the United Nations | Vladimir Putin | \
the Israeli government
Netanyahu | Benjamin Netanyahu | say | his concerns over | as “dangerous.” | |
Moscow | Moscow | believe | providing assistance | de-escalate conflicts | |
Israel | Israel | believe | Russia’s cooperation with Iran | threat to regional stability | |
the Kremlin | Kremlin | say | its commitment to condemning | in all its forms | |
The statement | Kremlin | say | the importance of avoiding | terrorist threats | |
Russia’s Foreign Minister | Foreign Minister of Russia | suggest | \
the deployment | the humanitarian situation | |
Netanyahu | Benjamin Netanyahu | say | disapproval of | the United Nations | |
Netanyahu | Benjamin Netanyahu | say | concerns about | cooperation with Iran | |
The Kremlin | Kremlin | confirm | its rejection | in all forms | |
The Kremlin | Kremlin | say | its commitment | civilian suffering | |
The Kremlin | Kremlin | suggest | the deployment | the humanitarian situation | |
"""


@pytest.fixture(scope="module")
def seed_facts(nlp: Any, reference: Any) -> dict[str, tuple[Normalised, Facts]]:
    items = []
    for path in sorted(SEEDS.glob("*.txt")):
        content = path.read_bytes()
        raw = RawDocument("capture", path.name, str(path), "text", content, "sha", len(content), NOW)
        items.append(normalise(read_document(raw, "test"), raw, reference, "run"))
    return {
        item.article.input_uri: (item, facts) for item, facts in zip(items, analyse(items, nlp, reference), strict=True)
    }


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents do not lie beside the checkout")
@pytest.mark.parametrize(
    ("name", "expected"), [("000_7ac9afefdae3c1fe.txt", ARTICLE), ("003_570c8dccb1f74266.txt", SUMMARY)]
)
def test_seed_document(name: str, expected: str, seed_facts: dict[str, tuple[Normalised, Facts]]) -> None:
    item, facts = seed_facts[name]
    wanted = [[cell.strip() for cell in line.split("|")] for line in expected.strip().splitlines()]
    names = {entity.entity_id: entity.name for entity in facts.entities}
    found = [shown(one, facts, names) for one in facts.statements]
    assert [row[:3] for row in found] == [row[:3] for row in wanted]
    for row, want in zip(found, wanted, strict=True):
        assert row[3].startswith(want[3]) and row[3].endswith(want[4]), row
        assert row[4:] == want[5:], row
    reproduces(item, facts)


def shown(one: Statement, facts: Facts, names: dict[str, str]) -> list[str]:
    hops = sorted((relay.hop, relay.relayer_text) for relay in facts.relays if relay.statement_id == one.statement_id)
    return [
        one.speaker_text or "", names.get(one.speaker_entity_id or "", "-"), one.act, one.content,
        names.get(one.addressee_entity_id or "", ""), "; ".join(text for _, text in hops),
    ]  # fmt: skip


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents do not lie beside the checkout")
def test_small_things_of_the_seed_documents(seed_facts: dict[str, tuple[Normalised, Facts]]) -> None:
    (item, facts), (_, summary) = seed_facts.values()
    assert {one.part for one in facts.statements} == {"headline", "standfirst", "body"}
    assert [one.part for one in summary.statements].count("faq") == 5
    assert not any("NATO chief" in one.content or one.content == "Israel" for one in facts.statements)
    hedged = [one.cue_text for one in facts.statements if one.is_hedged]
    assert hedged == ["criticized"]
    notte = next(one for one in facts.statements if one.speaker_text == "Hanna Notte")
    assert notte.speaker_role is not None and notte.speaker_role.endswith("foreign policy expert")
    assert [one.kind for one in facts.statements].count("direct") == 5
    assert item.article.text[facts.statements[0].content_start :].startswith("Iran-Russia")


def test_another_language_yields_a_note_alone(
    nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any
) -> None:
    text = 'Der Minister sagte: "Wir gehen."'
    german = Normalised(replace(make_article(text), language="de"), make_paragraphs(text), (), ())
    english = Normalised(make_article("Smith said it was over."), make_paragraphs("Smith said it was over."), (), ())
    first, second = analyse([german, english], nlp, reference)
    assert first == Facts(note=first.note) and first.note is not None and "de" in first.note
    assert [one.content for one in second.statements] == ["it was over"]


def test_a_run_without_a_full_stop_is_passed_over_and_told(
    nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any
) -> None:
    text = f"{'He said, ' * 1000}yes.\n\nLee said the bridge was safe."
    (facts,) = analyse([Normalised(make_article(text), make_paragraphs(text), (), ())], nlp, reference)
    assert [one.content for one in facts.statements] == ["the bridge was safe"]
    assert facts.note == "Not searched for statements: what goes on for more than 2,000 words without a full stop (1)."


def test_when_and_where_it_was_said(nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any) -> None:
    text = '"We will stay," Anna Lind told reporters in Geneva on Friday.'
    (facts,) = analyse([Normalised(make_article(text), make_paragraphs(text), (), ())], nlp, reference)
    (one,) = facts.statements
    assert (str(one.said_from), str(one.said_to)) == ("2023-12-08", "2023-12-08")
    assert (one.said_precision, one.said_basis) == ("day", "text")
    assert one.addressee_text == "reporters"
    assert one.location_id == 2660646


def test_the_meter_counts_the_time_in_the_model(
    nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any
) -> None:
    ticks: Iterator[float] = iter(range(1000))
    meter = Meter(lambda: float(next(ticks)))
    text = "Smith said it was over."
    list(analyse([Normalised(make_article(text), make_paragraphs(text), (), ())], nlp, reference, meter))
    assert meter.spacy_seconds == 3  # one text for its names, the end of that pass, one sentence for its parse


PIECES = st.sampled_from(
    ["Smith said", " that ", "the plan", " failed", ", ", ". ", " he said", '"', "“", "”", "'", "’", "‘", "«", "»",
     "``", "''", ": ", "\n\n", " according to ", "Reuters", " reported", " citing ", "adding", " told ", "her", "-",
     " ", "A", "Q: ", "A: ", "…", "\u00a0", "he", " not ", "to go", "criticised", " for ", "statement", " by "]
)  # fmt: skip
PARTS = st.sampled_from(["headline", "standfirst", "body", "faq", "related", "promo"])


@example(texts=['Q: "Smith said'], parts=["faq"] * 9)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.lists(PIECES, max_size=30).map("".join), max_size=3),
    parts=st.lists(PARTS, min_size=9, max_size=9),
)
def test_any_text(
    texts: list[str], parts: list[str], nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any
) -> None:
    items = []
    for text in texts:
        paragraphs = [replace(one, part=part) for one, part in zip(make_paragraphs(text), parts * 4, strict=False)]
        items.append(Normalised(make_article(text), tuple(paragraphs), (), ()))
    for item, facts in zip(items, analyse(items, nlp, reference), strict=True):
        reproduces(item, facts)


def reproduces(item: Normalised, facts: Facts) -> None:
    """Offsets reproduce the words, no content holds its cue, and all lies in the parts that may yield statements."""
    text = item.article.text
    for position, one in enumerate(facts.statements, 1):
        assert one.position == position
        spans = [(piece.char_start, piece.char_end) for piece in one.content_spans]
        assert one.content == " ".join(text[start:end] for start, end in spans) and one.content.strip()
        assert (one.content_start, one.content_end) == (spans[0][0], spans[-1][1])
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
        if one.speaker_start is not None:
            assert one.speaker_text == text[one.speaker_start : one.speaker_end]
        assert 0 <= one.confidence <= 1
        for start, end in spans:
            holders = [part for part in item.paragraphs if part.char_start <= start and end <= part.char_end]
            assert holders and part_of(holders) not in ("related", "promo")
    ids = [one.statement_id for one in facts.statements]
    assert len(set(ids)) == len(ids)
    for relay in facts.relays:
        assert relay.relayer_text == text[relay.char_start : relay.char_end] and relay.statement_id in ids


def part_of(paragraphs: list[Paragraph]) -> str:
    return paragraphs[0].part


# A sentence of an article of 2023-12-10, and the day on which it tells that the words fell.
DAYS = [
    ("Ann Lee said on Friday that the bridge was safe.", date(2023, 12, 8)),
    ("Speaking to the council on Friday, Ann Lee said the bridge was safe.", date(2023, 12, 8)),
    ("Ann Lee, who was elected in 2010, said the bridge was safe.", None),
    ("Ann Lee said no more before the vote on December 14, insisting that the bridge was safe.", None),
    ("Ann Lee will say on December 14 that the bridge is safe.", date(2023, 12, 14)),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_day_of_saying(
    text: str, day: date | None, nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any
) -> None:
    item = Normalised(make_article(text), make_paragraphs(text), (), ())
    (facts,) = analyse([item], nlp, reference)
    assert facts.statements[-1].said_from == day


def test_a_pronoun_without_an_antecedent_is_no_addressee(
    nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any
) -> None:
    text = "Ann Lee urged them to sign the treaty."
    item = Normalised(make_article(text), make_paragraphs(text), (), ())
    (facts,) = analyse([item], nlp, reference)
    assert [one.addressee_text for one in facts.statements] == [None]


def test_a_speaker_is_no_relay_of_himself(nlp: Any, reference: Any, make_article: Any, make_paragraphs: Any) -> None:
    text = (
        "Barack Obama praised the deal. He warned against complacency: Even if all the targets are met, he said, the "
        "work will go on."
    )
    item = Normalised(make_article(text), make_paragraphs(text), (), ())
    (facts,) = analyse([item], nlp, reference)
    assert facts.statements
    assert not facts.relays
