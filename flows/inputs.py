"""Which documents the user's inputs hold: files, folders (recursive), lines of JSON Lines and records of WARC files.

Nothing is read here but the places of lines and records, one after another, so that memory stays flat.
"""

from __future__ import annotations

import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from flows.files import open_bytes, read_lines
from flows.formats import LISTING_FORMATS, format_of
from transforms.errors import InputError

HIDDEN, NOT_NEW = "hidden file", "file that is not new"


@dataclass(frozen=True, slots=True)
class InputRef:
    """One document of the inputs: a file, a line of a JSON Lines file, or a record of a WARC file.

    Attributes:
        path: absolute path of the file; the address where there is a refusal.
        input_uri: path relative to the input that the user named, with # and the offset for WARC; or an address.
        format: `html`, `text`, `jsonl`, `warc`, `unknown`, or `unreadable` (what could not even be listed or opened).
        byte_count: size of the file, of the line, or of the record's block.
        line: line number counted from 1 (JSON Lines only).
        offset: where the line starts, in bytes of the decompressed file, or the record, as `flows.warc` counts.
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
        if self.format == "warc":
            return f"{place}#{self.offset}"
        return place if self.line is None else f"{place}#{self.line}"


@dataclass(frozen=True, slots=True)
class Discovery:
    """The documents, found as they are asked for, and what was left out so far.

    Attributes:
        refs: the documents, once.
        left_out: how many files and records were found that are none, or none for this run, by reason.
    """

    refs: Iterator[InputRef]
    left_out: Counter[str] = field(default_factory=Counter)


def discover(inputs: Iterable[str], is_left_out: Callable[[str], bool] = lambda _: False) -> Discovery:
    """Find the documents of all inputs, each file once, in the order of names.

    Lists of addresses, feeds and sitemaps hold no documents: they are passed over here, and found by
    `flows.addresses.part`.

    Args:
        inputs: files and folders.
        is_left_out: tells of a file's absolute path whether it is to be left out.

    Raises:
        InputError: an input does not exist. What cannot be read inside a folder is no error: it is a document of
            format `unreadable`, which the run rejects.
    """
    left_out: Counter[str] = Counter()
    return Discovery(_discovered(walk(inputs), is_left_out, left_out), left_out)


def walk(inputs: Iterable[str]) -> list[tuple[str, str]]:
    """Return absolute path and name relative to the input of all files, each once.

    Raises:
        InputError: an input does not exist.
    """
    files: dict[str, str] = {}
    for given in inputs:
        root = Path(given)
        if not root.is_dir() and not root.is_file():
            raise InputError(f"{printable_path(given)} does not exist; give a file, a folder or a web address.")
        for path, name in _walk(root) if root.is_dir() else [(os.path.abspath(root), printable_path(root.name))]:  # noqa: PTH100 (keeps symbolic links)
            files.setdefault(path, name)
    return list(files.items())


def is_hidden(input_uri: str) -> bool:
    """Whether a file, or a folder that it is in below the input, has a name that begins with a dot."""
    return any(part.startswith(".") for part in input_uri.split("/"))


def printable_path(path: str) -> str:
    """Return a path as text that can be stored: bytes of its name that are not UTF-8 become escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _walk(root: Path) -> Iterator[tuple[str, str]]:
    unreadable: list[str] = []
    for folder, folders, names in os.walk(root, onerror=lambda error: unreadable.append(str(error.filename))):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            yield os.path.abspath(path), printable_path(path.relative_to(root).as_posix())  # noqa: PTH100
    for name in unreadable:
        yield os.path.abspath(name), printable_path(Path(name).relative_to(root).as_posix())  # noqa: PTH100


def _discovered(
    files: Iterable[tuple[str, str]], is_left_out: Callable[[str], bool], left_out: Counter[str]
) -> Iterator[InputRef]:
    for path, input_uri in files:
        if is_hidden(input_uri):
            left_out[HIDDEN] += 1
        elif is_left_out(path):
            left_out[NOT_NEW] += 1
        else:
            yield from _refs(path, input_uri, left_out)


def _refs(path: str, input_uri: str, left_out: Counter[str]) -> Iterator[InputRef]:
    if not Path(path).is_file():
        yield InputRef(path, input_uri, "unreadable", 0)
        return
    form = format_of(path)
    if form == "jsonl":
        yield from _line_refs(path, input_uri)
    elif form == "warc":
        yield from _record_refs(path, input_uri, left_out)
    elif form not in LISTING_FORMATS:
        yield InputRef(path, input_uri, form, Path(path).stat().st_size)


def _line_refs(path: str, input_uri: str) -> Iterator[InputRef]:
    offset, number = 0, 0
    try:
        with open_bytes(path) as stream:
            for number, (length, is_blank) in enumerate(read_lines(stream), start=1):
                if not is_blank:
                    yield InputRef(path, input_uri, "jsonl", length, number, offset)
                offset += length
    except (OSError, EOFError, zlib.error):
        # The lines before the damage are good; the rest is one document that the run rejects.
        yield InputRef(path, input_uri, "unreadable", 0, number + 1, offset)


def _record_refs(path: str, input_uri: str, left_out: Counter[str]) -> Iterator[InputRef]:
    from flows.warc import Damaged, scan
    from flows.warc_records import why_left_out

    try:
        for entry in scan(path, why_left_out):
            if entry.told is None:
                uri = f"{input_uri}#{entry.offset}"
                yield InputRef(path, uri, "warc", entry.byte_count, offset=entry.offset)
            elif entry.is_whole:
                left_out[entry.told] += 1
            else:
                raise Damaged(entry.offset)
    except Damaged as damage:
        # As with lines: the records before the damage are good; the rest is one that cannot be read.
        yield InputRef(path, f"{input_uri}#{damage.offset}", "warc", 0, offset=damage.offset)
