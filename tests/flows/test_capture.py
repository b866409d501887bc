from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.capture import Captured, capture
from flows.inputs import discover
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


@given(st.binary(max_size=200))
def test_any_line_is_a_record_or_rejected(line: bytes) -> None:
    try:
        assert read_record(line).content
    except Rejected as error:
        assert error.stage == "raw_document"


@pytest.mark.parametrize("text", ["a\u2028b", "e\u0301\U0001f600", " \t x \r\n"])
def test_a_records_text_keeps_its_characters(text: str) -> None:
    assert read_record(json.dumps({"text": text}).encode()).content.decode() == text
