"""The SQL files of this package, read as package data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files

_VIEW = re.compile(r"(?:main\.|(?=ops\.))((?:ops\.)?\w+)")


@cache
def read_sql(path: str) -> str:
    """Return the text of an SQL file, named by its path within the package `warehouse`."""
    return files("warehouse").joinpath(path).read_text(encoding="utf-8")


def sql_names(folder: str) -> Iterator[str]:
    """Yield the names, without `.sql`, of a folder's SQL files in order."""
    entries = files("warehouse").joinpath(folder).iterdir()
    yield from sorted(entry.name.removesuffix(".sql") for entry in entries if entry.name.endswith(".sql"))


def views_in_order() -> Iterator[str]:
    """Yield the names of the views, `main.` left out, so that each comes after those that it selects from."""
    names = list(sql_names("views"))
    named = {name: set(_VIEW.findall(read_sql(f"views/{name}.sql"))) - {name} for name in names}
    yield from TopologicalSorter({name: named[name] & set(names) for name in names}).static_order()
