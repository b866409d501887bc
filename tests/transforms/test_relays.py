"""Relays: chains of nested reports, phrases that name carriers, and whose words a pronoun's are."""

from __future__ import annotations

from typing import Any

import pytest

from transforms.attributions import Attribution
from transforms.nlp import Segmented, parse_texts
from transforms.parsed import ParsedText
from transforms.quotes import find_quotations
from transforms.records import Span
from transforms.sentences import find_sentences
from transforms.statements import PARTS, find_attributions


@pytest.fixture(scope="module")
def read(nlp: Any, reference: Any, make_paragraphs: Any) -> Any:
    def parse(text: str) -> ParsedText:
        paragraphs = make_paragraphs(text)
        marks = find_quotations(text, [Span(one.char_start, one.char_end) for one in paragraphs])
        sentences = find_sentences(text, paragraphs, marks, reference.cues.reporting)
        return next(parse_texts(nlp, [Segmented(text, sentences, marks)], reference.cues, PARTS))

    return parse


@pytest.fixture(scope="module")
def chains(read: Any, reference: Any) -> Any:
    """Speaker and relayers of each statement of a text, hop 1 first, in the order of their cues."""

    def found(text: str) -> list[tuple[str | None, list[str]]]:
        told = find_attributions(read(text), reference.cues).statements
        return [_chain(text, one) for one in sorted(told, key=lambda one: one.token.i if one.token is not None else -1)]

    return found


def _chain(text: str, one: Attribution) -> tuple[str | None, list[str]]:
    speaker = one.speaker.span if one.speaker is not None else None
    hops = [hop.relayer.span for hop in one.relays]
    words = [text[span.char_start : span.char_end] for span in hops]
    return (text[speaker.char_start : speaker.char_end] if speaker is not None else None), words


@pytest.mark.parametrize(
    ("text", "speaker", "relayers"),
    [
        ("“Our baker said the oven was broken,” Wren recalled.", "Our baker", ["Wren"]),
        ("“They told me the ferry was full,” Lind told reporters.", "They", ["Lind"]),
        ("“My aunt said, ‘Bring the goat inside,’” she recalled.", "My aunt", ["she"]),
        ("“We were told that the road was open,” Lind said.", None, ["Lind"]),
    ],
)
def test_direct_speech_tells_of_others_words(chains: Any, text: str, speaker: str | None, relayers: list[str]) -> None:
    assert (speaker, relayers) in chains(text)
    assert len(chains(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "“I said the oven was broken,” Wren recalled.",
        "“We told them to go,” Lind said.",
        "“The mayor would say that we are late,” Lind said.",
        "“Who told you that the ferry was full?” Lind asked.",
        "“People say that the ferry is full,” Lind said.",
    ],
)
def test_direct_speech_without_anothers_words(chains: Any, text: str) -> None:
    assert len(chains(text)) == 1


def test_inside_of_a_quotation_does_not_disturb_its_sentence(read: Any, reference: Any) -> None:
    text = "“The bank said the account was closed,” Wren told reporters."
    outer = find_attributions(read(text), reference.cues).statements[0]
    assert outer.content.pieces == (Span(1, 38),)
    inner = read(text).inner
    assert inner is not None
    assert [token.idx for token in inner.doc] == [token.idx for token in read(text).doc]


@pytest.mark.parametrize(
    ("text", "relayers"),
    [
        ("His lawyer, Ann Marsh, said he plans to appeal against the verdict.", ["Ann Marsh"]),
        ("Ann Marsh said the union wants a new contract.", ["Ann Marsh"]),
        ("Ann Marsh said he believed that the bridge was safe.", None),
        ("Mr Marsh said she believed that the bridge was safe.", ["Mr Marsh"]),
        ("Ann Marsh said she believed that the bridge was safe.", None),
        ("The villagers said they feared that the dam would break.", None),
        ("The villagers said he feared that the dam would break.", ["The villagers"]),
    ],
)
def test_whose_words_a_pronouns_are(chains: Any, text: str, relayers: list[str] | None) -> None:
    hops = [hops for _, hops in chains(text) if hops]
    assert hops == ([relayers] if relayers else [])


@pytest.mark.parametrize(
    ("text", "speaker", "relayers"),
    [
        ("Through his lawyer, Marsh said that the money was his.", "Marsh", ["his lawyer"]),
        ("In a statement carried by Delta News, the ministry said the road was open.", "the ministry", ["Delta News"]),
        ("As reported by the Delta Herald, the mayor said that the road was open.", "the mayor", ["the Delta Herald"]),
        ("“It was full,” Marsh was quoted as saying by the Delta Herald.", "Marsh", ["the Delta Herald"]),
        (
            "The Delta Herald reported, citing the ministry, which quoted the governor, that the road was open.",
            "the governor", ["the ministry", "The Delta Herald"],
        ),
        ("The memo quotes a call in which the mayor said that the road was open.", "the mayor", ["The memo"]),
        ("Marsh believes the road is open, according to a source in his office.", "Marsh", ["a source in his office"]),
    ],
)  # fmt: skip
def test_carriers_beside_the_cue(chains: Any, text: str, speaker: str, relayers: list[str]) -> None:
    assert (speaker, relayers) in chains(text)


@pytest.mark.parametrize(
    ("text", "speaker", "relayers"),
    [
        (
            "Tass reported, citing the ministry, that the minister had told Interfax that the president said the talks "
            "were over.",
            "the president", ["the minister", "the ministry", "Tass"],
        ),
        (
            "The Herald quoted a Kremlin aide as saying that the governor had told the court that his driver admitted "
            "the theft.",
            "his driver", ["the governor", "a Kremlin aide", "The Herald"],
        ),
    ],
)  # fmt: skip
def test_chains_three_deep(chains: Any, text: str, speaker: str, relayers: list[str]) -> None:
    assert (speaker, relayers) in chains(text)


def test_an_outlet_that_is_told_only_listens(chains: Any) -> None:
    assert chains("Marsh told the Delta Herald that the road was open.") == [("Marsh", [])]


def test_a_document_passed_to_a_paper_has_no_author(chains: Any) -> None:
    ((speaker, relayers),) = chains("The road is open, according to a memo seen by the Delta Herald.")
    assert speaker is not None and speaker.startswith("a memo")
    assert relayers == ["the Delta Herald"]


def test_while_sets_two_speakers_side_by_side(chains: Any) -> None:
    text = "Many fans hope that he keeps wrestling, while Marsh warned that he must rest."
    assert [hops for _, hops in chains(text)] == [[], []]


def test_act_hedge_and_negation_survive_nesting(read: Any, reference: Any) -> None:
    text = "Ann Marsh said the bank had reportedly denied that it was closed. She said Lind never claimed that it was."
    told = find_attributions(read(text), reference.cues).statements
    by_cue = {one.token.lower_: one for one in told if one.token is not None and one.relays}
    assert by_cue["denied"].cue.act == "deny" and by_cue["denied"].is_hedged
    assert by_cue["claimed"].is_negated


def test_direct_speech_is_kept_whole(read: Any, reference: Any) -> None:
    text = "“Few said that the debate moved them, while Lind said that nothing matters,” Marsh said."
    whole = [one.content.pieces for one in find_attributions(read(text), reference.cues).statements]
    assert (Span(1, text.index("”")),) in whole


def test_a_body_that_is_no_outlet_speaks_for_itself(chains: Any) -> None:
    text = "The Health Ministry said that Marsh had denied that the road was open."
    assert chains(text) == [("The Health Ministry", []), ("Marsh", ["The Health Ministry"])]
