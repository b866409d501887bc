"""What bytes are: a feed, a sitemap or a page; and the collected real ones."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.transforms.test_feeds import ATOM_1, FILE, RSS_2
from tests.transforms.test_json_feeds import json_feed
from tests.transforms.test_sitemaps import NEWS
from transforms.errors import Rejected
from transforms.listing import charset_of, read_listing

URL = "https://www.post.example/x"
FEEDS = Path(__file__).parents[3] / "shared" / "bench" / "extraction" / "feeds"
# Entries as counted in the file by eye, sitemaps of an index among them, and how many of them have no link.
ENTRIES = {
    "cnn.rss.gz": (69, 0),
    "korean-times.rss.gz": (195, 0),
    "miniflux-encoding_ISO-8859-1.xml.gz": (40, 0),
    "miniflux-encoding_WINDOWS-1251.xml.gz": (50, 0),
    "miniflux-invalid-prolog.xml": (1, 1),
    "miniflux-large_atom.xml.gz": (25, 0),
    "miniflux-large_rss.xml.gz": (25, 0),
    "miniflux-no_encoding_ISO-8859-1.xml": (10, 1),
    "miniflux-rdf_UTF8.xml.gz": (60, 0),
    "miniflux-small_atom.xml.gz": (20, 0),
    "miniflux-urdu_UTF8.xml.gz": (26, 0),
    "miniflux-utf8-incorrect-prolog.xml": (1, 1),
    "miniflux-windows-1252-incorrect-prolog.xml": (0, 0),
    "trafilatura-feed.json.gz": (25, 0),
    "trafilatura-feed1.atom": (2, 0),
    "trafilatura-feed2.rss": (1, 0),
    "trafilatura-sitemap-hreflang.xml": (4, 0),
    "trafilatura-sitemap.xml": (84, 0),
    "trafilatura-sitemap.xml.gz": (84, 0),
    "trafilatura-sitemap2.xml": (2, 0),
}
TITLES = {
    "miniflux-encoding_WINDOWS-1251.xml.gz": "Цитата #17703",
    "miniflux-no_encoding_ISO-8859-1.xml": "Perturbateurs endocriniens : quels effets sur le cerveau ?",
    "miniflux-rdf_UTF8.xml.gz": "OLED-TVs: Vorsichtsmaßnahmen gegen Einbrennen",
}


@pytest.mark.parametrize(
    ("content", "kind", "count"),
    [
        (RSS_2.encode(), "feed", 2),
        (ATOM_1.encode("utf-16"), "feed", 1),
        (gzip.compress(RSS_2.encode()), "feed", 2),
        (json_feed(items=[{"url": "https://a.example/1"}]), "feed", 1),
        (NEWS.encode(), "sitemap", 2),
        (b"<!-- " + b"x" * 5000 + b" -->\n" + NEWS.partition("\n")[2].encode(), "sitemap", 2),
    ],
)
@pytest.mark.parametrize("content_type", [None, "text/html; charset=iso-8859-1", "application/octet-stream"])
def test_bytes_tell_what_they_are(content: bytes, kind: str, count: int, content_type: str | None) -> None:
    found = read_listing(content, URL, content_type)
    assert found is not None
    assert (found.kind, len(found.findings)) == (kind, count)


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html><body><p>A story.</p></body></html>",
        b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "xhtml1.dtd" [<!ENTITY a "b">]><html></html>',
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>',
        b"https://a.example/1\nhttps://a.example/2\n",
        b'{"title": "A story"}',
        b"A story.",
        b"",
        b"%PDF-1.7\n" + bytes(range(256)) * 20,
    ],
)
def test_page_is_no_listing(content: bytes) -> None:
    assert read_listing(content, URL, "application/rss+xml") is None


def test_list_of_addresses_is_a_sitemap_where_it_is_called_one() -> None:
    found = read_listing(b"https://a.example/1\nhttps://a.example/2\n", "https://a.example/news-sitemap.txt")
    assert found is not None
    assert len(found.findings) == 2


def test_listing_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Rejected) as refused:
        read_listing(FILE.encode(), URL)
    assert refused.value.rule == "xml_entities"


@pytest.mark.parametrize(
    ("told", "charset"),
    [("text/xml; charset=UTF-8", "UTF-8"), ('text/xml;Charset = "koi8-r"', "koi8-r"), ("text/xml", None), (None, None)],
)
def test_charset_of_a_content_type(told: str | None, charset: str | None) -> None:
    assert charset_of(told) == charset


@pytest.mark.skipif(not FEEDS.is_dir(), reason=f"the collected feeds are not there: {FEEDS}")
def test_every_collected_file_is_known() -> None:
    assert {path.name for path in FEEDS.iterdir()} == set(ENTRIES)


@pytest.mark.skipif(not FEEDS.is_dir(), reason=f"the collected feeds are not there: {FEEDS}")
@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_collected_feeds_are_read(name: str) -> None:
    found = read_listing((FEEDS / name).read_bytes(), URL)
    assert found is not None
    left_out = sum(count for _, count in found.left_out)
    assert (len(found.findings) + len(found.sitemaps) + left_out, left_out) == ENTRIES[name]
    assert name not in TITLES or found.findings[0].title == TITLES[name]
    assert found.kind == "sitemap" or found.title
