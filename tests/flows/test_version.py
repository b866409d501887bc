from __future__ import annotations

from pathlib import Path

import pytest

from flows.version import code_digest, extractor_version


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("transforms/timex/days.py", "seeds/cues.csv", "seeds/models/tagger.crfsuite", "seeds/README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.mark.parametrize("name", ["transforms/timex/days.py", "seeds/cues.csv", "seeds/models/tagger.crfsuite"])
def test_the_version_changes_with_what_derives_facts(root: Path, name: str):
    before = code_digest(root)
    (root / name).write_text("changed")
    changed = code_digest(root)
    assert changed != before
    (root / name).write_text(name)
    assert code_digest(root) == before
    (root / name).rename(root / name.replace(".", "_other."))
    assert code_digest(root) not in (before, changed)


def test_the_version_stays_with_what_derives_none(root: Path):
    before = code_digest(root)
    (root / "seeds" / "README.md").write_text("changed")
    (root / "flows").mkdir()
    (root / "flows" / "cli.py").write_text("new")
    assert code_digest(root) == before


def test_the_version_names_code_and_extractor():
    name, _, extractor = extractor_version().partition(", ")
    assert name.startswith("dateline 0.1.0+")
    assert len(name.partition("+")[2]) == 8
    assert extractor.startswith("trafilatura ")
