"""Whatever bytes come in, a document or a rejection comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.raw import raw_document
from transforms.document import read_document
from transforms.errors import Rejected
from transforms.records import Document
from transforms.records.documents import FORMATS

GOLDEN = Path(__file__).parent.parent / "golden" / "pages"
SNIPPETS = st.sampled_from(
    [
        "<p>", "</p>", "<h1>", "<div class='related'>", "<br>", "<a href='/x'>", "<table><tr><td>", "<!--", "-->",
        "\r\n", "\n\n", "&#xD800;", "&amp;lt;b&gt;", "<script type='application/ld+json'>", "</script>", "<meta",
        '{"@graph": [[[', "charset=utf-7", "\x00", "\u2028", "\ufeff", "Read more:", "Q: Why?", "Sources:",
        "date 2023-12-10 ", "By Ann Example", "<time datetime='9999-99-99T99:99+99:99'>",
        "The mayor said on Monday that the bridge will open. ",
    ]
)  # fmt: skip
PAGES = st.one_of(
    st.binary(max_size=400),
    st.lists(st.one_of(SNIPPETS, st.text(max_size=40)), max_size=30).map(
        lambda parts: "".join(parts).encode("utf-8", "replace")
    ),
)


def assert_sound(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.char_start < block.char_end <= len(document.text)
        shown = document.text[block.char_start : block.char_end]
        assert shown == shown.strip()
        end = block.char_end
    assert document.blocks
    told = (document.text, document.title, document.standfirst, document.site_name, *document.bylines)
    assert all((text or "").encode() is not None for text in told), "no half of a surrogate pair"


@settings(max_examples=300, deadline=None)
@given(content=PAGES, format=st.sampled_from(FORMATS))
def test_any_bytes_become_a_document_or_a_rejection(content: bytes, format: str) -> None:
    try:
        document = read_document(raw_document(content, format), "test")
    except Rejected as error:
        assert error.stage == "document"
        assert error.reason.endswith(".")
        return
    assert_sound(document)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), path=st.sampled_from(sorted(GOLDEN.glob("*.html"))))
def test_damaged_pages_do_no_harm(data: st.DataObject, path: Path) -> None:
    content = bytearray(path.read_bytes())
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=30)):
        content[position] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(content)))
    try:
        assert_sound(read_document(raw_document(bytes(content[:cut]), "html"), "test"))
    except Rejected as error:
        assert error.stage == "document"


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\x0c"), min_size=1)
)
def test_plain_text_is_kept_character_for_character(text: str) -> None:
    try:
        document = read_document(raw_document(text.encode(), "jsonl_text"), "test")
    except Rejected:
        assert not text.strip()
        return
    assert document.text == text
    inside = "".join(document.text[block.char_start : block.char_end] for block in document.blocks)
    assert "".join(inside.split()) == "".join(text.split()), "no character stands outside the paragraphs"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("content", ["x" * 60_000, ". " * 30_000, "<!--" * 15_000, '"' * 60_000, "&lt;!--" * 9_000])
def test_long_lines_take_no_more_than_their_length(content: str, format: str) -> None:
    """A pattern that backtracks over such a line takes minutes."""
    wrapped = f"<html><body><article><h1>{content}</h1><p>{content}</p></article></body></html>"
    for page in (content, wrapped):
        try:
            assert_sound(read_document(raw_document(page.encode(), format), "test"))
        except Rejected as error:
            assert error.stage == "document"


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_rejected(format: str) -> None:
    with pytest.raises(Rejected):
        read_document(raw_document(b" \n ", format), "test")
