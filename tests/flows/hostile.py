"""The real steps among documents that misbehave: a document says in its text what it does to whoever reads it."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flows import steps
from flows.attempt import Attempt
from flows.reader import Reader
from flows.settings import Settings
from transforms import analysis


def sleep() -> None:
    time.sleep(600)


def spin() -> None:
    while True:
        pass


def backtrack() -> None:
    """Never lets go of the interpreter's lock."""
    re.match(r"(a|a)*$", "a" * 60 + "b")


def grow() -> None:
    kept = []
    while True:
        kept.append(b"x" * 5_000_000)


def leap() -> None:
    bytearray(10**12)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    os._exit(3)


DEEDS = {f"Please {deed.__name__} now": deed for deed in (sleep, spin, backtrack, grow, leap, crash, leave)}


def capture_batch(*arguments: Any, attempt: Attempt) -> None:
    with among(Reader, "read", lambda reader, ref: "" if ref.format == "unreadable" else ref.path):
        steps.capture_batch(*arguments, attempt=attempt)


def extract_batch(folder: Path, run_id: str, attempt: Attempt) -> None:
    with among(steps, "read_document", lambda raw, version: raw.content.decode("utf-8", "replace")):
        steps.extract_batch(folder, run_id, attempt)


def analyse_batch(folder: Path, run_id: str, settings: Settings, imported: Path | None, attempt: Attempt) -> float:
    """The deed is done inside the analysis of the whole batch, where no single document is known."""
    with among(analysis, "segment", lambda item, lexicon: item.article.text):
        return steps.analyse_batch(folder, run_id, settings, imported, attempt)


def among(place: object, name: str, text_of: Callable[..., str]) -> Any:
    """Replace a function by one that first does what the text of its arguments asks for."""
    function = getattr(place, name)

    def misbehave(*arguments: Any) -> Any:
        text = text_of(*arguments)
        for words, deed in DEEDS.items():
            if words in text:
                deed()
        return function(*arguments)

    return patch.object(place, name, misbehave)


def fail(attempt: Attempt) -> None:
    raise KeyError("no document's fault")


def crash_at_once(attempt: Attempt) -> None:
    crash()


def crash_at_one(attempt: Attempt) -> None:
    """Never learns that the document is to be left out."""
    attempt.at("a document")
    crash()


def echo(text: str, attempt: Attempt) -> str:
    print("A library prints this.")
    return f"{os.getpid()} {text}"


def swell(attempt: Attempt) -> int:
    """Keep memory for good, as libraries do that cache what they have met."""
    kept.append(os.urandom(350_000_000))
    return os.getpid()


kept: list[bytes] = []
