"""The stories of the demo outlets: the sample articles, each with its versions and the path of its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from transforms.charset import decode

_CANONICAL = re.compile(r'rel="canonical" href="([^"]+)"')
_TITLE = re.compile(r"<title>\s*(.*?)\s*</title>", re.DOTALL)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Story:
    """A sample article.

    Attributes:
        versions: its pages in order, bytes as saved.
        origin: scheme and host of its canonical address.
        path: path of its canonical address.
        title: title of the first version.
        day: day of the first version, ISO 8601.
    """

    versions: tuple[bytes, ...]
    origin: str
    path: str
    title: str
    day: str

    def page(self, version: int, base: str) -> bytes:
        """Return a version, or the last there is, its own addresses moved to `base`."""
        return self.versions[min(version, len(self.versions) - 1)].replace(self.origin.encode(), base.encode())


def read_stories(folder: Path) -> tuple[Story, ...]:
    """Read the stories of a folder of saved pages, in the order of their names."""
    pages: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*.html")):
        pages.setdefault(_found(_CANONICAL, _text(path)), []).append(path)
    return tuple(_story(canonical, paths) for canonical, paths in pages.items())


def _story(canonical: str, paths: Sequence[Path]) -> Story:
    parts = urlsplit(canonical)
    return Story(
        versions=tuple(path.read_bytes() for path in paths),
        origin=f"{parts.scheme}://{parts.netloc}",
        path=parts.path,
        title=unescape(_found(_TITLE, _text(paths[0]))),
        day=_found(_DAY, paths[0].name),
    )


def _text(path: Path) -> str:
    return decode(path.read_bytes(), is_html=True)


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    if match is None:
        raise ValueError(f"A sample page lacks what {pattern.pattern} looks for.")
    return match.group(1)
