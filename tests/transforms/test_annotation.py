"""Annotated passages: the format of docs/annotation.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotation import AnnotatedStatement, AnnotationError, Passage, read_passage, read_passages
from transforms.records import Span

HEAD = "variety: wire\ntopic: war\ndate: 2025-03-11\nperson: Amara Okafor | Okafor\n\n"
BODY = (
    "# {s1 Okafor}{q1 :} {c1 no talks}\n\n"
    "{c2 “We wait,”} {s2,3 Amara Okafor} {q2 said} in {p2 Leeds} on {w2 Monday}, {q3:deny denying} that {c3 she left}. "
    "{c2 “For now.”}\n\n"
    "{r4.2 A wire}, citing {r4.1 her office}, {h4 reportedly} had {s4 her|Okafor} "
    "{n4 not} {q4 telling} {a4 us} {c4 why}."
)


def words(passage: Passage, spans: list[Span]) -> list[str]:
    return [passage.text[span.char_start : span.char_end] for span in spans]


@pytest.fixture
def passage() -> Passage:
    return read_passage("war-99", HEAD + BODY)


def test_the_bare_text_has_headline_and_paragraphs(passage: Passage) -> None:
    assert passage.text.split("\n\n") == [
        "Okafor: no talks",
        "“We wait,” Amara Okafor said in Leeds on Monday, denying that she left. “For now.”",
        "A wire, citing her office, reportedly had her not telling us why.",
    ]
    assert passage.headline == passage.paragraphs[0]
    assert passage.names[0].forms == ("Amara Okafor", "Okafor")


def test_a_content_in_pieces_keeps_them_apart(passage: Passage) -> None:
    second = passage.statements[1]
    assert words(passage, second.content) == ["“We wait,”", "“For now.”"]
    assert second.place is not None and words(passage, [second.place]) == ["Leeds"]
    assert second.said is not None and words(passage, [second.said]) == ["Monday"]


def test_one_mark_serves_several_statements(passage: Passage) -> None:
    assert passage.statements[1].speaker == passage.statements[2].speaker
    assert [one.act for one in passage.statements] == ["say", "say", "deny", "say"]


def test_relays_hedge_negation_and_name(passage: Passage) -> None:
    last = passage.statements[3]
    assert [words(passage, [last.relays[hop]])[0] for hop in (1, 2)] == ["her office", "A wire"]
    assert last.speaker_name == "Okafor"
    assert words(passage, last.hedges) == ["reportedly"]
    assert words(passage, last.negations) == ["not"]


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("{c1 a} {s1 b", "never closed"),
        ("c1 a} {s1 b}", "stray brace"),
        ("{c2 a} {s2 b}", "without gaps"),
        ("{s1 b} {q1 said}", "no content"),
        ("{c1 a}", "neither speaker nor cue"),
        ("{q1:sing b} {c1 a}", "unknown act"),
        ("{q1 a {c1 b}}", "overlaps its cue"),
        ("{s1 b} {s1 c} {c1 a}", "stands twice"),
        ("{s1 b} {c1 a} {r1.2 c}", "hops must be numbered"),
        ("{s1 b|Nobody} {c1 a}", "not in the header"),
        ("{s1 b } {c1 a}", "blanks at its ends"),
        ("a\nb", "must be one line"),
    ],
)
def test_faults_are_named(broken: str, fault: str) -> None:
    with pytest.raises(AnnotationError, match=f"war-1: .*{fault}"):
        read_passage("war-1", HEAD + broken + "\n\nAmara Okafor. Okafor.")


def test_a_header_must_be_complete() -> None:
    with pytest.raises(AnnotationError, match="variety must be one of"):
        read_passage("x", "topic: war\ndate: 2025-03-11\n\nText.")
    with pytest.raises(AnnotationError, match="not in the passage"):
        read_passage("x", HEAD + "Text.")
    with pytest.raises(AnnotationError, match="must open with"):
        list(read_passages("Text."))


@given(st.text(alphabet="{}|:sqcr 12.,ab\n#“”", max_size=80))
def test_any_body_is_read_or_refused(body: str) -> None:
    try:
        passage = read_passage("x", "variety: wire\ntopic: war\ndate: 2025-03-11\n\n" + body)
    except AnnotationError:
        return
    for one in passage.statements:
        assert all(passage.text[span.char_start : span.char_end].strip() for span in _spans(one))


def _spans(one: AnnotatedStatement) -> list[Span]:
    return [*one.content, *one.cues, *([one.speaker] if one.speaker else []), *one.relays.values()]
