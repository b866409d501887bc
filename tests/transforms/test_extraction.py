"""The lines of a story, from pages of our own making."""

from __future__ import annotations

import pytest
from lxml import html

from transforms.errors import Rejected
from transforms.extraction import extract_lines
from transforms.main_content import find_main_content

DAYS = ("Monday", "Tuesday", "Wednesday", "Friday")
SENTENCES = [f"The council of the harbour town decided on {day} to keep its old lighthouse, it said." for day in DAYS]
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def lines_of(body: str, told: str | None = None) -> list[str]:
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    return extract_lines(tree, find_main_content(tree), told)


def test_each_paragraph_is_a_line() -> None:
    assert lines_of(f"<div class='story'>{PARAGRAPHS}</div>") == SENTENCES


def test_story_of_a_slide_show_is_not_taken_for_side_matter() -> None:
    slides = "".join(f"<div class='slide'><div class='slide-text'>{sentence}</div></div>" for sentence in SENTENCES)
    assert lines_of(f"<div class='slides'>{slides}</div>") == SENTENCES


def test_figure_form_and_footer_are_left_out() -> None:
    furniture = (
        "<figure><figcaption>The tower in January.</figcaption></figure>"
        "<form><p>Your address and your name, please.</p></form><footer><p>All about our paper and us.</p></footer>"
    )
    assert lines_of(f"<div>{PARAGRAPHS}{furniture}</div>") == SENTENCES


def test_story_told_in_the_metadata_is_taken_where_the_page_shows_how_it_begins() -> None:
    told = "\n".join(SENTENCES)
    assert lines_of(f"<div><p>{SENTENCES[0]}</p><p>{SENTENCES[1][:60]} …</p></div>", told) == SENTENCES
    assert lines_of("<div id='app'></div>", "</p><p>".join(SENTENCES)) == SENTENCES


def test_story_told_in_the_metadata_is_not_taken_where_the_page_shows_it() -> None:
    assert lines_of(f"<div>{PARAGRAPHS}</div>", " ".join(SENTENCES)) == SENTENCES


def test_page_without_text_is_rejected() -> None:
    with pytest.raises(Rejected, match="no article text"):
        lines_of("<div id='app'></div>")
