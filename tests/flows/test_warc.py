"""WARC and ARC files of any crawler: which records are documents, what they hold, and what damage does."""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.capture import Captured, capture
from flows.inputs import discover
from tests.flows.warcs import PAGE, Warc
from transforms.records import RawDocument

LIMIT = 100_000
FIXTURES = Path(__file__).parents[3] / "shared" / "bench" / "extraction" / "warc"


def _read(path: Path) -> tuple[Captured, Counter[str]]:
    found = discover([str(path)])
    return capture(found.refs, {}, LIMIT), found.left_out


def _one(warc: Warc, tmp_path: Path) -> RawDocument:
    (document,) = _read(warc.save(tmp_path / "a.warc.gz"))[0].documents
    return document


def _rules(captured: Captured) -> list[str]:
    return [error.rule for _, error in captured.rejected]


@pytest.mark.parametrize("is_gzip", [True, False])
def test_a_page_keeps_its_bytes_and_what_its_headers_tell(tmp_path: Path, is_gzip: bool) -> None:
    warc = Warc(is_gzip)
    warc.add(b"software: x", kind="warcinfo", url="")
    at = warc.add(url="https://example.org/final", content_type="text/html; charset=windows-1252", ETag='"7"')
    path = warc.save(tmp_path / "crawl.warc")
    captured, left_out = _read(path)
    (document,), (found,) = captured.documents, captured.captures
    assert (document.content, document.format, document.charset) == (PAGE, "html", "windows-1252")
    assert (document.url, found.url, found.http_status) == ("https://example.org/final",) * 2 + (200,)
    assert (document.place, document.input_uri) == (f"{path}#{at}", f"crawl.warc#{at}")
    assert document.captured_at == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert document.byte_count == len(PAGE)
    assert json.loads(found.headers or "") == {"content-type": "text/html; charset=windows-1252", "etag": '"7"'}
    assert left_out == {"warcinfo record": 1}


@pytest.mark.parametrize(
    ("kind", "media_type", "form"),
    [
        ("response", "text/html", "html"),
        ("response", "application/xhtml+xml", "html"),
        ("response", "text/plain", "text"),
        ("response", "application/octet-stream", "html"),
        ("response", "html", "html"),
        ("resource", "text/html", "html"),
        ("conversion", "text/plain", "text"),
    ],
)
def test_documents_are_told_by_their_media_type_or_their_first_bytes(
    tmp_path: Path, kind: str, media_type: str, form: str
) -> None:
    warc = Warc()
    warc.add(kind=kind, content_type=media_type)
    assert _one(warc, tmp_path).format == form


def test_a_page_without_a_media_type_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    warc = Warc()
    warc.add()
    warc.add(b"Only words.")
    warc.add(b"\x89PNG\x00\x01")
    captured, left_out = _read(warc.save(tmp_path / "a.warc.gz"))
    assert [document.format for document in captured.documents] == ["html", "text"]
    assert left_out == {"binary data": 1}


def test_records_that_are_no_documents_are_counted_by_reason(tmp_path: Path) -> None:
    warc = Warc()
    warc.add(b"GET / HTTP/1.1\r\n\r\n", kind="request")
    warc.add(b"outlinks", kind="metadata")
    warc.add(b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit")
    warc.add(b"x", kind="made-up")
    warc.add(status="404 Not Found", content_type="text/html")
    warc.add(status="301 Moved", Location="/b")
    warc.add(status="999999 Odd")
    warc.add(content_type="image/png")
    warc.add(content_type="a\u2028b/c")
    warc.add(b"User-agent: *", url="https://example.org/robots.txt", content_type="text/plain")
    warc.add(b"20260301", kind="resource", url="dns:example.org", content_type="text/dns")
    captured, left_out = _read(warc.save(tmp_path / "a.warc.gz"))
    assert not captured.captures
    assert left_out == {
        "request record": 1, "metadata record": 1, "revisit record": 1, "record of another type": 1,
        "HTTP status 404": 1, "HTTP status 301": 1, "response without HTTP status": 1,
        "media type image/*": 1, "media type unknown/*": 1, "robots.txt": 1, "record that is not of the web": 1,
    }  # fmt: skip


def test_two_captures_of_an_address_are_two_documents(tmp_path: Path) -> None:
    warc = Warc()
    warc.add(content_type="text/html")
    warc.add(content_type="text/html")
    captured, _ = _read(warc.save(tmp_path / "a.warc.gz"))
    assert len({document.capture_id for document in captured.documents}) == 2


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("br", brotli.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("gzip", PAGE),  # the crawler took it off and left the header
    ],
)
def test_content_codings_come_off(tmp_path: Path, coding: str, body: bytes) -> None:
    warc = Warc()
    warc.add(body, content_type="text/html", content_encoding=coding)
    assert _one(warc, tmp_path).content == PAGE


