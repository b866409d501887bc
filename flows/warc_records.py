"""Records of a WARC file as documents: which of them are, their content, and what their headers tell."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urlsplit

from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from flows.fetching.decoding import decode
from flows.formats import is_html, is_text
from flows.warc import read_at
from transforms.errors import Rejected

HEADER_BYTES = 1_000_000
_HEAD_BYTES = 2_048
_TEXT_TYPES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_UNTOLD_TYPES = ("application/octet-stream", "application/x-unknown", "unknown/unknown", "*/*")
_TOP_TYPES = ("application", "audio", "font", "image", "message", "model", "multipart", "text", "video")
_OTHER_RECORDS = ("warcinfo", "request", "metadata", "revisit", "continuation")
_SCHEMES = ("http", "https", "ftp", "file")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';,]{1,40})""", re.IGNORECASE)
_STATUS = re.compile(r"[1-5]\d\d\b")


@dataclass(frozen=True, slots=True)
class WebRecord:
    """A record, read.

    Attributes:
        url: address of the page, or None where it is not of the web.
        status: HTTP status, or None where the record is no answer.
        headers: of the answer, as a JSON object with names in lower case, or None.
        charset: character encoding as the answer tells it, or None.
        captured_at: when it was fetched, or None where the record does not say.
        content: the document's bytes, at most the limit and one more, or the body as it stands where it is refused.
        format: `html` or `text`, or why the content cannot be used.
    """

    url: str | None
    status: int | None
    headers: str | None
    charset: str | None
    captured_at: datetime | None
    content: bytes
    format: str | Rejected


def why_left_out(record: ArcWarcRecord) -> str | None:
    """Return why a record is no document, in a few words that are the same for all of its kind, or None if it is one.

    Documents are answers of status 200, resources and conversions that are HTML or plain text by their Content-Type,
    or by their first bytes where that says nothing.
    """
    if record.rec_type not in ("response", "resource", "conversion"):
        return f"{record.rec_type} record" if record.rec_type in _OTHER_RECORDS else "record of another type"
    scheme, path = _scheme_and_path(record)
    if scheme not in _SCHEMES:
        return "record that is not of the web"
    if path == "/robots.txt":
        return "robots.txt"
    http = read_http(record, record.raw_stream)
    if record.rec_type == "response" and http_status(http) != 200:
        return f"HTTP status {http_status(http)}" if http_status(http) else "response without HTTP status"
    return _why_no_text(_media_type(record, http), http, record.raw_stream)


def read_record(stream: BinaryIO, offset: int, limit: int) -> WebRecord:
    """Read the document at an offset of an opened WARC file.

    Args:
        stream: the file, as `open_warc` opens it.
        offset: where its record begins.
        limit: documents of more bytes are refused.

    Raises:
        Damaged: no record is there.
    """
    record, block, is_whole = read_at(stream, offset, limit + HEADER_BYTES)
    record.raw_stream = BytesIO(block)
    http = read_http(record, record.raw_stream)
    body = record.raw_stream.read(limit + 1)
    content, form = _understood(record, http, body, is_whole, limit)
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    return WebRecord(
        url=url if url.lower().startswith(("http://", "https://")) else None,
        status=http_status(http),
        headers=_json(http),
        charset=_charset(record, http),
        captured_at=_date(record),
        content=content,
        format=form,
    )


def _understood(
    record: ArcWarcRecord, http: StatusAndHeaders | None, body: bytes, is_whole: bool, limit: int
) -> tuple[bytes, str | Rejected]:
    try:
        if len(body) > limit:
            raise _rejected("too_large", f"The document has more than {limit:,} bytes.")
        if record.rec_headers.get_header("WARC-Truncated"):
            raise _rejected("truncated", "The crawler kept only a part of the page.")
        if not is_whole and not _has_all(http, body):
            raise _rejected("truncated", "The file ends before the page does.")
        record.raw_stream.seek(0)
        if reason := why_left_out(record):  # where the file has changed since, or the rest of it is damaged
            raise _rejected("unknown_format", f"There is no document at this place: {reason}.")
        content = _decoded(http, body, limit)
        return content, _format(_media_type(record, http), content)
    except Rejected as error:
        return body, _rejected(error.rule, error.reason)


