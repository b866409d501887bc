"""A web server on loopback that answers whatever a test wants, well-formed or not, over real sockets."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType

Pieces = bytes | Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came in.

    Attributes:
        path: path and query.
        headers: by name in lower case.
        began_at: when it was read, seconds of `time.monotonic`.
    """

    path: str
    headers: Mapping[str, str]
    began_at: float


@dataclass(slots=True)
class Site:
    """A site on 127.0.0.1, at a port of its own; use it in a `with` statement.

    What a path answers is set by `page`, `redirect` or `raw`, anew whenever a test wants; a path that was not set
    answers 404, `/robots.txt` too. `requests` is the log, `most_connections` the most that were open at once. With a
    TLS context the site is a secure one, at `https://localhost`.
    """

    tls: ssl.SSLContext | None = None
    requests: list[Received] = field(default_factory=list)
    most_connections: int = 0
    _answers: dict[str, Callable[[Received], Pieces]] = field(default_factory=dict)
    _socket: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _open: set[socket.socket] = field(default_factory=set)

    @property
    def host(self) -> str:
        """Host and port."""
        return f"{'localhost' if self.tls else '127.0.0.1'}:{self._socket.getsockname()[1]}"

    def url(self, path: str = "/") -> str:
        """Return the address of a path."""
        return f"{'https' if self.tls else 'http'}://{self.host}{path}"

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [request.path for request in self.requests]

    def page(
        self,
        path: str,
        body: bytes | str = b"",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """Answer a path with a page; with a validator given, a request that names it gets 304."""
        content = body.encode() if isinstance(body, str) else body
        validators = {"ETag": etag, "Last-Modified": last_modified}
        fields = {name: value for name, value in validators.items() if value} | dict(headers or {})

        def answer(request: Received) -> bytes:
            named = (request.headers.get("if-none-match"), request.headers.get("if-modified-since"))
            if (etag and named[0] == etag) or (last_modified and not named[0] and named[1] == last_modified):
                return response(304, fields)
            return response(status, {"Content-Type": "text/html; charset=utf-8"} | fields, content)

        self._answers[path] = answer

    def redirect(self, path: str, location: str, status: int = 301) -> None:
        """Answer a path with a redirect."""
        self.page(path, status=status, headers={"Location": location})

    def robots(self, text: str, status: int = 200) -> None:
        """Set the robots.txt."""
        self.page("/robots.txt", text, status, {"Content-Type": "text/plain"})

    def raw(self, path: str, pieces: Pieces | Callable[[Received], Pieces]) -> None:
        """Answer a path with bytes as they are, then close; a function makes them anew for each request."""
        self._answers[path] = pieces if callable(pieces) else lambda _: pieces

    def __enter__(self) -> Site:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _shut(self._socket)
        with self._lock:
            for connection in self._open:
                _shut(connection)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.add(connection)
            self.most_connections = max(self.most_connections, sum(map(_is_open, self._open)))
        try:
            with contextlib.suppress(OSError), connection:
                self._answer(self.tls.wrap_socket(connection, server_side=True) if self.tls else connection)
        finally:
            with self._lock:
                self._open.discard(connection)

    def _answer(self, connection: socket.socket) -> None:
        request = _read(connection)
        if request is None:
            return
        with self._lock:
            self.requests.append(request)
        answer = self._answers.get(request.path, lambda _: response(404, {}, b"Not found"))
        pieces = answer(request)
        for piece in [pieces] if isinstance(pieces, bytes) else pieces:
            connection.sendall(piece)
        _shut(connection, socket.SHUT_WR)
        connection.settimeout(1)
        while connection.recv(65_536):  # closing with unread bytes would reset the connection
            pass


def response(status: int, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    """Return a response as it goes over the wire, with its Content-Length unless the headers say one."""
    fields = {"Content-Length": str(len(body)), "Connection": "close"} | dict(headers)
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    reason = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown"
    return f"HTTP/1.1 {status} {reason}\r\n{lines}\r\n".encode("latin-1") + body


def drip(data: bytes, seconds: float, size: int = 1) -> Iterable[bytes]:
    """Yield data in small pieces with a pause after each."""
    for start in range(0, len(data), size):
        yield data[start : start + size]
        time.sleep(seconds)


def _read(connection: socket.socket) -> Received | None:
    connection.settimeout(5)
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65_536)
        if not piece or piece.startswith(b"\x16"):  # TLS
            return None
        data += piece
    first, *lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in lines)
    headers = {name.lower(): value.strip() for name, _, value in fields}
    return Received(first.split(" ")[1], headers, time.monotonic())


def _is_open(connection: socket.socket) -> bool:
    """Tell whether the other side has not closed yet, of whatever it sent that was not read."""
    with contextlib.suppress(OSError, ValueError):
        is_silent = not select.select([connection], [], [], 0)[0]
        return is_silent or connection.recv(1, socket.MSG_PEEK) != b""
    return False


def _shut(connection: socket.socket, how: int = socket.SHUT_RDWR) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(how)
    if how == socket.SHUT_RDWR:
        connection.close()
