"""Recovery: the WARC files of fetches that were killed are put in order, and their pages found again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from warcio.recordloader import ArcWarcRecord

from flows.fetching.records import ADDRESS_FIELD, LAST_FIELD
from flows.fetching.sidecars import SUFFIX, Sidecar
from flows.warc import Damaged, Entry, scan
from flows.warc_records import http_status, read_http


@dataclass(frozen=True, slots=True)
class Recovered:
    """The answer to an address, at the end of its redirects.

    Attributes:
        address: what was asked for.
        place: where the answer stands, `path#offset`.
        status: its HTTP status.
    """

    address: str
    place: str
    status: int


@contextmanager
def recover(folder: Path) -> Iterator[list[Recovered]]:
    """Give the last answer of every address in the files whose writer has ended without closing them.

    What is cut short at their end is taken off. When the block is left the files count as closed; where it is left
    by an exception, the next recovery finds the same.
    """
    found: dict[str, Recovered] = {}
    with ExitStack() as stack:
        sidecars = [held for path in sorted(folder.glob(f"*.warc.gz{SUFFIX}")) if (held := Sidecar.taken(path))]
        for sidecar in sidecars:
            stack.callback(sidecar.release)
        for sidecar in sidecars:
            if sidecar.file.exists():
                found |= {answer.address: answer for answer in _answers(sidecar.file.resolve())}
        yield list(found.values())
        for sidecar in sidecars:
            sidecar.remove()


def _answers(path: Path) -> list[Recovered]:
    found, end = [], 0
    try:
        for entry in scan(str(path), _answer):
            if not entry.is_whole:
                break
            end = entry.end
            found += _recovered(path, entry)
    except Damaged as damage:
        if isinstance(damage.__cause__, OSError):  # the disk, not the record
            raise damage.__cause__ from None
    if end < path.stat().st_size:
        os.truncate(path, end)
    return found


def _recovered(path: Path, entry: Entry[tuple[str, int] | None]) -> list[Recovered]:
    return [Recovered(entry.told[0], f"{path}#{entry.offset}", entry.told[1])] if entry.told else []


def _answer(record: ArcWarcRecord) -> tuple[str, int] | None:
    """Return address and status where a record is the last answer to an address."""
    address = record.rec_headers.get_header(ADDRESS_FIELD)
    status = http_status(read_http(record, record.raw_stream))
    is_last = record.rec_headers.get_header(LAST_FIELD) == "true"
    return (address, status) if is_last and address and status else None