def test_a_chunked_body_is_put_together(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    chunks = b"5\r\n" + packed[:5] + b"\r\n" + b"%x\r\n" % len(packed[5:]) + packed[5:] + b"\r\n0\r\n\r\n"
    warc = Warc()
    warc.add(chunks, content_type="text/html", transfer_encoding="chunked", content_encoding="gzip")
    assert _one(warc, tmp_path).content == PAGE


def test_what_cannot_be_used_is_refused_with_its_rule_and_address(tmp_path: Path) -> None:
    warc = Warc()
    warc.add(b"<p>" + b"x" * LIMIT, content_type="text/html")
    warc.add(gzip.compress(b"x" * 50 * LIMIT), content_type="text/html", content_encoding="gzip")
    warc.add(gzip.compress(PAGE)[:-9], content_type="text/html", content_encoding="gzip")
    warc.add(fields={"WARC-Truncated": "length"}, content_type="text/html")
    warc.add(gzip.compress(b"\x89PNG\x00"), content_encoding="gzip")
    captured, _ = _read(warc.save(tmp_path / "a.warc.gz"))
    assert _rules(captured) == ["too_large", "too_large", "bad_encoding", "truncated", "unknown_format"]
    assert {found.url for found, _ in captured.rejected} == {"https://example.org/a"}
    assert {error.stage for _, error in captured.rejected} == {"raw_document"}


@pytest.mark.parametrize("is_gzip", [True, False])
def test_the_records_before_the_damage_are_kept_and_the_rest_is_refused(tmp_path: Path, is_gzip: bool) -> None:
    warc = Warc(is_gzip)
    warc.add(content_type="text/html")
    second = warc.add(content_type="text/html")
    broken = bytearray(warc.content)
    broken[second : second + 20] = b"\xff" * 20
    (tmp_path / "a.warc").write_bytes(broken)
    captured, _ = _read(tmp_path / "a.warc")
    assert [document.content for document in captured.documents] == [PAGE]
    assert [(found.place, error.rule) for found, error in captured.rejected] == [
        (f"{tmp_path / 'a.warc'}#{second}", "unreadable")
    ]


@pytest.mark.parametrize("is_gzip", [True, False])
def test_a_record_that_is_cut_short_is_refused(tmp_path: Path, is_gzip: bool) -> None:
    warc = Warc(is_gzip)
    warc.add(content_type="text/html")
    warc.add(content_type="text/html")
    (tmp_path / "a.warc").write_bytes(warc.content[:-40])
    captured, _ = _read(tmp_path / "a.warc")
    assert len(captured.documents) == 1
    assert _rules(captured) == ["truncated"]


def test_a_file_that_is_cut_in_a_record_that_is_no_document_says_so(tmp_path: Path) -> None:
    warc = Warc(gzip=False)
    warc.add(content_type="text/html")
    warc.add(b"x" * 500, kind="metadata")
    (tmp_path / "a.warc").write_bytes(warc.content[:-40])
    captured, left_out = _read(tmp_path / "a.warc")
    assert (len(captured.documents), _rules(captured), left_out) == (1, ["truncated"], {})


def test_a_file_that_is_gzipped_as_a_whole_is_read_too(tmp_path: Path) -> None:
    warc = Warc(gzip=False)
    for number in range(5):
        warc.add(b"<p>%d" % number, content_type="text/html")
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(warc.content))
    captured, _ = _read(tmp_path / "a.warc.gz")
    assert [document.content for document in captured.documents] == [b"<p>%d" % number for number in range(5)]


def test_a_file_is_told_by_its_first_bytes_where_its_name_says_nothing(tmp_path: Path) -> None:
    warc = Warc()
    warc.add(content_type="text/html")
    assert len(_read(warc.save(tmp_path / "CC-MAIN-00001.warc.wet.gz"))[0].documents) == 1


@pytest.mark.parametrize("form", ["plain", "by record", "as a whole"])
def test_wherever_a_file_is_cut_off_it_is_told(tmp_path: Path, form: str) -> None:
    warc = Warc(gzip=form == "by record")
    warc.add(content_type="text/html")
    second = warc.add(content_type="text/html")
    content = gzip.compress(warc.content) if form == "as a whole" else warc.content
    clean = {len(content)} if form == "as a whole" else {second, len(content)}
    if form == "plain":
        clean |= {end - missing for end in clean for missing in range(1, 5)}  # only line breaks are gone
    for cut in range(1, len(content) + 1):
        (tmp_path / "a.warc").write_bytes(content[:cut])
        captured, _ = _read(tmp_path / "a.warc")
        assert bool(captured.rejected) == (cut not in clean) or len(captured.documents) == 2, cut


