"""What a line of an imported file yields: entries of the knowledge base, offices, and who held them when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from transforms.errors import Rejected

STAGE = "knowledge"
_WIKIDATA_ID = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its key in the file."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Occupancy:
    """That somebody held an office, both told by their keys; dates as `Tenure.parse` reads them."""

    holder: str
    post: str
    since: str | None = None
    until: str | None = None


def parse_line(line: bytes) -> dict[str, Any] | None:
    """Return the JSON object of a line, None for a line without one: blank, or the bracket around a list.

    Lines may end in a comma, as in Wikidata's dumps, which are one list.

    Raises:
        Rejected: the line holds something else.
    """
    bare = line.strip().removesuffix(b",")
    if bare in (b"", b"[", b"]"):
        return None
    try:
        fields = json.loads(bare)
    except (ValueError, RecursionError) as error:
        raise refused("malformed_json", f"The line is not JSON: {type(error).__name__}.") from error
    if not isinstance(fields, dict):
        raise refused("malformed_json", "The line is not a JSON object.")
    return fields


def clean(value: object) -> str:
    """Return a text with its white space folded.

    Raises:
        Rejected: the value is no text, or has half of a surrogate pair.
    """
    if not isinstance(value, str):
        raise refused("wrong_type", "A name, date or id is not text.")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise refused("not_unicode", "A text has half of a surrogate pair, which is no character.")
    return " ".join(value.split())


def mapping(value: Any) -> Mapping[str, Any]:
    """Return a JSON object; an empty one may be any empty value, such as the list that Wikibase writes.

    Raises:
        Rejected: it is none.
    """
    if not value:
        return {}
    if not isinstance(value, dict):
        raise refused("wrong_type", "A value that should be an object is none.")
    return value


def items_of(value: Any) -> Iterable[Any]:
    """Return the items of a JSON list, none for what is empty.

    Raises:
        Rejected: it is no list.
    """
    if not isinstance(value or [], list):
        raise refused("wrong_type", "A value that should be a list is none.")
    return value or []


def distinct(names: Iterable[str], but: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names that are not empty, each once, in order, without some."""
    left_out = {"", *but}
    return tuple(dict.fromkeys(name for name in names if name not in left_out))


def by_length(names: Iterable[str], kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return aliases and short names: one word alone ("Trump") names a person only where nothing contradicts."""
    found = list(names)
    short = [name for name in found if kind == "person" and len(name.split()) == 1]
    return distinct(found, short), distinct(short)


def is_wikidata_id(text: str) -> bool:
    """Tell whether a text is the id of a Wikidata item."""
    return _WIKIDATA_ID.fullmatch(text) is not None


def refused(rule: str, reason: str) -> Rejected:
    """Return the error of a line that cannot be taken in."""
    return Rejected(STAGE, rule, reason)


class LeftOut(Exception):
    """A sound line holds nothing that the knowledge base keeps; its text says what it is."""
