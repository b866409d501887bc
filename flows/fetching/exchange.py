"""Exchanges: one request and its response as they went over the wire, and what a fetch came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from transforms.errors import Rejected

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response.

    Attributes:
        url: address asked, absolute.
        requested_at: when.
        request_headers: as sent.
        status: HTTP status.
        reason: HTTP reason phrase.
        headers: of the response, as sent (latin-1).
        body: the response's body, transfer coding taken off, content coding (gzip, br) kept.
        content: the body with the content coding taken off.
        truncated: why the body is not whole: `length`, `time` or `disconnect` (WARC 1.1, 5.13); None where it is.
    """

    url: str
    requested_at: datetime
    request_headers: Headers
    status: int
    reason: str
    headers: Headers
    body: bytes
    content: bytes
    truncated: str | None = None

    def header(self, name: str) -> str | None:
        """Return the first response header of the name, in any case, or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch came to.

    Attributes:
        url: address that was asked for.
        exchanges: what went over the wire, redirects first; empty where no socket was opened.
        refusal: why there is nothing to read (stage `fetch`), None where the last exchange is a full 200 or a 304.
        retry_at: not before then, as the server asks (Retry-After), or None.
        place: where the last exchange stands in a WARC file, `path#offset`, or None.
    """

    url: str
    exchanges: tuple[Exchange, ...]
    refusal: Rejected | None = None
    retry_at: datetime | None = None
    place: str | None = None
