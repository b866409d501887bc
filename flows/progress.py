"""Progress of a run, told to whoever shows it: nobody by default, the terminal's bar in `dateline run`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Progress(Protocol):
    """Something that shows how far a run is."""

    def start(self, total: int | None, what: str = "Documents") -> None:
        """Learn how many there are of what is worked on; None where that shows only at the end."""

    def reach(self, done: int) -> None:
        """Learn how many are done."""


class Silent:
    """Shows nothing."""

    def start(self, total: int | None, what: str = "Documents") -> None:
        """Do nothing."""

    def reach(self, done: int) -> None:
        """Do nothing."""


_current: ContextVar[Progress] = ContextVar("progress")


def progress() -> Progress:
    """Return what shows progress in this context."""
    return _current.get(Silent())


@contextmanager
def shown_by(shower: Progress) -> Iterator[None]:
    """Let `shower` show the progress of runs in this context."""
    token = _current.set(shower)
    try:
        yield
    finally:
        _current.reset(token)
