"""Raw capture: read the bytes of input documents as found, and leave out what is known or cannot be taken in."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flows.inputs import InputRef, open_bytes
from flows.json_lines import JsonRecord, read_record
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
    for ref in refs:
        content, document = _read(ref, limit)
        found = _capture(ref, content, document)
        result.captures.append(found)
        if known.get(found.place) == found.capture_id:
            continue
        if isinstance(document, Rejected):
            result.rejected.append((found, document))
        else:
            result.documents.append(_raw_document(found, document))
    return result


@dataclass(frozen=True, slots=True)
class _File:
    """A whole file, where `JsonRecord` is a line of one."""

    format: str
    content: bytes


def _read(ref: InputRef, limit: int) -> tuple[bytes, JsonRecord | _File | Rejected]:
    """Return the document's bytes, at most `limit` + 1, and what they are or why they cannot be used."""
    try:
        content = _bytes(ref, limit)
    except (OSError, EOFError, zlib.error) as error:
        return b"", Rejected("raw_document", "unreadable", f"The file cannot be read: {type(error).__name__}.")
    try:
        return content, _understood(ref, content, limit)
    except Rejected as error:
        return content, error


def _bytes(ref: InputRef, limit: int) -> bytes:
    if ref.format == "unreadable":
        raise OSError
    with open_bytes(ref.path) as stream:
        stream.seek(ref.offset)
        return stream.read(limit + 1 if ref.line is None else min(ref.byte_count, limit + 1))


def _understood(ref: InputRef, content: bytes, limit: int) -> JsonRecord | _File:
    if len(content) > limit:
        raise Rejected("raw_document", "too_large", f"The document has more than {limit} bytes.")
    if ref.format == "jsonl":
        return read_record(content)
    if ref.format == "unknown":
        reason = "The file's name says neither HTML, text nor JSON Lines (.html, .txt, .jsonl, also with .gz)."
        raise Rejected("raw_document", "unknown_format", reason)
    return _File(ref.format, content)


def _capture(ref: InputRef, content: bytes, document: JsonRecord | _File | Rejected) -> Capture:
    digest = hashlib.sha256(content).hexdigest()
    path = Path(ref.path)
    return Capture(
        capture_id=make_id("capture", ref.place, digest),
        input_uri=_input_uri(ref, document),
        place=ref.place,
        sha256=digest,
        byte_count=max(len(content), ref.byte_count),
        headers=None,
        modified_at=datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else None,
        captured_at=datetime.now(UTC),
    )


def _input_uri(ref: InputRef, document: JsonRecord | _File | Rejected) -> str:
    if ref.line is None:
        return ref.input_uri
    name = document.id if isinstance(document, JsonRecord) else None
    return f"{ref.input_uri}#{f'line {ref.line}' if name is None else name}"


def _raw_document(found: Capture, document: JsonRecord | _File) -> RawDocument:
    aside = {**document.aside, "extra": document.extra} if isinstance(document, JsonRecord) else {}
    return RawDocument(
        capture_id=found.capture_id,
        input_uri=found.input_uri,
        place=found.place,
        format=document.format,
        content=document.content,
        sha256=found.sha256,
        byte_count=found.byte_count,
        captured_at=found.captured_at,
        modified_at=found.modified_at,
        **aside,
    )
