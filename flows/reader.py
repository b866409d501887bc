"""Reading: the bytes of one input document after another, and what stands beside them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from flows.files import open_bytes
from flows.inputs import InputRef
from flows.json_lines import read_record as read_json
from flows.url_lists import URL_SCHEMES
from flows.warc import Damaged, open_warc
from flows.warc_records import read_record as read_warc
from transforms.errors import Rejected


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, read.

    Attributes:
        format: one of `transforms.records.documents.FORMATS`, or why the document cannot be used.
        content: the bytes that identify it, at most the limit and one more: of the file, the line or the answer.
        byte_count: how many these are; of a file or a line, also those that were not read.
        document: the bytes to go on with: `content`, but for a line its html or text.
        name: the document's name within its file (JSON Lines), or None.
        aside: `url`, `title`, `published_at`, `source` and `language` as far as given.
        extra: what Dateline does not know, a JSON object, or None.
        url, status, headers, charset: of an HTTP answer.
        captured_at: when the bytes were fetched, or None.
    """

    format: str | Rejected
    content: bytes
    byte_count: int
    document: bytes = b""
    name: str | None = None
    aside: Mapping[str, str | None] = field(default_factory=dict)
    extra: str | None = None
    url: str | None = None
    status: int | None = None
    headers: str | None = None
    charset: str | None = None
    captured_at: datetime | None = None


class Reader:
    """Reads documents; a file stays open while the next document is in it too.

    Args:
        limit: documents of more bytes are refused, and no more than that is read.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._path, self._format = "", ""
        self._stream: BinaryIO | None = None

    def read(self, ref: InputRef) -> Reading:
        """Return a document's bytes and what they are, or why they cannot be used."""
        if ref.refusal:
            return Reading(
                Rejected("fetch", *ref.refusal), b"", 0, url=ref.path if ref.path.startswith(URL_SCHEMES) else None
            )
        try:
            return self._record(ref) if ref.format == "warc" else self._bytes(ref)
        except (OSError, EOFError, zlib.error, Damaged) as error:
            self.close()
            where = f" at byte {ref.offset:,}" if ref.offset else ""
            reason = f"The file cannot be read{where}: {type(error.__cause__ or error).__name__}."
            return Reading(Rejected("raw_document", "unreadable", reason), b"", ref.byte_count, name=_line(ref))

    def close(self) -> None:
        """Close the file that is open."""
        if self._stream is not None:
            self._stream.close()
        self._stream = None

    def _record(self, ref: InputRef) -> Reading:
        found = read_warc(self._open(ref), ref.offset, self._limit)
        return Reading(
            found.format,
            found.content,
            len(found.content),
            document=found.content,
            url=found.url,
            status=found.status,
            headers=found.headers,
            charset=found.charset,
            captured_at=found.captured_at,
        )

    def _bytes(self, ref: InputRef) -> Reading:
        if ref.format == "unreadable":
            raise OSError
        stream = self._open(ref)
        stream.seek(ref.offset)
        content = stream.read(self._limit + 1 if ref.line is None else min(ref.byte_count, self._limit + 1))
        count = max(len(content), ref.byte_count)
        try:
            return self._understood(ref, content, count)
        except Rejected as error:
            return Reading(error, content, count, name=_line(ref))

    def _understood(self, ref: InputRef, content: bytes, count: int) -> Reading:
        if len(content) > self._limit:
            raise Rejected("raw_document", "too_large", f"The document has more than {self._limit:,} bytes.")
        if ref.format == "unknown":
            reason = (
                "Neither the file's name nor its first bytes say what it is (.html, .txt, .jsonl, .warc, .urls, …)."
            )
            raise Rejected("raw_document", "unknown_format", reason)
        if ref.format != "jsonl":
            return Reading(ref.format, content, count, document=content)
        line = read_json(content)
        name = _line(ref) if line.id is None else line.id
        return Reading(line.format, content, count, line.content, name, line.aside, line.extra)

    def _open(self, ref: InputRef) -> BinaryIO:
        if self._stream is None or (self._path, self._format) != (ref.path, ref.format):
            self.close()
            self._path, self._format = ref.path, ref.format
            self._stream = open_warc(ref.path) if ref.format == "warc" else open_bytes(ref.path)
        return self._stream


def _line(ref: InputRef) -> str | None:
    return None if ref.line is None else f"line {ref.line}"
