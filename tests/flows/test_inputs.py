from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from flows.inputs import discover
from transforms.errors import InputError


def test_a_folder_is_read_recursively_in_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text("Two.")
    (tmp_path / "one.html.gz").write_bytes(gzip.compress(b"<p>One"))
    found = discover([str(tmp_path)])
    assert [(ref.input_uri, ref.format) for ref in found.refs] == [("one.html.gz", "html"), ("b/two.txt", "text")]


def test_a_file_given_twice_is_one_document(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>")
    assert len(list(discover([str(tmp_path), str(page)]).refs)) == 1


def test_hidden_files_are_left_out_and_counted(tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "page.html").write_text("<p>")
    found = discover([str(tmp_path)])
    assert (list(found.refs), found.left_out) == ([], {"hidden file": 1})


def test_files_that_are_not_wanted_are_left_out_and_counted(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>")
    found = discover([str(tmp_path)], is_left_out=str(page).__eq__)
    assert (list(found.refs), found.left_out) == ([], {"file that is not new": 1})


def test_json_lines_give_a_document_a_line_with_its_offset(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "\xc3\xa9"}\n\n{"text": "b"}')
    first, second = discover([str(tmp_path)]).refs
    assert (first.line, first.offset, first.byte_count) == (1, 0, 15)
    assert (second.line, second.offset, second.byte_count) == (3, 16, 13)
    assert second.place.endswith("a.jsonl#3")


def test_lines_before_the_damage_of_a_truncated_file_are_kept(tmp_path: Path) -> None:
    whole = gzip.compress(b'{"text": "a"}\n' + os.urandom(100_000))
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    refs = list(discover([str(tmp_path)]).refs)
    assert refs[0].format == "jsonl"
    assert refs[-1].format == "unreadable"


@pytest.mark.parametrize("given", ["no-such-file", "https://example.org/page"])
def test_what_cannot_be_taken_in_is_said_in_one_sentence(given: str) -> None:
    with pytest.raises(InputError, match=given):
        discover([given])


def test_a_name_that_is_not_utf8_becomes_printable(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(str(tmp_path)) + b"/\xff.html")).write_text("<p>")
    (ref,) = discover([str(tmp_path)]).refs
    assert ref.input_uri == "\\xff.html"
