from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.links import absolute_link

BASE = "https://www.post.example/feeds/world.xml"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://a.example/1", "https://a.example/1"),
        (" /news/\n1 ", "https://www.post.example/news/1"),
        ("2", "https://www.post.example/feeds/2"),
        ("//a.example/x y", "https://a.example/x%20y"),
        ("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&b=2"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("mailto:a@a.example", None),
        ("https://", None),
        ("", None),
        ("#top", None),
        ("http://[x/", None),
        ("https://a.example:0/", None),
        ("https://a.example:port/", None),
        ('https://a.example/"><script>', None),
        ("https://a.example/\x07", None),
        ("https://a.example/" + "x" * 5000, None),
    ],
)
def test_absolute_link(link: str, address: str | None) -> None:
    assert absolute_link(link, BASE) == address


@given(st.text())
def test_any_text_is_an_address_or_none(link: str) -> None:
    address = absolute_link(link, BASE)
    assert address is None or address.startswith(("http://", "https://"))
