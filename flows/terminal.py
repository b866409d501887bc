"""What stands in the terminal: text from outside never steers it."""

from __future__ import annotations

from rich.text import Text


def printable(value: object) -> str:
    """Return a value as text in which every character that is no print (but a space) is replaced."""
    text = "" if value is None else str(value)
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def cell(value: object) -> Text:
    """Return a table cell that is taken as it stands: no markup, no control characters."""
    return Text(printable(value))