def test_a_length_that_is_not_there_is_not_counted(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/\r\nContent-Type: text/html\r\n"
    (tmp_path / "a.warc").write_bytes(head + b"Content-Length: 99999999999999999999\r\n\r\n" + PAGE)
    (ref,) = discover([str(tmp_path)]).refs
    assert ref.byte_count == len(PAGE)
    assert _rules(capture([ref], {}, LIMIT)) == ["truncated"]


def test_headers_without_end_are_damage(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\n" + b"X: y\r\n" * 200_000)
    assert _rules(_read(tmp_path / "a.warc")[0]) == ["unreadable"]


def _damaged_warcs() -> st.SearchStrategy[bytes]:
    whole = Warc()
    whole.add(content_type="text/html")
    whole.add(gzip.compress(PAGE), content_type="text/html", content_encoding="gzip")
    plain = Warc(gzip=False)
    plain.add(content_type="text/html")
    plain.add(b"3\r\n<p>\r\n0\r\n\r\n", transfer_encoding="chunked")
    plain.add(kind="resource", content_type="text/plain")

    def damaged(content: bytes, edits: list[tuple[int, bytes]], end: int) -> bytes:
        result = bytearray(content[: end % (len(content) + 1)])
        for place, piece in edits:
            at = place % (len(result) + 1)
            result[at : at + len(piece)] = piece
        return bytes(result)

    edit = st.tuples(st.integers(0, 5_000), st.binary(max_size=12) | st.sampled_from([b"\r\n", b"\n\n", b" ", b": -1"]))
    content = st.sampled_from([whole.content, plain.content, gzip.compress(plain.content)])
    return st.builds(damaged, content, st.lists(edit, max_size=6), st.integers(0, 10_000)) | st.binary(max_size=300)


@settings(deadline=None, max_examples=300)
@given(_damaged_warcs())
@example(b"")
@example(b"WARC/1.0\r\n")
@example(b"WARC/1.0\r\nContent-Length: 5\r\n\r\n")
@example(b"filedesc://x 1 2 3 -1\n")
def test_whatever_a_file_holds_every_document_is_read_or_refused(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.warc")
        path.write_bytes(content)
        refs = list(discover([folder]).refs)
        captured = capture(refs, {}, LIMIT)
        assert len({ref.place for ref in refs}) == len(refs)
        assert len(captured.captures) == len(refs) == len(captured.documents) + len(captured.rejected)


# What each file of other crawlers gives: documents, rules of refusals, records left out.
EXPECTED: dict[str, tuple[int, list[str], dict[str, int]]] = {
    "bad.arc": (0, [], {"warcinfo record": 1, "response without HTTP status": 3}),
    "example-bad-non-chunked.warc.gz": (1, [], {"warcinfo record": 2, "request record": 2, "revisit record": 1}),
    "example-bad.warc.gz.bad": (
        1, [], {"warcinfo record": 1, "request record": 2, "revisit record": 1, "HTTP status 302": 1},
    ),
    "example-digest.warc": (0, [], {"request record": 4}),
    "example-iana.org-chunked.warc": (1, [], {"warcinfo record": 1, "request record": 1}),
    "example-resource.warc.gz": (1, [], {"warcinfo record": 2}),
    "example-space-in-target-uri.warc.gz": (0, [], {"warcinfo record": 1, "media type image/*": 1}),
    "example-space-in-url.arc": (1, [], {"warcinfo record": 1}),
    "example-trunc.warc": (0, ["bad_encoding"], {"warcinfo record": 2, "request record": 1}),
    "example-wget-bad-target-uri.warc.gz": (
        1, [], {"warcinfo record": 1, "request record": 1, "metadata record": 1, "record that is not of the web": 2},
    ),
    "example-wrong-chunks.warc.gz": (1, [], {"request record": 1}),
    "example.arc": (1, [], {"warcinfo record": 1}),
    "example.arc.gz": (1, [], {"warcinfo record": 1}),
    "example.warc": (1, [], {"warcinfo record": 2, "request record": 2, "revisit record": 1}),
    "example.warc.gz": (1, [], {"warcinfo record": 2, "request record": 2, "revisit record": 1}),
    "post-test.warc.gz": (0, [], {"media type application/*": 3, "request record": 3}),
}  # fmt: skip


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the WARC files of other crawlers are not beside this checkout")
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_files_of_other_crawlers_give_what_is_in_them(name: str) -> None:
    captured, left_out = _read(FIXTURES / name)
    assert (len(captured.documents), _rules(captured), left_out) == EXPECTED[name]
    assert all(document.content.rstrip().endswith(b"</html>") for document in captured.documents)


@pytest.mark.skipif(not FIXTURES.is_dir(), reason="the WARC files of other crawlers are not beside this checkout")
def test_every_file_of_other_crawlers_is_expected() -> None:
    assert {path.name for path in FIXTURES.iterdir()} == set(EXPECTED)
