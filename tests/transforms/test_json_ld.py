from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from transforms.json_ld import Node, find_article, linked, read_nodes, strings


def nodes_of(*scripts: str) -> list[Node]:
    elements = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read_nodes(html.fromstring(f"<html><head>{elements}</head><body></body></html>"))


def test_a_live_blog_is_read_without_its_updates() -> None:
    updates = [{"@type": "BlogPosting", "headline": f"Update {number}"} for number in range(5000)]
    blog = {"@type": "LiveBlogPosting", "headline": "The day at the harbour", "liveBlogUpdate": updates}
    nodes = nodes_of(json.dumps(blog))
    assert [node["headline"] for node in nodes] == ["The day at the harbour"]


def test_no_more_than_a_bounded_number_of_nodes_is_read() -> None:
    assert len(nodes_of(json.dumps([{"@type": "Thing"}] * 5000))) == 2000


def test_references_within_a_graph() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": "Old lighthouse", "author": [{"@id": "#ann"}, {"@id": "#nobody"}]},
        {"@type": "Person", "@id": "#ann", "name": "Ann Example"},
    ]
    nodes = nodes_of(json.dumps({"@graph": graph}))
    article = find_article(nodes)
    assert article is not None
    assert strings(linked(article["author"], nodes)) == ["Ann Example"]


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "A \\"new\\" ferry", "datePublished": "2026-03-04",}',
        '{"@type": "NewsArticle", "headline": "A \\"new\\" ferry" "datePublished": "2026-03-04"}',
        '{"@type": "LiveBlogPosting", "headline": "A \\"new\\" ferry", "datePublished": "2026-03-04",}',
        '<!-- {"@type": "NewsArticle", "headline": "A \\"new\\" ferry", "datePublished": "2026-03-04"} -->',
        '{"@type": "NewsArticle", "headline": "A \\"new\\" ferry", "datePublished": "2026-03-04"};',
    ],
)
def test_broken_scripts_tell_headline_and_date(script: str) -> None:
    article = find_article(nodes_of(script))
    assert article is not None
    assert (article["headline"], article["datePublished"]) == ('A "new" ferry', "2026-03-04")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["@id", "@type", "@graph", "name", "author", "headline"]), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_any_json_is_read(value: Any) -> None:
    nodes = nodes_of(json.dumps(value).replace("<", "\\u003c"))
    article = find_article(nodes) or {}
    assert all(isinstance(text, str) for text in strings(linked(article.get("author"), nodes)))


@given(st.text(alphabet='{}[]":,@ \\abc\n</!-;'))
def test_any_script_is_read(script: str) -> None:
    assert all(isinstance(node, dict) for node in nodes_of(script))