def _format(media_type: str, content: bytes) -> str:
    if media_type in _TEXT_TYPES:
        return _TEXT_TYPES[media_type]
    if is_html(content[:_HEAD_BYTES]):
        return "html"
    if _is_untold(media_type) and is_text(content[:_HEAD_BYTES]):
        return "text"
    raise _rejected("unknown_format", "The record is neither HTML nor plain text.")


def _decoded(http: StatusAndHeaders | None, body: bytes, limit: int) -> bytes:
    """Take transfer and content coding off; some crawlers did so before, and left the headers as they were."""
    if http is None:
        return body
    if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        body = ChunkedDataReader(BytesIO(body)).read()
    try:
        return decode(body, http.get_header("Content-Encoding") or "", limit)
    except Rejected as error:
        if error.rule == "bad_encoding" and is_html(body[:_HEAD_BYTES]):
            return body
        raise


def _why_no_text(media_type: str, http: StatusAndHeaders | None, body: BinaryIO) -> str | None:
    if media_type in _TEXT_TYPES:
        return None
    if not _is_untold(media_type):
        top = media_type.partition("/")[0]
        return f"media type {top if top in _TOP_TYPES else 'unknown'}/*"
    if http is not None and (http.get_header("Content-Encoding") or http.get_header("Transfer-Encoding")):
        return None  # its content is told when it is decoded, with a limit
    head = body.read(_HEAD_BYTES)
    return None if is_html(head) or is_text(head) else "binary data"


def _is_untold(media_type: str) -> bool:
    return media_type in _UNTOLD_TYPES or "/" not in media_type


def read_http(record: ArcWarcRecord, block: BinaryIO) -> StatusAndHeaders | None:
    """Read the answer's status and headers off its block; None where the record is no HTTP answer."""
    content_type = record.rec_headers.get_header("Content-Type") or "application/http"
    if record.rec_type != "response" or not content_type.lower().startswith("application/http"):
        return None
    try:
        return StatusAndHeadersParser((), verify=False).parse(block)
    except EOFError:  # an empty block
        return None


def http_status(http: StatusAndHeaders | None) -> int | None:
    """Return the status of an answer, or None where it tells none."""
    found = _STATUS.match(http.statusline) if http is not None else None
    return int(found.group()) if found else None


def _media_type(record: ArcWarcRecord, http: StatusAndHeaders | None) -> str:
    return re.split("[;,]", _content_type(record, http))[0].strip().lower()


def _charset(record: ArcWarcRecord, http: StatusAndHeaders | None) -> str | None:
    found = _CHARSET.search(_content_type(record, http))
    return found.group(1) if found else None


def _content_type(record: ArcWarcRecord, http: StatusAndHeaders | None) -> str:
    if record.rec_type == "response":
        return (http.get_header("Content-Type") or "") if http is not None else ""
    return record.rec_headers.get_header("Content-Type") or ""


def _has_all(http: StatusAndHeaders | None, body: bytes) -> bool:
    """Whether an answer has as many bytes as its server said, though its record has fewer than the crawler said."""
    length = (http.get_header("Content-Length") or "") if http is not None else ""
    return length.isascii() and length.isdigit() and len(length) < 12 and len(body) >= int(length)


def _scheme_and_path(record: ArcWarcRecord) -> tuple[str, str]:
    try:
        parts = urlsplit(record.rec_headers.get_header("WARC-Target-URI") or "")
    except ValueError:
        return "", ""
    return parts.scheme, parts.path


def _json(http: StatusAndHeaders | None) -> str | None:
    if http is None:
        return None
    headers: dict[str, str] = {}
    for name, value in http.headers:
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return json.dumps(headers)


def _date(record: ArcWarcRecord) -> datetime | None:
    try:
        found = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _rejected(rule: str, reason: str) -> Rejected:
    return Rejected("raw_document", rule, reason)
