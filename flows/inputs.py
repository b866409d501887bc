"""Which documents the user's inputs hold: files, folders (recursive), and the lines of JSON Lines files.

Nothing is read here but the lines' places, so that a run knows its size before it starts.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from transforms.errors import InputError

_FORMATS = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".mhtml": "unknown",
    ".txt": "text", ".text": "text", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_URL_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class InputRef:
    """One document of the inputs: a file, or a line of a JSON Lines file.

    Attributes:
        path: absolute path of the file.
        input_uri: path relative to the input that the user named.
        format: `html`, `text`, `jsonl`, `unknown`, or `unreadable` (what could not even be listed or opened).
        byte_count: size of the file, or of the line.
        line: line number counted from 1 (JSON Lines only).
        offset: where the line starts, in bytes of the decompressed file.
        told: what is known beside the bytes (`title`, `published_at`, `source`, `language`, `url`), as a feed tells it.
        refusal: rule and reason where the document could not even be fetched; then there are no bytes.
        captured_at: when the bytes were first read, where that is known already; else now.
    """

    path: str
    input_uri: str
    format: str
    byte_count: int
    line: int | None = None
    offset: int = 0
    told: Mapping[str, str] | None = None
    refusal: tuple[str, str] | None = None
    captured_at: datetime | None = None

    @property
    def place(self) -> str:
        """Where the document can be read again."""
        place = printable_path(self.path)
        return place if self.line is None else f"{place}#{self.line}"


@dataclass(frozen=True, slots=True)
class Discovery:
    """The documents found, and how many files were left out because they are hidden or not new."""

    refs: tuple[InputRef, ...]
    skipped_count: int


def discover(inputs: Iterable[str], is_left_out: Callable[[str], bool] = lambda _: False) -> Discovery:
    """Find the documents of all inputs, each file once, in the order of names.

    Args:
        inputs: files and folders.
        is_left_out: tells of a file's absolute path whether it is to be left out.

    Raises:
        InputError: an input does not exist, or is of a kind that cannot be taken in. What cannot be read
            inside a folder is no error: it is a document of format `unreadable`, which the run rejects.
    """
    found: set[str] = set()
    refs: list[InputRef] = []
    skipped = 0
    for path, input_uri in _files(inputs):
        if path in found:
            continue
        if _is_hidden(input_uri) or is_left_out(path):
            skipped += 1
        else:
            found.add(path)
            refs.extend(_refs(path, input_uri))
    return Discovery(tuple(refs), skipped)


def open_bytes(path: str) -> BinaryIO:
    """Open a file for reading, decompressed where its name ends in `.gz`."""
    return cast(BinaryIO, gzip.open(path, "rb") if path.endswith(".gz") else Path(path).open("rb"))


def printable_path(path: str) -> str:
    """Return a path as text that can be stored: bytes of its name that are not UTF-8 become escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _files(inputs: Iterable[str]) -> Iterator[tuple[str, str]]:
    for given in inputs:
        if given.startswith(_URL_SCHEMES):
            raise InputError(f"{given} is a web address; give a file or a folder (save the page first).")
        root = Path(given)
        if root.is_dir():
            yield from _walk(root)
        elif root.is_file():
            yield os.path.abspath(root), printable_path(root.name)  # noqa: PTH100 (keeps symbolic links)
        else:
            raise InputError(f"{printable_path(given)} does not exist; give a file or a folder.")


def _walk(root: Path) -> Iterator[tuple[str, str]]:
    unreadable: list[str] = []
    for folder, folders, names in os.walk(root, onerror=lambda error: unreadable.append(str(error.filename))):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            yield os.path.abspath(path), printable_path(path.relative_to(root).as_posix())  # noqa: PTH100
    for name in unreadable:
        yield os.path.abspath(name), printable_path(Path(name).relative_to(root).as_posix())  # noqa: PTH100


def _is_hidden(input_uri: str) -> bool:
    return any(part.startswith(".") for part in input_uri.split("/"))


def _refs(path: str, input_uri: str) -> Iterator[InputRef]:
    form = _FORMATS.get(Path(path.removesuffix(".gz")).suffix.lower(), "unknown")
    if form == "jsonl":
        yield from _line_refs(path, input_uri)
    elif Path(path).is_file():
        yield InputRef(path, input_uri, form, Path(path).stat().st_size)
    else:
        yield InputRef(path, input_uri, "unreadable", 0)


def _line_refs(path: str, input_uri: str) -> Iterator[InputRef]:
    offset, number = 0, 0
    try:
        with open_bytes(path) as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield InputRef(path, input_uri, "jsonl", len(line), number, offset)
                offset += len(line)
    except (OSError, EOFError, zlib.error):
        # The lines before the damage are good; the rest is one document that the run rejects.
        yield InputRef(path, input_uri, "unreadable", 0, number + 1, offset)
