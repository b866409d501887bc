"""DuckDB's errors for people."""

from __future__ import annotations

import duckdb


def first_line(error: duckdb.Error) -> str:
    """Return the first line of an error, without control characters: it may quote hostile text."""
    line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return "".join(character if character.isprintable() else " " for character in line)
