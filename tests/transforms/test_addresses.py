"""Keys of addresses: what makes no difference, what does, and that no text breaks them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transforms.addresses import is_above, normal_address, same_site

KEY = "https://post.example/news/ferry"


@pytest.mark.parametrize(
    "url",
    [
        "https://post.example/news/ferry",
        "http://www.post.example/news/ferry/",
        "HTTPS://WWW.Post.Example:443/news/ferry",
        "http://post.example:80/news/ferry",
        "https://reader:secret@post.example./news/ferry",
        "https://m.post.example/news/ferry",
        "https://mobile.post.example/news/ferry",
        "https://touch.post.example//news/./x/../ferry",
        "https://www.post.example/news/ferry#comments",
        "https://www.post.example/news/%66erry",
        " https://www.post.example/news/fer\nry ",
        "https://www.post.example/news/ferry/index.html",
        "https://www.post.example/news/ferry;jsessionid=1A2B",
        "https://www.post.example/news/ferry?&amp;utm_source=rss&&at_medium=RSS",
        "https://www.post.example/news/ferry/amp",
        "https://www.post.example/news/ferry/amp/",
        "https://www.post.example/amp/news/ferry",
        "https://www.post.example/news/ferry.amp",
        "https://amp.post.example/news/ferry",
        "https://www.post.example/news/ferry?amp=1",
        "https://www.post.example/news/ferry?outputType=amp",
        "https://www-post-example.cdn.ampproject.org/c/s/www.post.example/news/ferry",
        "https://www-post-example.cdn.ampproject.org/v/s/www.post.example/news/ferry?amp_js_v=0.1&usqp=mq33",
        "https://www.google.com/amp/s/www.post.example/news/ferry",
        "https://www.google.co.uk/amp/www.post.example/news/ferry",
    ],
)
def test_forms_of_one_address(url: str) -> None:
    assert normal_address(url) == KEY


def test_order_of_parameters_makes_no_difference() -> None:
    assert normal_address(f"{KEY}?b=2&a=1&utm_id=3&a=0") == normal_address(f"{KEY}?a=0&a=1&b=2") == f"{KEY}?a=0&a=1&b=2"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://bücher.example/straße?ä=ö", "https://xn--bcher-kva.example/stra%C3%9Fe?%C3%A4=%C3%B6"),
        ("https://xn--bcher-kva.example/stra%c3%9fe", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://en.m.wikipedia.org/wiki/A", "https://en.wikipedia.org/wiki/A"),
        ("https://m.de/a", "https://m.de/a"),
        ("https://amp.dev/a", "https://amp.dev/a"),
        ("https://news.bbc.co.uk/a", "https://news.bbc.co.uk/a"),
        ("http://127.0.0.1:8000/a/", "https://127.0.0.1:8000/a"),
        ("http://[::1]:8000/a", "https://[::1]:8000/a"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example/?p=5", "https://a.example/?p=5"),
        ("https://a.example/index.php?id=5", "https://a.example/?id=5"),
        ("https://a.example/x.amp.html", "https://a.example/x.html"),
        ("https://a.example/#!/news/5", "https://a.example/#!/news/5"),
        ("https://a.example/a%2Fb", "https://a.example/a%2Fb"),
        ("https://a.example/50%", "https://a.example/50%25"),
        ("ftp://a.example/x", "ftp://a.example/x"),
        ("urn:isbn:5", "urn:isbn:5"),
        ("http://[x/", "http://[x/"),
        ("http://a.example:port/", "http://a.example:port/"),
        ("", ""),
    ],
)
def test_key(url: str, key: str) -> None:
    assert normal_address(url) == key


_PIECES = st.sampled_from(
    [
        "www.", "m.", "amp.", "example.com", "ex.co.uk", "/", "//", "amp", "index.html", ".amp", ".html", "?", "&", "=",
        "#!", "%", "%2", "41", "%2e", "..", ".", "a", "é", "ß", "😀", "\ud800", "cdn.ampproject.org/c/s/", ":80", ":x",
        "google.com/amp/s/", ":8080", "@", "[", "]", "::1", "utm_source=x", "id=5", ";jsessionid=1", " ", "\t",
        "#", "1.2.3.4", "\u3002",
    ]
)  # fmt: skip
_ADDRESSES = st.lists(_PIECES, max_size=12).map("".join)
_TEXTS = st.one_of(
    st.text(), _ADDRESSES.map("http://".__add__), _ADDRESSES.map("https://www.post.example/".__add__), _ADDRESSES
)


@given(_TEXTS)
@example("https://a.example/index.html/amp")
@example("https://a.example/x.amp/index.html")
@example("https://x.cdn.ampproject.org/amp/c/s/a.example/")
@example("https://a.example/%%341")
def test_key_of_a_key_is_itself(url: str) -> None:
    key = normal_address(url)
    assert normal_address(key) == key


@given(_TEXTS, _TEXTS)
@example("http://a.example/#//", "//")
def test_no_text_breaks_comparisons(one: str, other: str) -> None:
    assert same_site(one, other) == same_site(other, one)
    assert not is_above(one, one)
    is_above(one, other)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("https://news.bbc.co.uk/a", "http://bbc.co.uk/b", True),
        ("https://feeds.post.example/a", "https://www.post.example", True),
        ("https://bbc.co.uk", "https://itv.co.uk", False),
        ("https://one.blogspot.com/", "https://two.blogspot.com/", False),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:9000/", True),
        ("https://bücher.example/", "https://xn--bcher-kva.example/", True),
        ("words", "words", False),
        ("", "", False),
    ],
)
def test_same_site(one: str, other: str, is_same: bool) -> None:
    assert same_site(one, other) is is_same
