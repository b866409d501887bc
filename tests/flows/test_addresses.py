from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from flows.addresses import listed_urls, part
from flows.inputs import InputRef, discover
from transforms.errors import InputError

FEED = b'<?xml version="1.0"?>\n<!-- x -->\n<rss version="2.0"><channel><item><link>https://example.org/a</link></item></channel></rss>'
SITEMAP = (
    b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/a</loc></url></urlset>'
)
JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "url": "https://example.org/a"}]}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "page.html": b"<p>", "words.txt": b"Words.", "list.txt": b"https://example.org/a", "more.urls": b"x",
        "a.rss": b"broken", "b.xml": FEED, "c.xml.gz": gzip.compress(SITEMAP), "d.json": JSON_FEED,
        "e.xml": FEED.decode().encode("utf-16"), "f.xml": b"<recipe/>", "g.json": b'{"a": 1}', ".h.rss": FEED,
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_inputs_are_parted_by_whether_they_hold_or_name_pages(folder: Path) -> None:
    parted = part([str(folder), "https://example.org/feed"])
    assert parted.files == (str(folder),)
    assert parted.urls == ("https://example.org/feed",)
    assert [name for _, name in parted.url_lists] == ["list.txt", "more.urls"]
    assert [name for _, name in parted.listings] == ["a.rss", "b.xml", "c.xml.gz", "d.json", "e.xml"]


def test_every_file_is_either_a_document_or_names_pages(folder: Path) -> None:
    parted, found = part([str(folder)]), discover([str(folder)])
    documents = [(ref.input_uri, ref.format) for ref in found.refs]
    assert documents == [("f.xml", "unknown"), ("g.json", "unknown"), ("page.html", "html"), ("words.txt", "text")]
    counted = len(documents) + len(parted.url_lists) + len(parted.listings) + found.left_out.total()
    assert counted == len(list(folder.iterdir()))


def test_files_that_are_not_wanted_name_no_pages(folder: Path) -> None:
    parted = part([str(folder)], is_left_out=lambda path: path.endswith((".xml", ".txt")))
    assert [name for _, name in parted.url_lists + parted.listings] == ["more.urls", "a.rss", "c.xml.gz", "d.json"]


@pytest.mark.parametrize("given", ["no-such-file", "https://", "ftp://example.org/a", "https://example.org/a b"])
def test_what_is_no_input_is_said_in_one_sentence(given: str) -> None:
    with pytest.raises(InputError, match=given):
        part([given])


def test_lines_that_are_no_addresses_are_refused_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.urls").write_text("https://example.org/a\nnews\n")
    good, bad = listed_urls(str(tmp_path / "a.urls"), "a.urls")
    assert good == "https://example.org/a"
    assert isinstance(bad, InputRef)
    assert (bad.input_uri, bad.refusal and bad.refusal[0]) == ("a.urls#line 2", "bad_address")


def test_a_list_that_breaks_off_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.urls.gz").write_bytes(gzip.compress(b"https://example.org/a\n")[:-4])
    *_, last = listed_urls(str(tmp_path / "a.urls.gz"), "a.urls.gz")
    assert isinstance(last, InputRef)
    assert last.refusal and "cannot be read" in last.refusal[1]
