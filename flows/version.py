"""The version that stands in every run and text: Dateline's, the state of its code and seeds, and the extractor's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

DATELINE = "0.1.0"
_ROOT = Path(__file__).parent.parent
# What facts are derived by: they come out the same as long as none of these files changes.
_DERIVING = ("transforms/**/*.py", "seeds/*.csv", "seeds/models/*.crfsuite")


@cache
def extractor_version() -> str:
    """Return the version of what derives facts, such as `dateline 0.1.0+1a2b3c4d, trafilatura 2.3.1`.

    The eight digits are of a SHA-256 over the code and the seeds that derive facts, so that they change whenever facts
    may come out otherwise.
    """
    return f"dateline {DATELINE}+{code_digest(_ROOT)[:8]}, trafilatura {version('trafilatura')}"


def code_digest(root: Path) -> str:
    """Return a SHA-256, hexadecimal, over names and contents of the files in a checkout that derive facts."""
    found = hashlib.sha256()
    for path in _files(root):
        content = hashlib.sha256(path.read_bytes()).digest()
        found.update(path.relative_to(root).as_posix().encode() + b"\0" + content)
    return found.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for pattern in _DERIVING:
        yield from sorted(path for path in root.glob(pattern) if path.is_file())
