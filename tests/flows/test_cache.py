"""The cache folder: what is written there is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.cache import written_aside


def test_the_first_to_end_wins(tmp_path: Path) -> None:
    path = tmp_path / "table-1"
    with written_aside(path) as slow, written_aside(path) as fast:
        (slow / "rows").write_text("slow")
        (fast / "rows").write_text("fast")
    assert (path / "rows").read_text() == "fast"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_of_what_failed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"), written_aside(tmp_path / "table-1") as aside:
        (aside / "rows").write_text("half")
        raise ValueError("broken")
    assert list(tmp_path.iterdir()) == []
