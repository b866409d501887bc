"""Replay: which of the quarantine can be tried anew, and how."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.replay import find_replay
from transforms.errors import InputError
from warehouse.quality import Pending


def _pending(number: int, place: str, stage: str = "raw_document", rule: str = "unreadable") -> Pending:
    reason = "It could not be read."
    return Pending(str(number), "a.jsonl#7", stage, rule, reason, "critical", place, datetime(2026, 3, 1, tzinfo=UTC))


def test_documents_are_tried_once_whatever_they_were_refused_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a"}\n{"text": "b"}\n')
    found = find_replay(
        [
            _pending(1, f"{path}#2"),
            _pending(2, f"{path}#2", "statement", "batch_refused"),
            _pending(3, f"{path}#1", "statement", "speaker_in_text"),
            _pending(4, f"{tmp_path}/gone.html"),
            _pending(5, "https://example.org/a", "fetch", "timed_out"),
        ]
    )
    assert [(ref.place, ref.input_uri) for ref in found.refs] == [(f"{path}#2", "a.jsonl")]
    assert found.rejection_ids == ("1", "2")
    assert found.urls == {"https://example.org/a": ("5",)}


def test_it_is_said_when_all_files_are_gone(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="1 rejections"):
        find_replay([_pending(1, f"{tmp_path}/gone.html")])


def test_an_empty_quarantine_is_no_error() -> None:
    assert find_replay([]).refs == ()
