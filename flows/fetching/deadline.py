"""Deadlines: all that a request does on the wire shares one span of time.

A time limit for each read alone is no limit: a server that sends one byte at a time keeps within it for ever.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import httpcore
from httpcore import SOCKET_OPTION, NetworkBackend, NetworkStream


class Deadline:
    """A moment that is not passed.

    Args:
        seconds: time until then.
    """

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Put it off by the time that the block takes: waiting for others does not count."""
        began_at = time.monotonic()
        try:
            yield
        finally:
            self._at += time.monotonic() - began_at

    @property
    def left(self) -> float:
        """Seconds that are left, none at the least."""
        return max(0.0, self._at - time.monotonic())

    def within(self, timeout: float | None = None) -> float:
        """Return the seconds that one operation may take.

        Raises:
            httpcore.TimeoutException: none are left.
        """
        left = self.left
        if left <= 0:
            raise httpcore.TimeoutException("no time is left")
        return left if timeout is None else min(left, timeout)


class TimedBackend(NetworkBackend):
    """A network backend whose connections keep a deadline in every operation."""

    def __init__(self, backend: NetworkBackend, deadline: Deadline) -> None:
        self._backend = backend
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """Connect within the time that is left."""
        seconds = self._deadline.within(timeout)
        stream = self._backend.connect_tcp(host, port, seconds, local_address, socket_options)
        return TimedStream(stream, self._deadline)


class TimedStream(NetworkStream):
    """A connection that keeps a deadline in every operation."""

    def __init__(self, stream: NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read within the time that is left."""
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write within the time that is left."""
        self._stream.write(buffer, self._deadline.within(timeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        """Shake hands within the time that is left."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        """Return what the connection tells of itself."""
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()
