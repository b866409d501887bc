"""WARC files for tests, written by warcio."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = b"<!doctype html><title>Harbour</title><p>The harbour opens on Monday."
DATE = "2026-03-01T10:00:00Z"


class Warc:
    """Records, added one by one."""

    def __init__(self, gzip: bool = True) -> None:
        self._out = BytesIO()
        self._writer = WARCWriter(self._out, gzip=gzip)

    def add(
        self,
        body: bytes = PAGE,
        *,
        kind: str = "response",
        url: str = "https://example.org/a",
        status: str | None = "200 OK",
        fields: Mapping[str, str] | None = None,
        **headers: str,
    ) -> int:
        """Add a record and return its offset; `content_type="…"` is a header of the answer, or of a resource."""
        at = self._out.tell()
        named = [(name.replace("_", "-"), value) for name, value in headers.items()]
        http = StatusAndHeaders(status, named, protocol="HTTP/1.1") if kind == "response" and status else None
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_content_type="" if http else headers.get("content_type", ""),
            warc_headers_dict={"WARC-Date": DATE, **(fields or {})},
        )
        self._writer.write_record(record)
        return at

    @property
    def content(self) -> bytes:
        """The file's bytes so far."""
        return self._out.getvalue()

    def save(self, path: Path) -> Path:
        """Write the file."""
        path.write_bytes(self.content)
        return path
