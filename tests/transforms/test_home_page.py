"""What home pages name: feeds best first, sitemaps, and what the outlet calls itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.home_page import Link, Site, find_listings, find_site, is_home_page

URL = "https://www.post.example/"
PAGE = """<!doctype html><html lang="en-GB"><head><title>Home | The Post</title>
<meta property="og:site_name" content="The &amp; Post"><link rel="canonical" href="https://www.post.example/">
<link rel="alternate" type="application/rss+xml" title="The Post &raquo; Comments Feed" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="Sports" href="/category/sports/feed/">
<link rel="alternate" type="application/rss+xml; charset=utf-8" title="The Post &raquo; Feed" href="/feed/">
<link rel="ALTERNATE" type="application/feed+json" href="https://feeds.post.example/all.json">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1">
<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">
<link rel="alternate" hreflang="de" href="/de/"><link rel="sitemap" type="application/xml" href="/map.xml">
<link rel="alternate" type="application/atom+xml" href="javascript:alert(1)"></head>
<body><a href="/rss/world.xml">World</a> <a href="https://other.example/rss">Partner</a>
<a href="/feeding-birds">Birds</a>
<a href="/sitemap-2026.xml">Archive</a> <a href="https://rss.post.example/uk">UK</a>
<a href="/news/1">Story</a></body></html>"""


def named(content: bytes, url: str = URL) -> list[Link]:
    return [link for link in find_listings(content, url) if not link.is_guess]


def test_listings_that_a_page_names_best_first() -> None:
    assert named(PAGE.encode()) == [
        Link("https://www.post.example/feed/", "feed", "The Post » Feed"),
        Link("https://feeds.post.example/all.json", "feed"),
        Link("https://www.post.example/rss/world.xml", "feed", "World"),
        Link("https://rss.post.example/uk", "feed", "UK"),
        Link("https://www.post.example/category/sports/feed/", "feed", "Sports"),
        Link("https://www.post.example/map.xml", "sitemap"),
        Link("https://www.post.example/sitemap-2026.xml", "sitemap", "Archive"),
    ]


def test_well_known_places_come_last_and_are_marked() -> None:
    found = find_listings(PAGE.encode(), URL)
    guesses = [link.url for link in found if link.is_guess]
    assert [link.is_guess for link in found] == sorted(link.is_guess for link in found)
    assert "https://www.post.example/feed" not in guesses, "the page names it"
    assert {"https://www.post.example/rss", "https://www.post.example/sitemap-news.xml"} < set(guesses)


def test_relative_links_are_relative_to_the_base() -> None:
    page = '<base href="/blog/"><link rel="alternate" type="application/rss+xml" href="rss.xml">'
    assert [link.url for link in named(page.encode())] == ["https://www.post.example/blog/rss.xml"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 200, b"<", b"<!-- x", b"no markup"])
def test_what_is_no_page_leaves_the_guesses(content: bytes) -> None:
    found = find_listings(content, URL)
    assert found
    assert all(link.is_guess for link in found)
    assert find_site(content, URL) == Site()


def test_site() -> None:
    assert find_site(PAGE.encode(), URL) == Site("The & Post", "en-GB")


def test_comments_and_instructions_are_passed_over() -> None:
    page = (
        "<html><head><!-- x --><?php y ?><title>T</title></head><body><!-- x --><time>2026-03-04</time></body></html>"
    )
    assert find_site(page.encode(), URL) == Site()


def test_server_tells_the_character_set() -> None:
    page = '<meta property="og:site_name" content="Вестник">'.encode("koi8-r")
    assert find_site(page, URL, "koi8-r").name == "Вестник"


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_and_any_address(content: bytes, url: str) -> None:
    assert all(link.url.startswith(("http://", "https://")) for link in find_listings(content, url))
    find_site(content, url)
    is_home_page(url)


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/index.php", "/home", "/#top", "/default.aspx"])
def test_home_page(path: str) -> None:
    assert is_home_page(f"https://www.post.example{path}")


@pytest.mark.parametrize("url", ["https://a.example/news", "https://a.example/?p=5", "a.example", "", "http://[x"])
def test_no_home_page(url: str) -> None:
    assert not is_home_page(url)
