"""Places: whatever was captured is found again where it stands, or said to be gone."""

from __future__ import annotations

import gzip
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.capture import capture
from flows.inputs import discover
from flows.places import refs_at
from tests.flows.warcs import Warc


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    warc = Warc()
    for number in range(3):
        warc.add(b"<p>%d" % number, content_type="text/html")
    warc.save(tmp_path / "a.warc.gz")
    plain = Warc(gzip=False)
    plain.add(content_type="text/html")
    plain.add(content_type="text/html")
    (tmp_path / "whole.warc.gz").write_bytes(gzip.compress(plain.content))
    (tmp_path / "a.jsonl").write_text('{"id": "x#7", "text": "a"}\n\n{"text": "b"}\n' * 5)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}\n{"text": "b"}\n'))
    (tmp_path / "page #1.html").write_text("<p>")
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.txt").write_text("Words.")
    Path(os.fsdecode(os.fsencode(str(tmp_path)) + b"/\xff.html")).write_text("<p>")
    return tmp_path


def test_every_capture_is_found_again_at_its_place_under_its_name(folder: Path) -> None:
    refs = list(discover([str(folder)]).refs)
    captures = capture(refs, {}, 1000).captures
    again = list(refs_at((found.place, found.input_uri) for found in captures))
    assert again == refs
    assert [replace(found, captured_at=captures[0].captured_at) for found in capture(again, {}, 1000).captures] == [
        replace(found, captured_at=captures[0].captured_at) for found in captures
    ]


def test_places_may_come_in_any_order(folder: Path) -> None:
    captures = capture(discover([str(folder)]).refs, {}, 1000).captures
    backwards = [(found.place, found.input_uri) for found in reversed(captures)]
    assert {ref.place for ref in refs_at(backwards)} == {found.place for found in captures}


def test_what_is_gone_is_told(folder: Path) -> None:
    lost = [f"{folder}/gone.html", f"{folder}/a.jsonl#99", f"{folder}/text/a.txt#5", "https://example.org/#7"]
    refs = list(refs_at((place, "name") for place in lost))
    assert [ref.place for ref in refs] == lost
    assert [ref.refusal and ref.refusal[0] for ref in refs] == ["gone", "gone", "gone", "not_fetched"]


def test_an_offset_where_no_record_is_cannot_be_read(folder: Path) -> None:
    (ref,) = refs_at([(f"{folder}/a.warc.gz#3", "name")])
    ((found, error),) = capture([ref], {}, 1000).rejected
    assert (found.place, error.rule) == (f"{folder}/a.warc.gz#3", "unreadable")


def test_an_offset_where_another_record_is_gives_no_document(tmp_path: Path) -> None:
    warc = Warc()
    at = warc.add(status="404 Not Found", content_type="text/html")
    ((_, error),) = capture(refs_at([(f"{warc.save(tmp_path / 'a.warc')}#{at}", "name")]), {}, 1000).rejected
    assert (error.rule, error.reason) == ("unknown_format", "There is no document at this place: HTTP status 404.")


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(["#", "a#1", "\0", "\\xff"])))
def test_any_text_is_a_place_that_is_there_or_not(places: list[str]) -> None:
    refs = list(refs_at((f"/no-such-folder/{place}", place) for place in places))
    assert [ref.place for ref in refs] == [f"/no-such-folder/{place}" for place in places]
    assert all(ref.refusal for ref in refs)
