"""An attempt at a step of a batch, between the process that works and the one that watches over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Refusal = tuple[str, str]

# Told in place of a key: work on several documents at once, or on none.
SEVERAL = ""


@dataclass(frozen=True, slots=True)
class At:
    """What a step works on from now on: a document, by its key in the step, `SEVERAL`, or none (None)."""

    key: str | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a step learns from the attempts before this one, and how it tells where it is.

    Attributes:
        refused: rule and reason of the documents that broke attempts off, by key; the step leaves them out.
        is_one_by_one: an attempt broke off at several documents; now each is to be worked on alone.
        send: takes where the step is.
    """

    refused: Mapping[str, Refusal] = field(default_factory=dict)
    is_one_by_one: bool = False
    send: Callable[[At], None] = lambda _: None

    def at(self, key: str | None) -> None:
        """Tell what the work is on from now on; a document's time counts from here."""
        self.send(At(key))


FIRST = Attempt()


@dataclass(frozen=True, slots=True)
class Request:
    """A step to be run.

    Attributes:
        step: name of a function, as `package.module:name`; it takes the arguments, and an `Attempt` last.
        arguments: what it is called with.
        refused: as in `Attempt`.
        is_one_by_one: as in `Attempt`.
        memory_bytes: more than this the step is not given.
    """

    step: str
    arguments: tuple[Any, ...]
    refused: Mapping[str, Refusal]
    is_one_by_one: bool
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Ready:
    """The process has started."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """What the process has to say: level as in `logging`, and printable text of one line or more."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """The step has ended, and this is what it returned."""

    value: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """The step itself failed, whatever its documents are."""

    error: Exception
