"""Places: where a document's bytes can be read again, as `ops.capture` keeps it, turned back into what is read."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from flows.files import open_bytes, read_lines
from flows.formats import format_of
from flows.inputs import InputRef
from flows.url_lists import URL_SCHEMES

GONE, NOT_FETCHED = "gone", "not_fetched"
Members = list[tuple[int | None, str, str]]
_ESCAPED = re.compile(rb"\\x([89a-f][0-9a-f])")


def refs_at(places: Iterable[tuple[str, str]]) -> Iterator[InputRef]:
    """Turn places back into documents; those of a file should follow each other, for it is then read once.

    Args:
        places: place and input_uri of captures, each place once: a file, a file with # and the number of a line
            (JSON Lines) or the offset of a record (WARC), or an address from which nothing was fetched.

    Yields:
        One document a place. Where there is nothing to read any more it has a refusal, of rule `gone`, or
        `not_fetched` for an address.
    """
    for path, group in groupby(((*_parted(place), place, uri) for place, uri in places), key=lambda item: item[0]):
        members = [(number, place, uri) for _, number, place, uri in group]
        if path is None:
            yield from (_lost(place, uri) for _, place, uri in members)
            continue
        form = format_of(path)
        if form == "jsonl":
            yield from _lines(path, members)
        elif form == "warc":
            yield from _records(path, members)
        else:
            yield from (_whole(path, form, *member) for member in members)


def _parted(place: str) -> tuple[str | None, int | None]:
    """Return the file of a place, or None where it is gone, and the number after it."""
    if path := _existing(place):
        return path, None
    file, _, number = place.rpartition("#")
    is_number = number.isascii() and number.isdigit() and len(number) < 20
    return (_existing(file), int(number)) if file and is_number else (None, None)


def _existing(printed: str) -> str | None:
    """Return the path that is printed so, where there is such a file."""
    try:
        unescaped = _ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), os.fsencode(printed))
        return next((path for path in (printed, os.fsdecode(unescaped)) if Path(path).is_file()), None)
    except ValueError:  # a zero byte, or half of a surrogate pair
        return None


def _whole(path: str, form: str, number: int | None, place: str, uri: str) -> InputRef:
    return InputRef(path, uri, form, Path(path).stat().st_size) if number is None else _lost(place, uri)


def _records(path: str, members: Members) -> Iterator[InputRef]:
    from flows.warc import Damaged, open_warc, read_at

    with open_warc(path) as stream:
        for number, _, uri in members:
            offset = number or 0
            try:
                byte_count = read_at(stream, offset, 0)[0].length
            except Damaged:  # reading it will say so
                byte_count = 0
            yield InputRef(path, uri, "warc", byte_count, offset=offset)


def _lines(path: str, members: Members) -> Iterator[InputRef]:
    wanted: dict[int | None, tuple[str, str]] = {number: (place, uri) for number, place, uri in members}
    offset = 0
    try:
        with open_bytes(path) as stream:
            for number, (length, _) in enumerate(read_lines(stream), start=1):
                if found := wanted.pop(number, None):
                    yield InputRef(path, _file_uri(path, found[1]), "jsonl", length, number, offset)
                if not wanted:
                    return
                offset += length
    except (OSError, EOFError, zlib.error):
        for missing, (_, uri) in wanted.items():
            yield InputRef(path, _file_uri(path, uri), "unreadable", 0, missing, offset)
        return
    yield from (_lost(place, uri) for place, uri in wanted.values())


def _file_uri(path: str, input_uri: str) -> str:
    """Take the record's id off again, which is put there when the line is read."""
    name = os.fsencode(Path(path).name).decode("utf-8", "backslashreplace")
    file, found, _ = input_uri.partition(f"{name}#")
    return file + name if found else input_uri


def _lost(place: str, uri: str) -> InputRef:
    if place.startswith(URL_SCHEMES):
        return InputRef(place, uri, "unreadable", 0, refusal=(NOT_FETCHED, "Nothing was fetched from this address."))
    return InputRef(place, uri, "unreadable", 0, refusal=(GONE, "The file, or this part of it, is not there any more."))
