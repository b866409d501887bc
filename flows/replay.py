"""`dateline rejected --replay`: the documents in the quarantine, read again where they stand and tried anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flows.inputs import InputRef
from flows.places import NOT_FETCHED, refs_at
from transforms.errors import InputError
from warehouse.quality import Pending

DOCUMENT_STAGES = ("fetch", "raw_document", "document", "article")
REFUSED_BATCH = "batch_refused"


@dataclass(frozen=True, slots=True)
class Replay:
    """What is to be tried anew, and the ids of the rejections that this settles.

    Attributes:
        refs: documents whose bytes are there.
        rejection_ids: their rejections.
        urls: addresses that nothing was fetched from, with the ids of their rejections: only a fetch can try these.
    """

    refs: tuple[InputRef, ...]
    rejection_ids: tuple[str, ...]
    urls: dict[str, tuple[str, ...]]


def find_replay(pending: Iterable[Pending]) -> Replay:
    """Find the rejected documents that can still be read, under the names that they had.

    Rows that were refused inside a loaded document are left alone: the document's text would come out unchanged.

    Raises:
        InputError: documents are in the quarantine, but none of their files is there any more.
    """
    rejected: dict[str, list[Pending]] = {}
    for row in pending:
        if row.stage in DOCUMENT_STAGES or row.rule == REFUSED_BATCH:
            rejected.setdefault(row.place, []).append(row)
    found = list(refs_at((place, rejected[place][0].input_uri) for place in sorted(rejected)))
    refs = tuple(ref for ref in found if not ref.refusal)
    unfetched = [ref.place for ref in found if ref.refusal and ref.refusal[0] == NOT_FETCHED]
    if rejected and not refs and not unfetched:
        raise InputError(f"None of the files of the {len(rejected)} rejections is there any more.")
    ids = tuple(row.rejection_id for ref in refs for row in rejected[ref.place])
    return Replay(refs, ids, {url: tuple(row.rejection_id for row in rejected[url]) for url in unfetched})
