from __future__ import annotations

import gzip
import hashlib
from io import BytesIO
from pathlib import Path

import pytest

from flows.formats import format_of
from flows.stdin import keep
from tests.flows.warcs import Warc
from transforms.errors import InputError


def _warc() -> bytes:
    warc = Warc()
    warc.add(content_type="text/html")
    return warc.content


@pytest.mark.parametrize(
    ("content", "suffix", "form"),
    [
        (b"<!DOCTYPE html><p>", ".html", "html"),
        (b"\xef\xbb\xbf<!-- saved -->\n<HTML>", ".html", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', ".html", "html"),
        (gzip.compress(b"<html>"), ".html.gz", "html"),
        (b'{"id": 1, "text": "a"}\n{"text": "b"}\n', ".jsonl", "jsonl"),
        (gzip.compress(b'{"html": "<p>"}'), ".jsonl.gz", "jsonl"),
        (_warc(), ".warc.gz", "warc"),
        (b"WARC/1.1\r\n", ".warc", "warc"),
        (b"filedesc://a.arc 0.0.0.0 20260101000000 text/plain 0\n", ".warc", "warc"),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', ".xml", "listing"),
        ('<?xml version="1.0"?><feed>'.encode("utf-16"), ".xml", "listing"),
        (b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1"}', ".json", "listing"),
        (b"https://example.org/a\nhttps://example.org/b\n", ".txt", "urls"),
        (b"The harbour opens <on> Monday.\n", ".txt", "text"),
        ("Die Häfen".encode("latin-1"), ".txt", "text"),
        (b'{\n  "a": 1\n}', ".bin", "unknown"),
        (b"\x89PNG\x00\x00", ".bin", "unknown"),
    ],
)
def test_standard_input_is_kept_under_a_name_that_says_what_it_is(
    tmp_path: Path, content: bytes, suffix: str, form: str
) -> None:
    path = keep(BytesIO(content), tmp_path / "stdin")
    assert path.name == hashlib.sha256(content).hexdigest() + suffix
    assert path.read_bytes() == content
    assert format_of(str(path)) == form


def test_the_same_bytes_are_one_file(tmp_path: Path) -> None:
    content = b"words " * 1_000_000
    assert keep(BytesIO(content), tmp_path) == keep(BytesIO(content), tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_nothing_is_an_error_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="empty"):
        keep(BytesIO(), tmp_path)
    assert not list(tmp_path.iterdir())
