"""What stands in the terminal: text from outside never steers it."""

from __future__ import annotations

import shlex

from rich.text import Text

from flows.settings import Settings


def printable(value: object) -> str:
    """Return a value as text in which every character that is no print (but a space) is replaced."""
    text = "" if value is None else str(value)
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def cell(value: object) -> Text:
    """Return a table cell that is taken as it stands: no markup, no control characters."""
    return Text(printable(value))


def warehouse_option(settings: Settings) -> str:
    """Return the option that names the warehouse in a command to type next; empty where the settings name it."""
    if settings.warehouse == Settings().warehouse:
        return ""
    return f" --warehouse {printable(shlex.quote(str(settings.warehouse)))}"
