"""Sitemaps, indexes of them, news and text sitemaps, and what is none."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import Rejected
from transforms.listing import Finding, Listing
from transforms.sitemaps import read_sitemap
from transforms.xml_text import MAX_BYTES

URL = "https://www.post.example/sitemap.xml"
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><image:image><image:loc>https://cdn.post.example/1.jpg</image:loc><image:title>Picture</image:title></image:image>
<loc> https://www.post.example/news/1?a=1&amp;b=2 </loc><lastmod>2026-03-05</lastmod>
<xhtml:link rel="alternate" hreflang="de" href="https://www.post.example/de/1"/>
<news:news><news:publication><news:name>Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-03-04T07:15:00Z</news:publication_date><news:title>Ferry &amp; port</news:title></news:news>
</url><url><loc>/news/2</loc></url><url><loc>ftp://www.post.example/3</loc></url><url/></urlset>"""
FOUND = (
    Finding("https://www.post.example/news/1?a=1&b=2", None, "Ferry & port", "2026-03-04T07:15:00Z", "2026-03-05"),
    Finding("https://www.post.example/news/2"),
)


def read(content: bytes | str) -> Listing:
    return read_sitemap(content.encode() if isinstance(content, str) else content, URL)


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_news_sitemap(name: str) -> None:
    found = read(NEWS.encode(name))
    assert (found.kind, found.findings, found.sitemaps) == ("sitemap", FOUND, ())
    assert found.left_out == (("its link is no web address", 1), ("it has no link", 1))


def test_gzipped_one_and_one_cut_off() -> None:
    packed = gzip.compress(NEWS.encode())
    assert read(packed).findings == FOUND
    assert read(packed[:-12]).findings == FOUND


@pytest.mark.parametrize(
    "text",
    [
        NEWS.replace(' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', ""),
        NEWS.replace("http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.google.com/schemas/sitemap/0.84"),
        NEWS.replace(' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', ""),
        NEWS.replace("a=1&amp;b=2", "a=1&b=2"),
        NEWS.replace("<loc>/news/2</loc>", "<loc><![CDATA[/news/2]]></loc>"),
        "\n\n" + NEWS,
        NEWS[: NEWS.index("<url/>")],
    ],
    ids=["no namespace", "old namespace", "undeclared prefix", "bare ampersand", "cdata", "blank lines", "cut"],
)
def test_what_is_not_by_the_book_is_read(text: str) -> None:
    assert read(text).findings == FOUND


def test_index() -> None:
    text = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/a.xml.gz</loc></sitemap>
    <sitemap><loc>https://www.post.example/b.xml</loc><lastmod>2026-03-05</lastmod></sitemap></sitemapindex>"""
    found = read(text)
    assert found.sitemaps == ("https://www.post.example/a.xml.gz", "https://www.post.example/b.xml")
    assert found.findings == ()


def test_text_sitemap() -> None:
    found = read("\ufeffhttps://a.example/1\r\n\r\nhttps://a.example/2\nnot an address\n/3\n")
    assert [each.link for each in found.findings] == ["https://a.example/1", "https://a.example/2"]
    assert found.left_out == (("the line is no web address", 2),)


def test_empty_sitemap_lists_nothing() -> None:
    assert read("<urlset/>").findings == ()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "not_a_sitemap"),
        (b"<!doctype html><html></html>", "not_a_sitemap"),
        (b"<rss></rss>", "not_a_sitemap"),
        (b"words\nand more words", "not_a_sitemap"),
        (bytes(range(256)) * 10, "not_a_sitemap"),
        (b"<urlset>" + b"<x>" * 5000 + b"<url><loc>https://a.example/1</loc></url>", "not_a_sitemap"),
        (b"<!DOCTYPE urlset [<!ENTITY x 'y'>]><urlset/>", "xml_entities"),
        (gzip.compress(b"<urlset>" + bytes(MAX_BYTES)), "too_large"),
    ],
)
def test_what_is_no_sitemap_is_refused(content: bytes, rule: str) -> None:
    with pytest.raises(Rejected) as refused:
        read(content)
    assert (refused.value.stage, refused.value.rule) == ("fetch", rule)


_PIECES = st.sampled_from(
    [
        "<urlset>", "<url>", "</url>", "<loc>", "</loc>", "<news:news>", "<news:title>", "&x;", "&#xD800;", "&#0;",
        "https://a.example/", "http://[x", "<sitemapindex>", "<sitemap>", "</sitemap>", " xmlns='&#xDFFF;'", "<!--",
        "<![CDATA[", "]]>", "\n", "<lastmod>", "<!DOCTYPE urlset [", "]>", "<?a", "\x00",
    ]
)  # fmt: skip


@given(st.one_of(st.binary(max_size=400), st.lists(_PIECES, max_size=30).map(lambda each: "".join(each).encode())))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        found = read(content)
    except Rejected as refusal:
        assert refusal.stage == "fetch"
    else:
        links = [*(each.link for each in found.findings), *found.sitemaps]
        assert all(link.startswith(("http://", "https://")) for link in links)
