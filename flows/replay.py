"""`dateline rejected --replay`: the documents in the quarantine, read again where they stand and tried anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.inputs import Discovery, InputRef, discover
from transforms.errors import InputError
from warehouse.quality import Pending

DOCUMENT_STAGES = ("raw_document", "document", "article")
REFUSED_BATCH = "batch_refused"


@dataclass(frozen=True, slots=True)
class Replay:
    """What is to be tried anew, and the ids of the rejections that this settles."""

    found: Discovery
    rejection_ids: tuple[str, ...]


def find_replay(pending: Iterable[Pending]) -> Replay:
    """Find the rejected documents that can still be read, under the names that they had.

    Rows that were refused inside a loaded document are left alone: the document's text would come out unchanged.

    Raises:
        InputError: documents are in the quarantine, but none of their files is there any more.
    """
    rejected = [row for row in pending if row.stage in DOCUMENT_STAGES or row.rule == REFUSED_BATCH]
    refs = list(_refs({row.place: row for row in rejected}))
    if rejected and not refs:
        raise InputError(f"None of the files of the {len(rejected)} rejections is there any more.")
    places = {ref.place for ref in refs}
    ids = tuple(row.rejection_id for row in rejected if row.place in places)
    return Replay(Discovery(tuple(refs), 0), ids)


def _refs(rejected: dict[str, Pending]) -> Iterator[InputRef]:
    for path in _files(list(rejected)):
        for ref in discover([path]).refs:
            if row := rejected.get(ref.place):
                yield replace(ref, input_uri=_file_uri(row.input_uri, ref))


def _files(places: Sequence[str]) -> list[str]:
    """Return the files of the places: a place is a file, or a file with # and the number of a line."""
    paths = (place if Path(place).is_file() else place.rpartition("#")[0] for place in places)
    return sorted({path for path in paths if path and Path(path).is_file()})


def _file_uri(input_uri: str, ref: InputRef) -> str:
    """Take the record's id off again: it is put there when the line is read."""
    return input_uri if ref.line is None else input_uri.rpartition("#")[0]
