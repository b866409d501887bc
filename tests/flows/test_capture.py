from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.capture import Captured, capture
from flows.inputs import InputRef, discover
from flows.json_lines import read_record
from transforms.errors import Rejected

LIMIT = 1000


def _captured(folder: Path, known: dict[str, str] | None = None) -> Captured:
    return capture(discover([str(folder)]).refs, known or {}, LIMIT)


def _rules(captured: Captured) -> list[tuple[str, str]]:
    return [(found.input_uri, error.rule) for found, error in captured.rejected]


def test_bytes_are_kept_as_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"\xff\xfe<\x00p\x00")
    (document,) = _captured(tmp_path).documents
    assert document.content == b"\xff\xfe<\x00p\x00"


def test_a_line_becomes_a_document_named_after_its_id(tmp_path: Path) -> None:
    record = {"id": 7, "text": "Body.\r\n", "title": "T", "url": "https://example.org/a", "desk": "x", "language": None}
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n")
    (document,) = _captured(tmp_path).documents
    assert document.input_uri == "a.jsonl#7"
    assert document.content == b"Body.\r\n"
    assert (document.title, document.url, document.extra) == ("T", "https://example.org/a", '{"desk": "x"}')


def test_what_is_known_is_left_out_but_captured(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.")
    (found,) = _captured(tmp_path).captures
    again = _captured(tmp_path, {found.place: found.capture_id})
    assert (len(again.captures), again.documents, again.rejected) == (1, [], [])


def test_changed_bytes_at_a_known_place_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.")
    (found,) = _captured(tmp_path).captures
    (tmp_path / "a.txt").write_text("Other text.")
    assert len(_captured(tmp_path, {found.place: found.capture_id}).documents) == 1


def test_each_refusal_names_its_rule(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "b.html").write_bytes(b"x" * (LIMIT + 1))
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(b"x" * 100_000))
    (tmp_path / "d.html.gz").write_bytes(b"not gzip")
    (tmp_path / "e.jsonl").write_text('{"id": 1}\nnot json\n[1]\n{"text": 5}\n{"text": "\\ud800"}\n')
    assert _rules(_captured(tmp_path)) == [
        ("a.png", "unknown_format"),
        ("b.html", "too_large"),
        ("c.html.gz", "too_large"),
        ("d.html.gz", "unreadable"),
        ("e.jsonl#line 1", "no_content"),
        ("e.jsonl#line 2", "malformed_json"),
        ("e.jsonl#line 3", "malformed_json"),
        ("e.jsonl#line 4", "wrong_type"),
        ("e.jsonl#line 5", "not_unicode"),
    ]


def test_what_is_told_fills_what_the_bytes_do_not_say(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a", "title": "Own", "url": ""}\n')
    told = {"title": "Told", "url": "https://example.org/a", "published_at": "2026-03-01", "source": "Example"}
    captured_at = datetime(2026, 3, 1, tzinfo=UTC)
    refs = [replace(ref, told=told, captured_at=captured_at) for ref in discover([str(tmp_path)]).refs]
    (document,) = capture(refs, {}, LIMIT).documents
    assert (document.title, document.url, document.source) == ("Own", "https://example.org/a", "Example")
    assert (document.published_at, document.captured_at) == ("2026-03-01", captured_at)


def test_what_could_not_be_fetched_is_a_capture_without_bytes() -> None:
    url = "https://example.org/a"
    ref = InputRef(url, url, "unreadable", 0, refusal=("not_found", "The server has no such page (404)."))
    ((found, error),) = capture([ref], {}, LIMIT).rejected
    assert (found.place, found.url, found.byte_count, found.modified_at) == (url, url, 0, None)
    assert (error.stage, error.rule, error.reason) == ("fetch", *(ref.refusal or ()))


def test_a_document_of_more_than_two_gigabytes_is_refused_as_any_other(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(2**31 + 1)
    ((found, error),) = _captured(tmp_path).rejected
    assert (found.byte_count, error.rule) == (2**31 + 1, "too_large")


def test_files_are_read_in_any_order(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % number for number in range(20))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines))
    (tmp_path / "b.jsonl").write_bytes(lines)
    refs = sorted(discover([str(tmp_path)]).refs, key=lambda ref: -(ref.line or 0))
    texts = [document.content for document in capture(refs, {}, LIMIT).documents]
    assert texts == [b"%d" % number for number in reversed(range(20)) for _ in range(2)]


@given(st.binary(max_size=200))
def test_any_line_is_a_record_or_rejected(line: bytes) -> None:
    try:
        assert read_record(line).content
    except Rejected as error:
        assert error.stage == "raw_document"


@pytest.mark.parametrize("text", ["a\u2028b", "e\u0301\U0001f600", " \t x \r\n"])
def test_a_records_text_keeps_its_characters(text: str) -> None:
    assert read_record(json.dumps({"text": text}).encode()).content.decode() == text
