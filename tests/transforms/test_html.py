"""HTML pages of our own making, in several character sets, against what a reader of each page sees."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.transforms.raw import raw_document
from transforms.document import read_document
from transforms.errors import Rejected
from transforms.records import Document

GOLDEN = Path(__file__).parent.parent / "golden" / "pages"
PAGES = sorted(path.name for path in GOLDEN.glob("*.html"))
STORY = (
    "<p>The council of the harbour town decided on Monday to keep its old lighthouse, a spokesman said.</p>"
    "<p>It had been for sale for two years, and nobody wanted to buy it, according to the same spokesman.</p>"
)


def read(html: str, **given: str) -> Document:
    return read_document(raw_document(html.encode(), "html", **given), "test")


def page(head: str = "", body: str = STORY) -> str:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>"


def summary(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "standfirst": document.standfirst,
        "site_name": document.site_name,
        "canonical_url": document.canonical_url,
        "language": document.language,
        "bylines": list(document.bylines),
        "dates": [
            f"{date.basis} {'modified' if date.is_modified else 'published'} {date.value}" for date in document.dates
        ],
        "paragraphs": [
            f"{block.part}: {document.text[block.char_start : block.char_end]}" for block in document.blocks
        ],
    }


@pytest.mark.parametrize("name", PAGES)
def test_golden_page(name: str) -> None:
    document = read_document(raw_document((GOLDEN / name).read_bytes(), "html"), "test")
    assert summary(document) == json.loads((GOLDEN / name).with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_text_is_its_paragraphs_joined_by_a_blank_line(name: str) -> None:
    document = read_document(raw_document((GOLDEN / name).read_bytes(), "html"), "test")
    shown = [document.text[block.char_start : block.char_end] for block in document.blocks]
    assert document.text == "\n\n".join(shown)
    assert not any("\n" in text for text in shown)


def test_record_is_utf_8_whatever_its_meta_element_says() -> None:
    html = page('<meta charset="windows-1251">', STORY.replace("harbour", "Hafen Köln"))
    document = read_document(raw_document(html.encode(), "jsonl_html"), "test")
    assert "Hafen Köln" in document.text


def test_fragment_is_read_as_a_page() -> None:
    document = read_document(raw_document(STORY.encode(), "jsonl_html", title="Old lighthouse"), "test")
    assert document.title == "Old lighthouse"
    assert document.text.startswith("The council"), "a record's title is not in its text"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "no_text"),
        (b"<html><body><script>1</script></body></html>", "no_text"),
        (bytes(range(256)) * 9, "not_text"),
    ],
)
def test_page_without_an_article_is_rejected_with_a_reason(content: bytes, rule: str) -> None:
    with pytest.raises(Rejected) as caught:
        read_document(raw_document(content, "html"), "test")
    assert caught.value.stage == "document"
    assert caught.value.rule == rule
    assert caught.value.reason.endswith(".")


def test_consent_wall_is_no_story() -> None:
    wall = "<p>We use cookies to improve your experience on our site.</p><p>Subscribe to our channel.</p>"
    with pytest.raises(Rejected, match="no story"):
        read(page("", "<h1>Before you continue</h1>" + wall))


TEASERS = "".join(
    f"<div><h2><a href='/{number}'>Old lighthouse number {number} stays</a></h2>"
    f"<p>The harbour town keeps its tower number {number} for good.</p></div>"
    for number in range(6)
)
HEADINGS = "".join(f"<a href='/{number}'><h2>Old lighthouse number {number} stays</h2></a>" for number in range(6))
MENU = "<ul>" + "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("News", "Sport", "Weather")) + "</ul>"


@pytest.mark.parametrize(
    "body",
    [
        TEASERS,
        HEADINGS,
        MENU,
        "<h1>Page not found</h1><p>Sorry, the page you are looking for does not exist.</p>",
        "<p>Please enable JavaScript to continue using this application.</p>",
    ],
)
def test_front_page_menu_and_error_page_are_no_story(body: str) -> None:
    with pytest.raises(Rejected, match="no story"):
        read(page("", body))


def test_story_with_many_links_is_one() -> None:
    linked = "<p>The council met <a href='/a'>in the old town hall of the harbour on Monday</a>.</p>"
    assert "town hall" in read(page("", "<h1>Old lighthouse stays</h1>" + linked + TEASERS + STORY)).text


@pytest.mark.parametrize(
    "line", ["2019年11月4日", "2019년 11월 4일", "Publié le 4 novembre 2019", "Mon, 4 Nov 2019 10:15", "04.11.2019"]
)
def test_date_under_the_headline(line: str) -> None:
    document = read(page("", f"<h1>Old lighthouse stays</h1><div><span>{line}</span></div>" + STORY))
    assert [(date.basis, date.value) for date in document.dates] == [("text", line)]


def test_description_that_the_page_does_not_show_is_no_standfirst() -> None:
    head = '<meta name="description" content="All about lighthouses, boats and more on our site.">'
    assert read(page(head, "<h1>Old lighthouse stays</h1>" + STORY)).standfirst is None


def test_description_cut_from_the_first_paragraph_is_no_standfirst() -> None:
    head = '<meta name="description" content="The council of the harbour town decided on Monday to keep its old...">'
    document = read(page(head, "<h1>Old lighthouse stays</h1>" + STORY))
    assert document.standfirst is None
    assert [block.part for block in document.blocks] == ["headline", "body", "body"]


def test_first_paragraph_that_is_the_description_is_the_standfirst_once() -> None:
    lead = "Nobody wanted to buy the tower, and so the town keeps it for good."
    head = f'<meta name="description" content="{lead}">'
    document = read(page(head, f"<h1>Old lighthouse stays</h1><p>{lead}</p>" + STORY))
    assert document.standfirst == lead
    assert document.text.count(lead) == 1


@pytest.mark.parametrize(
    "title", ["Old lighthouse stays | Harbour Post", "Harbour Post: Old lighthouse stays - Harbour Post"]
)
def test_told_title_loses_the_outlets_name(title: str) -> None:
    head = f"<title>{title}</title><meta property='og:site_name' content='Harbour Post'>"
    assert (read(page(head)).title or "").removeprefix("Harbour Post: ") == "Old lighthouse stays"


def test_sentence_that_comes_next_after_the_headline_is_the_standfirst() -> None:
    lead = "Nobody wanted to buy the tower, and so the town keeps it for good."
    top = f"<header><h1>Old lighthouse stays</h1><div class='x1'>{lead}</div><div>By Ann Example</div></header>"
    document = read(page("<title>Old lighthouse stays</title>", f"{top}<div class='story'>{STORY}{STORY}</div>"))
    assert document.standfirst == lead


@pytest.mark.parametrize(
    "next_line",
    ["Nobody wanted to buy the tower, and so the...", "<a href='/x'>Nobody wanted to buy the tower at all.</a>"],
)
def test_cut_text_and_link_after_the_headline_are_no_standfirst(next_line: str) -> None:
    top = f"<h1>Old lighthouse stays</h1><div>{next_line}</div>"
    assert read(page("<title>Old lighthouse stays</title>", top + STORY)).standfirst is None


def test_headline_that_is_no_heading_is_found_with_its_standfirst() -> None:
    lead = "Nobody wanted to buy the tower, and so the town keeps it for good."
    top = f"<nav><h1>News</h1></nav><div class='title'>Old lighthouse stays</div><p class='lead'>{lead}</p>"
    document = read(page("<title>Old lighthouse stays</title>", f"{top}<div>{STORY}{STORY}</div>"))
    assert (document.title, document.standfirst) == ("Old lighthouse stays", lead)


def test_what_only_screen_readers_read_is_not_in_the_text() -> None:
    aloud = '<span class="sr-only"> (opens in a new window)</span>'
    link = f'<p>He showed <a href="/x">the plan{aloud}</a> to all of them.</p>'
    assert "He showed the plan to all of them." in read(page("", STORY + link)).text


def test_kicker_is_no_part_of_the_headline() -> None:
    heading = '<h1><span class="page__kicker">Coast</span> Old lighthouse stays</h1>'
    assert read(page("<title>Old lighthouse stays</title>", heading + STORY)).title == "Old lighthouse stays"


def test_link_to_another_story_is_related_but_a_linked_sentence_is_not() -> None:
    link = '<p><a href="/other">Harbour master steps down after storm</a></p>'
    linked = '<p>He said that <a href="/x">the tower needs paint</a> before the summer comes again.</p>'
    document = read(page("", STORY + link + linked))
    text = {document.text[block.char_start : block.char_end]: block.part for block in document.blocks}
    assert text.pop("Harbour master steps down after storm") == "related"
    assert set(text.values()) == {"body"}


def test_list_items_and_line_breaks_are_paragraphs_of_their_own() -> None:
    body = STORY + "<ul><li>one lamp that is old</li><li>two lamps that are new</li></ul><p>First<br><br>Second</p>"
    document = read(page("", body))
    shown = [document.text[block.char_start : block.char_end] for block in document.blocks]
    assert shown[-4:] == ["one lamp that is old", "two lamps that are new", "First", "Second"]


def test_day_in_the_text_is_told_only_where_nothing_else_tells_one() -> None:
    stamp = '<span class="date">4 March 2026</span>'
    assert [date.basis for date in read(page("", stamp + STORY)).dates] == ["text"]
    head = '<meta property="article:published_time" content="2026-03-05">'
    assert [date.value for date in read(page(head, stamp + STORY)).dates] == ["2026-03-05"]


def test_modification_is_no_witness_of_publication() -> None:
    times = '<p>Last updated: <time datetime="2026-03-06T10:00:00Z">6 March</time></p>'
    head = '<meta property="article:modified_time" content="2026-03-06T10:00:00Z">'
    document = read(page(head, "<h1>Old lighthouse stays</h1>" + times + STORY))
    assert document.dates
    assert all(date.is_modified for date in document.dates)


def test_great_json_ld_is_read_for_its_article_only() -> None:
    updates = [{"@type": "BlogPosting", "headline": f"Update {n}", "articleBody": "word " * 50} for n in range(3000)]
    live = {"@type": "LiveBlogPosting", "headline": "Live: the lighthouse", "liveBlogUpdate": updates}
    head = f'<script type="application/ld+json">{json.dumps(live)}</script>'
    assert read(page(head)).title == "Live: the lighthouse"


def test_broken_json_ld_still_tells_its_date() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-04", }</script>'
    assert [date.value for date in read(page(head)).dates] == ["2026-03-04"]


def test_shown_byline_is_read_where_the_metadata_names_only_the_outlet() -> None:
    head = '<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Harbour Post">'
    document = read(page(head, '<h1>Old lighthouse stays</h1><div class="byline">By Ann Example</div>' + STORY))
    assert document.bylines == ("By Ann Example",)


def test_input_is_not_changed() -> None:
    raw = raw_document(page().encode(), "html")
    copy = replace(raw)
    read_document(raw, "test")
    assert raw == copy


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Old lighthouse stays",'
            '"author":{"@id":"#ann"}},{"@type":"Person","@id":"#ann","name":"Ann Example"}]}</script>',
            "",
        ),
        ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Example">', ""),
        ('<meta name="author" value="Ann Example">', ""),
        ('<meta name="author" content="LN">', '<p class="byline">By Ann Example</p>'),
        ("", '<p>By <a href="https://a.example/author/ann-example/">Ann Example</a></p>'),
        ("", "<div><span>Von Ann Example</span></div>"),
    ],
)
def test_author_is_found_where_publishers_write_it(head: str, body: str) -> None:
    html = f"<div class='content-sidebar-wrap'><h1>Old lighthouse stays</h1>{body}{STORY}</div>"
    document = read(page(head, html))
    assert any("Ann Example" in byline for byline in document.bylines)
