"""The SQL files of this package, read as package data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def read_sql(path: str) -> str:
    """Return the text of an SQL file, named by its path within the package `warehouse`."""
    return files("warehouse").joinpath(path).read_text(encoding="utf-8")


def sql_names(folder: str) -> Iterator[str]:
    """Yield the names, without `.sql`, of a folder's SQL files in order."""
    entries = files("warehouse").joinpath(folder).iterdir()
    yield from sorted(entry.name.removesuffix(".sql") for entry in entries if entry.name.endswith(".sql"))
