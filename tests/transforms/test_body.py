"""The parts of a story's lines."""

from __future__ import annotations

from lxml import html

from transforms.body import part_lines

STORY = [f"The council of the harbour town met again on day {number}, a spokesman said." for number in range(8)]


def parts(lines: list[str], markup: str = "", *authors: str) -> list[tuple[str, str]]:
    tree = html.fromstring(f"<div>{markup}</div>")
    return part_lines(tree, lines, "Old lighthouse stays in town", "Nobody wants to buy the old tower.", authors)


def test_headline_and_standfirst_are_not_repeated() -> None:
    repeats = [
        "Coast: Old lighthouse stays in town",
        "Old Lighthouse Stays in Town",
        "Nobody wants to buy the old tower.",
    ]
    assert parts([*repeats, *STORY]) == [("body", line) for line in STORY]


def test_line_without_letters_and_line_that_ends_as_the_headline_are_kept() -> None:
    lines = ["***", "The council said in its long report for the harbour that the old lighthouse stays in town"]
    assert [line for _, line in parts(lines)] == lines


def test_note_on_the_author_is_a_byline_but_her_name_within_the_story_is_not() -> None:
    note = "Ann Example covers the coast and has written of lighthouses for many years."
    story = [STORY[0], STORY[1], "Ann Example", *STORY[2:]]
    assert parts([*story, note], "", "Ann Example")[-1] == ("byline", note)
    assert ("body", "Ann Example") in parts([*story, note], "", "Ann Example")
    assert parts(["Ann Example", *story], "", "Ann Example")[0] == ("byline", "Ann Example")


def test_linked_headline_with_a_label_is_related_but_a_linked_sentence_is_not() -> None:
    markup = (
        '<ul><li><b>Floods:</b> <a href="/a">What we know of the storm so far</a></li></ul>'
        '<p>He said: <a href="/b">"The tower needs paint before the summer comes."</a></p>'
    )
    lines = ["Floods: What we know of the storm so far", 'He said: "The tower needs paint before the summer comes."']
    assert [part for part, _ in parts(lines, markup)] == ["related", "body"]
