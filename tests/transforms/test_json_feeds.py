"""JSON Feeds, and JSON that is none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import Rejected
from transforms.feeds import read_feed
from transforms.json_feeds import is_json_feed, read_json_feed
from transforms.listing import Finding

URL = "https://www.post.example/feed.json"


def json_feed(**told: object) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [], **told}).encode()


def test_json_feed() -> None:
    items = [
        {"id": "1", "url": "https://a.example/1", "title": "A &amp; B", "date_published": "2026-03-04T07:15:00Z"},
        {"id": 2, "external_url": "https://b.example/2", "date_modified": "2026-03-05"},
        {"id": "https://a.example/3", "title": "half a pair: \ud800"},
        {"id": "4"},
        {"id": "5", "url": ["https://a.example/5"]},
        {"id": "6", "url": "mailto:a@a.example"},
        None,
    ]
    found = read_json_feed(json_feed(items=items, language="en", home_page_url="https://a.example/"), URL)
    assert (found.title, found.language, found.home_url) == ("Post", "en", "https://a.example/")
    assert found.findings == (
        Finding("https://a.example/1", "1", "A & B", "2026-03-04T07:15:00Z"),
        Finding("https://b.example/2", "2", None, None, "2026-03-05"),
        Finding("https://a.example/3", "https://a.example/3", "half a pair:"),
    )
    assert found.left_out == (("it has no link", 2), ("its link is no web address", 1), ("it is no item", 1))


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "http:\\/\\/jsonfeed.org\\/version\\/1.1"])
def test_versions_and_lead(version: str) -> None:
    content = f'\ufeff\n{{"version": "{version}", "items": [{{"url": "/1"}}]}}'.encode()
    assert is_json_feed(content)
    assert [each.link for each in read_feed(content, URL).findings] == ["https://www.post.example/1"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "broken"),
        (json_feed()[:-1] + b"[" * 100_000, "broken"),
        (b'{"version": "https://jsonfeed.org/version/1", "items":' + b"[" * 100_000, "broken"),
        (b'{"items": ' + b"9" * 5000 + b"}", "broken"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "no JSON Feed"),
        (b'{"version": 1, "items": []}', "no JSON Feed"),
        (b"[]", "no JSON Feed"),
        (b"\xff\x00{", "broken"),
    ],
)
def test_what_is_no_json_feed_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Rejected, match=reason) as refused:
        read_json_feed(content, URL)
    assert (refused.value.stage, refused.value.rule) == ("fetch", "not_a_feed")


_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just("https://a.example/1")),
    lambda inner: st.one_of(
        st.lists(inner),
        st.dictionaries(st.sampled_from(["id", "url", "external_url", "title", "date_published"]), inner),
    ),
    max_leaves=12,
)


@given(st.lists(_JSON), _JSON)
def test_any_items_are_read(items: list[object], title: object) -> None:
    found = read_json_feed(json_feed(items=items, title=title, home_page_url=title, language=title), URL)
    assert len(found.findings) + sum(count for _, count in found.left_out) <= len(items)
    assert all(each.link.startswith(("http://", "https://")) for each in found.findings)
