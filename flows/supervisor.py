"""Steps run in processes of their own, so that no document can stall or end a run.

A document that takes too long or too much memory, or at which the process dies, is refused: the process is ended, and
the step is tried again without it. Each refusal costs one more attempt at one step of one batch, at the most.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from logging import Logger, LoggerAdapter
from multiprocessing import Pipe
from pathlib import Path
from time import monotonic
from typing import Any

from flows.attempt import At, Done, Failed, LogLine, Ready, Refusal, Request
from flows.memory import memory_of
from flows.terminal import printable
from transforms.errors import DatelineError

# How often time and memory are looked at, and how long a process may take to start, and to end once it is silent.
_LOOK_SECONDS = 0.1
_START_SECONDS = 120.0
_DEATH_SECONDS = 10.0
Log = Logger | LoggerAdapter[Logger]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may take: seconds in a step, and bytes of memory of the process that works on it."""

    seconds: float
    memory_bytes: int


def run_step(step: str, *arguments: Any, limits: Limits, log: Log) -> Any:
    """Run a step in a process of its own and return what it returns.

    Args:
        step: name of the function, as `package.module:name`; it is called with the arguments and an `Attempt`.
        arguments: anything that can be pickled.
        limits: documents that go beyond them are refused.
        log: takes the process' log lines, and says what was broken off.

    Raises:
        DatelineError: the step failed, or its process cannot be started or died, and no document is to blame.
    """
    refused: dict[str, Refusal] = {}
    is_one_by_one = False
    while True:
        try:
            return _attempt(Request(step, arguments, refused, is_one_by_one, limits.memory_bytes), limits, log)
        except _BrokenOff as broken:
            rule, reason = broken.refusal
            log.warning("%s broke off at %s: %s", step, printable(broken.key or "no single document"), reason)
            if broken.key in refused or (is_one_by_one and not broken.key):
                raise DatelineError(f"The step {step} cannot be done: {reason}") from broken
            if broken.key:
                refused[broken.key] = rule, reason
            else:
                is_one_by_one = True


@contextmanager
def closing_idle() -> Iterator[None]:
    """End the processes that wait for work when the block is left; those at work end with this process."""
    try:
        yield
    finally:
        end_idle()


def end_idle() -> None:
    """End the processes that wait for work."""
    with suppress(IndexError):
        while True:
            _idle.pop().end()


class _BrokenOff(Exception):
    """An attempt that had to be ended, at a document where `key` names it."""

    def __init__(self, key: str | None, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key
        self.refusal = (rule, reason)


class _Worker:
    """A process of `flows.worker`, seen from its parent."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        with theirs:
            # Its standard input is never written to: it tells the process that its parent is there.
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", "flows.worker", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.PIPE,
                stdout=2,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(str(Path(path).absolute()) for path in sys.path)},
            )
        try:
            is_ready = self._connection.poll(_START_SECONDS) and isinstance(self._connection.recv(), Ready)
        except EOFError:
            is_ready = False
        if not is_ready:
            self.end()
            raise DatelineError(
                "The process that works on documents cannot start; `python -m flows.worker 0` says why."
            )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()
        self._connection.close()

    def answer(self, request: Request, limits: Limits, log: Log) -> Done | Failed:
        """Send a request and watch the process until it answers.

        Raises:
            _BrokenOff: a limit was passed, or the process died.
        """
        key: str | None = None
        since = monotonic()
        try:
            self._connection.send(request)
            while True:
                if self._connection.poll(_LOOK_SECONDS):
                    match self._connection.recv():
                        case At() as at:
                            key, since = at.key, monotonic()
                        case LogLine() as line:
                            log.log(line.level, "%s", line.text)
                        case Done() | Failed() as answer:
                            return answer
                self._check(key, monotonic() - since, limits)
        except (EOFError, OSError) as error:
            raise _BrokenOff(key, "process_died", f"The process that worked on it died ({self._death()}).") from error

    def memory_bytes(self) -> int:
        """Memory of its own; 0 where the system does not tell."""
        found = memory_of(self._process.pid)
        return found.own_bytes if found else 0

    def _check(self, key: str | None, seconds: float, limits: Limits) -> None:
        if key is not None and seconds > limits.seconds:
            raise _BrokenOff(key, "too_slow", f"A step took more than {limits.seconds:g} seconds on it.")
        if self.memory_bytes() > limits.memory_bytes:
            reason = f"The process took more than {limits.memory_bytes:,} bytes of memory."
            raise _BrokenOff(key, "too_much_memory", reason)

    def _death(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_DEATH_SECONDS)
        self.end()
        code = self._process.returncode
        return (signal.strsignal(-code) or f"signal {-code}") if code < 0 else f"exit code {code}"


_idle: deque[_Worker] = deque()


def _attempt(request: Request, limits: Limits, log: Log) -> Any:
    worker = _taken()
    try:
        answer = worker.answer(request, limits, log)
    except BaseException:
        worker.end()
        raise
    # Memory that the libraries keep from document to document must not be held against one that comes later.
    if worker.memory_bytes() > limits.memory_bytes // 2:
        worker.end()
    else:
        _idle.append(worker)
    if isinstance(answer, Failed):
        raise answer.error
    return answer.value


def _taken() -> _Worker:
    with suppress(IndexError):
        while True:
            worker = _idle.pop()
            if worker.is_alive:
                return worker
            worker.end()
    return _Worker()
