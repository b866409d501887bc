"""WARC records of what was fetched, as bytes: WARC 1.1 (ISO 28500:2017), a gzip member a record."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC
from io import BytesIO
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date
from warcio.warcwriter import WARCWriter

from flows.fetching.exchange import Exchange, Headers
from flows.version import DATELINE

ADDRESS_FIELD, LAST_FIELD = "X-Dateline-Address", "X-Dateline-Last"
_SPECIFICATION = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_NOT_PRINTABLE = re.compile(r"[\x00-\x20\x7f]")


def exchange_records(address: str, exchange: Exchange, is_last: bool) -> tuple[bytes, int]:
    """Return the records of a request and its response, and the offset of the response's.

    The transfer coding is taken off the response, so its header is too; the content coding is kept with its header.

    Args:
        address: what was asked for first, before redirects; kept in the field `X-Dateline-Address`.
        exchange: request and response.
        is_last: whether no redirect is followed from here; kept in `X-Dateline-Last`.
    """
    out = BytesIO()
    writer = _writer(out)
    response = _response(writer, address, exchange, is_last)
    writer.write_record(_request(writer, exchange, response.rec_headers.get_header("WARC-Record-ID")))
    response_at = out.tell()
    writer.write_record(response)
    return out.getvalue(), response_at


def file_record(name: str, run_id: str) -> bytes:
    """Return the first record of a file: who wrote it, in which run."""
    out = BytesIO()
    writer = _writer(out)
    told = {"software": f"Dateline/{DATELINE}", "format": "WARC File Format 1.1", "conformsTo": _SPECIFICATION,
            "isPartOf": run_id}  # fmt: skip
    writer.write_record(writer.create_warcinfo_record(name, told))
    return out.getvalue()


def _writer(out: BytesIO) -> WARCWriter:
    return WARCWriter(out, gzip=True, warc_version="1.1")


def _response(writer: WARCWriter, address: str, exchange: Exchange, is_last: bool) -> ArcWarcRecord:
    headers = tuple((name, value) for name, value in exchange.headers if name.lower() != "transfer-encoding")
    http = _HttpHeaders(f"{exchange.status} {exchange.reason}".rstrip(), headers, "HTTP/1.1")
    fields = {ADDRESS_FIELD: _field(address), LAST_FIELD: "true" if is_last else "false"}
    if exchange.truncated:
        fields["WARC-Truncated"] = exchange.truncated
    return _record(writer, "response", exchange, fields, http, exchange.body)


def _request(writer: WARCWriter, exchange: Exchange, response_id: str) -> ArcWarcRecord:
    parts = urlsplit(exchange.url)
    target = _field(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")
    http = _HttpHeaders(f"{target} HTTP/1.1", exchange.request_headers, "GET")
    return _record(writer, "request", exchange, {"WARC-Concurrent-To": response_id}, http, b"")


def _record(
    writer: WARCWriter, kind: str, exchange: Exchange, fields: dict[str, str], http: _HttpHeaders, body: bytes
) -> ArcWarcRecord:
    at = datetime_to_iso_date(exchange.requested_at.astimezone(UTC).replace(tzinfo=None), use_micros=True)
    return writer.create_warc_record(
        _field(exchange.url),
        kind,
        payload=BytesIO(body),
        length=len(body),
        warc_headers_dict={"WARC-Date": at, **fields},
        http_headers=http,
    )


def _field(value: str) -> str:
    """Return a value that cannot end its header's line."""
    return _NOT_PRINTABLE.sub(lambda found: f"%{ord(found.group()):02X}", value)


class _HttpHeaders(StatusAndHeaders):  # type: ignore[misc]
    """HTTP headers written as they were sent, where warcio would rewrite what is not ASCII."""

    def __init__(self, line: str, headers: Headers, protocol: str) -> None:
        super().__init__(line, list(headers), protocol=protocol)

    def to_ascii_bytes(self, filter_func: Callable[[tuple[str, str]], tuple[str, str]] | None = None) -> bytes:
        return self.to_bytes(filter_func, "latin-1")  # type: ignore[no-any-return]
