from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetching.target import parse_target
from transforms.errors import Rejected


@pytest.mark.parametrize(
    ("url", "expected", "netloc"),
    [
        ("https://example.org", "https://example.org/", "example.org"),
        ("HTTP://EXAMPLE.org:80/a?b=1#c", "http://example.org/a?b=1", "example.org"),
        ("https://example.org:8443/", "https://example.org:8443/", "example.org:8443"),
        ("http://example.org:443/", "http://example.org:443/", "example.org:443"),
        ("https://münchen.example/ä b?q=ü", "https://xn--mnchen-3ya.example/%C3%A4%20b?q=%C3%BC",
         "xn--mnchen-3ya.example"),
        ("http://user:secret@example.org/", "http://example.org/", "example.org"),
        ("http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/", "[2001:db8::1]:8080"),
        ("  http://example.org/\n", "http://example.org/", "example.org"),
    ],
)  # fmt: skip
def test_an_address_becomes_what_is_asked_for(url: str, expected: str, netloc: str) -> None:
    target = parse_target(url)
    assert (target.url, target.netloc) == (expected, netloc)
    assert target.robots.url == target.origin + "/robots.txt"


@pytest.mark.parametrize("url", ["", "a", "//a/", "mailto:a@example.org", "file:///etc/passwd", "http:///a", "http://a:0/",
                                 "http://a:65536/", "http://[::1%25lo]/", "http://a\r\nb/", "\ud800"])  # fmt: skip
def test_what_cannot_be_asked_for_is_refused(url: str) -> None:
    with pytest.raises(Rejected) as raised:
        parse_target(url)
    assert raised.value.rule == "bad_address"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/b", "http://example.org/b"),
        ("c?d", "http://example.org/a/c?d"),
        ("//other.example/x", "http://other.example/x"),
        ("?page=2", "http://example.org/a/b?page=2"),
        ("https://example.org", "https://example.org/"),
        ("http://a:b@other.example/#c", "http://other.example/"),
        ("/über".encode().decode("latin-1"), "http://example.org/%C3%BCber"),
        ("/\xfcber", "http://example.org/%C3%BCber"),
        ("../../../x", "http://example.org/x"),
    ],
)
def test_a_location_is_read_as_browsers_do(location: str, expected: str) -> None:
    assert parse_target("http://example.org/a/b").redirected(location).url == expected


@pytest.mark.parametrize("location", [None, "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_a_location_that_leads_nowhere_is_refused(location: str | None) -> None:
    with pytest.raises(Rejected) as raised:
        parse_target("http://example.org/").redirected(location)
    assert raised.value.rule == "bad_redirect"


@given(st.text(st.characters(max_codepoint=255), max_size=60) | st.from_regex(r"(https?:)?//?[\w.:@\[\]%-]+/?.*"))
def test_any_location_is_a_target_or_refused(location: str) -> None:
    try:
        target = parse_target("http://example.org/a").redirected(location)
    except Rejected as refusal:
        assert refusal.rule == "bad_redirect"
    else:
        assert target.scheme in ("http", "https")
        assert parse_target(target.url) == target
        assert target.url.isascii()
        assert not set(target.url) & set(" \r\n\t#")
