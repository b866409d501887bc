"""Raw capture: read the bytes of input documents as found, and leave out what is known or cannot be taken in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.inputs import InputRef
from flows.json_lines import ASIDE
from flows.reader import Reader, Reading
from transforms.errors import Rejected
from transforms.ids import make_id
from transforms.records import Capture, RawDocument


@dataclass(slots=True)
class Captured:
    """What became of a batch's inputs: their captures, the documents to go on with, and the refusals.

    `rejected` pairs the capture with the refusal; captures in neither list were settled by an earlier run.
    """

    captures: list[Capture] = field(default_factory=list)
    documents: list[RawDocument] = field(default_factory=list)
    rejected: list[tuple[Capture, Rejected]] = field(default_factory=list)


def capture(refs: Iterable[InputRef], known: Mapping[str, str], limit: int) -> Captured:
    """Read the documents of a batch.

    Args:
        refs: the documents.
        known: for each place that an earlier run has settled, the id of its latest capture.
        limit: documents of more bytes are refused, and only that many are hashed.
    """
    result = Captured()
    with closing(Reader(limit)) as reader:
        for ref in refs:
            reading = reader.read(ref)
            found = _capture(ref, reading)
            result.captures.append(found)
            if known.get(found.place) == found.capture_id:
                continue
            if isinstance(reading.format, Rejected):
                result.rejected.append((found, reading.format))
            else:
                result.documents.append(_raw_document(ref, found, reading, reading.format))
    return result


def _capture(ref: InputRef, reading: Reading) -> Capture:
    digest = hashlib.sha256(reading.content).hexdigest()
    return Capture(
        capture_id=make_id("capture", ref.place, digest),
        input_uri=ref.input_uri if reading.name is None else f"{ref.input_uri}#{reading.name}",
        place=ref.place,
        sha256=digest,
        byte_count=reading.byte_count,
        headers=reading.headers,
        modified_at=None if ref.refusal else _modified_at(Path(ref.path)),
        captured_at=ref.captured_at or reading.captured_at or datetime.now(UTC),
        url=reading.url,
        http_status=reading.status,
    )


def _modified_at(path: Path) -> datetime | None:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else None


def _raw_document(ref: InputRef, found: Capture, reading: Reading, form: str) -> RawDocument:
    document = RawDocument(
        capture_id=found.capture_id,
        input_uri=found.input_uri,
        place=found.place,
        format=form,
        content=reading.document,
        sha256=found.sha256,
        byte_count=found.byte_count,
        captured_at=found.captured_at,
        modified_at=found.modified_at,
        charset=reading.charset,
        extra=reading.extra,
    )
    own, told = {"url": reading.url, **reading.aside}, ref.told or {}
    aside: dict[str, Any] = {name: own.get(name) or told.get(name) for name in ASIDE}
    return replace(document, **aside)
