from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.watching import is_left_out


@pytest.fixture
def page(tmp_path: Path) -> Path:
    page = tmp_path / "page.html"
    page.write_text("<p>")
    os.utime(page, (1_700_000_000, 1_700_000_000))
    return page


def test_a_file_that_was_not_seen_is_taken(page: Path) -> None:
    assert not is_left_out({}, str(page))


def test_a_file_that_was_seen_as_it_is_is_left_out(page: Path) -> None:
    assert is_left_out({str(page): datetime.fromtimestamp(1_700_000_000, UTC)}, str(page))


def test_a_file_that_changed_since_is_taken(page: Path) -> None:
    assert not is_left_out({str(page): datetime.fromtimestamp(1_600_000_000, UTC)}, str(page))


def test_a_file_that_may_still_be_written_is_left_for_the_next_run(page: Path) -> None:
    os.utime(page, (time.time(), time.time()))
    assert is_left_out({}, str(page))


def test_a_file_that_vanished_is_not_left_out_silently(page: Path) -> None:
    page.unlink()
    assert not is_left_out({}, str(page))
