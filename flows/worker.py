"""The process that works on documents: `python -m flows.worker FD`, started and watched by `flows.supervisor`.

FD is its end of the connection. It answers one request after the other, and ends when its parent does.
"""

from __future__ import annotations

import fcntl
import logging
import os
import signal
import sys
from multiprocessing.connection import Connection
from pkgutil import resolve_name

from flows.attempt import At, Attempt, Done, Failed, LogLine, Ready, Request
from flows.memory import limit_growth
from flows.terminal import printable
from transforms.errors import DatelineError

log = logging.getLogger("flows.worker")


def main() -> None:
    """Answer requests until the connection is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, and with it this process ends
    _end_with_parent()
    connection = Connection(int(sys.argv[1]))
    logging.getLogger().addHandler(_Forward(connection))
    connection.send(Ready())
    while True:
        try:
            request = connection.recv()
        except EOFError:
            return
        connection.send(_answer(request, connection))


class _Forward(logging.Handler):
    """Sends log lines to the parent, which has the handlers; what documents say in them cannot steer a terminal.

    What libraries have to say of a document is for debugging: its rejection tells what counts.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def emit(self, record: logging.LogRecord) -> None:
        level = record.levelno if record.name.startswith("flows.") else logging.DEBUG
        lines = map(printable, self.format(record).splitlines())
        self._connection.send(LogLine(level, f"{record.name}: " + "\n".join(lines)))


def _end_with_parent() -> None:
    """Have the kernel end this process when the last writer of its standard input is gone.

    A thread that waits for this would not do: a regular expression that never ends keeps all threads waiting.
    """
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)


def _answer(request: Request, connection: Connection) -> Done | Failed:
    try:
        attempt = Attempt(request.refused, request.is_one_by_one, _Beacon(connection, request.memory_bytes))
        return Done(resolve_name(request.step)(*request.arguments, attempt=attempt))
    except DatelineError as error:
        return Failed(error)
    except Exception as error:
        log.exception("%s failed.", request.step)
        return Failed(DatelineError(f"The step {request.step} failed with {type(error).__name__}; its log says where."))


class _Beacon:
    """Tells the parent where the step is, and limits memory from the first document on: tables are loaded by then."""

    def __init__(self, connection: Connection, memory_bytes: int) -> None:
        self._connection = connection
        self._unset_limit: int | None = memory_bytes

    def __call__(self, at: At) -> None:
        if self._unset_limit is not None and at.key is not None:
            limit_growth(self._unset_limit)
            self._unset_limit = None
        self._connection.send(at)


if __name__ == "__main__":
    main()
