"""The element that holds a page's story, on pages laid out as publishers lay them out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from transforms.main_content import MainContent, find_main_content

SENTENCE = "The council of the harbour town decided on {} to keep its old lighthouse, a spokesman for the mayor said."
STORY = "".join(f"<p>{SENTENCE.format(day)}</p>" for day in ("Monday", "Tuesday", "Wednesday", "Friday"))
ASIDE = "".join(f"<p>{SENTENCE.format(day)}</p>" for day in ("Sunday", "Saturday"))


def find(body: str, headline: str | None = None) -> MainContent | None:
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    return find_main_content(tree, tree.get_element_by_id(headline) if headline else None)


def found_id(body: str, headline: str | None = None) -> str | None:
    main = find(body, headline)
    return main.element.get("id") if main is not None else None


def test_smallest_element_with_the_story() -> None:
    page = f"<div id='page'><div id='top'><h1>Old lighthouse stays</h1></div><div id='story'>{STORY}</div></div>"
    assert found_id(page) == "story"
    main = find(page)
    assert main is not None
    assert main.length == sum(len(SENTENCE.format(day)) for day in ("Monday", "Tuesday", "Wednesday", "Friday"))


@pytest.mark.parametrize("name", ["more-news", "comments", "related-stories", "cookie-consent", "sidebar"])
def test_what_is_called_side_matter_does_not_count(name: str) -> None:
    beside = f"<div class='{name}'>{ASIDE}</div>"
    assert found_id(f"<div id='page'><div id='story'>{STORY}</div>{beside}</div>") == "story"


def test_side_matter_by_name_that_is_most_of_the_page_is_the_story() -> None:
    assert found_id(f"<div id='page'><div id='story' class='comments-open'>{STORY}</div></div>") == "story"


def test_hidden_copy_does_not_count() -> None:
    hidden = f"<div style='display: none'>{ASIDE}</div>"
    assert found_id(f"<div id='page'><div id='story'>{STORY}</div>{hidden}{hidden}</div>") == "story"


def test_article_around_the_headline_is_all_that_counts_of_a_page_with_several() -> None:
    articles = f"<article id='first'><h1 id='headline'>One</h1>{ASIDE}{ASIDE}</article>" + "".join(
        f"<article id='{name}'><h1>Other</h1>{STORY}</article>" for name in ("second", "third")
    )
    assert found_id(articles, "headline") == "first"


def test_paragraphs_around_a_part_of_the_story_belong_to_it() -> None:
    page = f"<div id='story'><p>{SENTENCE.format('Sunday')}</p><div id='paid'>{STORY}</div></div>"
    assert found_id(page) == "story"


def test_blocks_of_one_class_are_one_story() -> None:
    blocks = (
        f"<div class='story-block' id='great'>{STORY}</div><div class='story-block'>{ASIDE[: len(ASIDE) // 2]}</div>"
    )
    assert found_id(f"<div id='page'><h1>Old lighthouse stays</h1><div id='story'>{blocks}</div></div>") == "story"


def test_columns_of_a_layout_are_not_one_story() -> None:
    columns = f"<div class='row' id='story'>{STORY}</div><div class='row'>{ASIDE[: len(ASIDE) // 2]}</div>"
    assert found_id(f"<div id='page'>{columns}</div>") == "story"


def test_page_without_paragraphs_has_none() -> None:
    assert find("<nav><ul><li><a href='/'>News</a></li></ul></nav><p>Sign in.</p>") is None


BLOCK = st.recursive(
    st.sampled_from([STORY, ASIDE, f"<p>{SENTENCE}</p>", "<p>Short.</p>", SENTENCE, "<figure>x</figure>"]),
    lambda inner: st.builds(
        "<{0} class='{1}'>{2}</{0}>".format,
        st.sampled_from(["div", "article", "section", "aside", "ul", "table"]),
        st.sampled_from(["", "row", "story", "comments", "teaser"]),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=12,
)


@given(st.lists(BLOCK, max_size=4).map("".join))
def test_element_found_is_in_the_page_and_holds_what_is_counted(body: str) -> None:
    main = find(body)
    if main is not None:
        assert 0 < main.length <= len(main.element.text_content())
        assert main.element.getroottree().getroot().tag == "html"
