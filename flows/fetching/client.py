"""The client: one request and its answer, within limits, with every failure told as a refusal.

Each request has a connection of its own, so the guard sees every one of them. No proxy is used, whatever the
environment says: behind a proxy nobody could tell which address is connected to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import httpcore
from httpcore import NetworkBackend

from flows.fetching.deadline import Deadline, TimedBackend
from flows.fetching.decoding import decode_into
from flows.fetching.exchange import Exchange, Headers
from flows.fetching.hosts import utc_now
from flows.fetching.refusals import refused, wire_errors_refused
from flows.fetching.target import Target
from transforms.errors import Rejected

REDIRECTS = (301, 302, 303, 307, 308)
_REDIRECT_BYTES = 1_000_000  # nobody reads what a redirect says beside its Location
_TRUNCATED = {"too_large": "length", "timed_out": "time", "incomplete": "disconnect"}


@dataclass(frozen=True, slots=True)
class Answer:
    """An exchange, and what is wrong with its body, if anything is."""

    exchange: Exchange
    flaw: Rejected | None


class Client:
    """What asks servers; safe to be used by many threads.

    Certificates are checked against the roots of certifi and of the system (`SSL_CERT_FILE` where it is set).

    Args:
        user_agent: what requests say of themselves.
        backend: what connects, the guard.
        now: the clock; its answers are time zone aware.
    """

    def __init__(
        self,
        user_agent: str,
        backend: NetworkBackend,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._user_agent = user_agent
        self._backend = backend
        self._ssl_context = httpcore.default_ssl_context()
        self._now = now

    def ask(self, target: Target, conditions: Headers, limit: int, deadline: Deadline) -> Answer:
        """Send a GET request and read the answer.

        Args:
            target: address to ask.
            conditions: headers of a conditional request.
            limit: size that the body may have, as sent and decompressed, in bytes.
            deadline: when it is given up.

        Returns:
            The exchange; where the body has a flaw (`too_large`, `incomplete`, `timed_out`, `bad_encoding`), what of
            it was read.

        Raises:
            Rejected: there is no answer (`address_refused`, `host_unknown`, `connection_failed`, `tls_failed`,
                `timed_out`, `bad_response`, `bad_address`).
        """
        requested_at = self._now()
        headers = self._headers(target, conditions)
        request = httpcore.Request("GET", target.wire, headers=_wire_headers(headers))
        with wire_errors_refused(target.netloc), self._connection(target, deadline) as connection:
            response = connection.handle_request(request)
            if response.status in REDIRECTS:
                limit = min(limit, _REDIRECT_BYTES)
            body, flaw = _body(response, target, limit)
        exchange = Exchange(
            url=target.url,
            requested_at=requested_at,
            request_headers=headers,
            status=response.status,
            reason=_text(response.extensions.get("reason_phrase", b"")),
            headers=tuple((_text(name), _text(value)) for name, value in response.headers),
            body=body,
            content=b"",
            truncated=_TRUNCATED[flaw.rule] if flaw else None,
        )
        return _decoded(exchange, flaw, limit)

    def _connection(self, target: Target, deadline: Deadline) -> httpcore.HTTPConnection:
        return httpcore.HTTPConnection(
            target.wire.origin, self._ssl_context, network_backend=TimedBackend(self._backend, deadline)
        )

    def _headers(self, target: Target, conditions: Headers) -> Headers:
        return (
            ("Host", target.netloc),
            ("User-Agent", self._user_agent),
            ("Accept", "*/*"),
            ("Accept-Encoding", "gzip, deflate, br"),
            ("Connection", "close"),
            *conditions,
        )


def _wire_headers(headers: Headers) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1", "replace"), value.encode("latin-1", "replace")) for name, value in headers]


def _body(response: httpcore.Response, target: Target, limit: int) -> tuple[bytes, Rejected | None]:
    body = bytearray()
    try:
        with wire_errors_refused(target.netloc):
            _read(response, body, target, limit)
    except Rejected as flaw:
        return bytes(body), _as_flaw(flaw, target, len(body))
    return bytes(body), None


def _read(response: httpcore.Response, body: bytearray, target: Target, limit: int) -> None:
    for piece in response.iter_stream():
        body += piece
        if len(body) > limit:
            del body[limit:]
            raise refused("too_large", f"The answer of {target.netloc} is larger than {limit:,} bytes.")


def _as_flaw(refusal: Rejected, target: Target, byte_count: int) -> Rejected:
    if refusal.rule in ("too_large", "timed_out"):
        return refusal
    return refused("incomplete", f"The answer of {target.netloc} broke off after {byte_count:,} bytes.")


def _decoded(exchange: Exchange, flaw: Rejected | None, limit: int) -> Answer:
    codings = (value for name, value in exchange.headers if name.lower() == "content-encoding")
    content = bytearray()
    try:
        decode_into(content, exchange.body, ",".join(codings), limit)
    except Rejected as bad:
        flaw = flaw or bad
    return Answer(replace(exchange, content=bytes(content)), flaw)


def _text(value: bytes) -> str:
    return value.decode("latin-1")
