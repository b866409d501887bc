"""A sample of the hostile pages; `python -m tests.fuzz 2000` takes them all."""

from __future__ import annotations

from pathlib import Path

from flows.settings import Settings
from tests.fuzz.pages import pages
from tests.fuzz.run import fuzz

COUNT = 60


def test_every_hostile_page_is_accounted_for_within_the_limits(tmp_path: Path) -> None:
    outcome = fuzz(pages(COUNT, with_shared=False), tmp_path, Settings())
    assert outcome.rules.total() == COUNT
    assert not outcome.unaccounted
    assert not outcome.over_limits
    assert outcome.rules["loaded"] > COUNT // 5
