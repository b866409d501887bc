"""JSON Lines: one record a line, with `html` or `text` and what is known beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from transforms.errors import Rejected

_KNOWN = ("id", "url", "html", "text", "title", "published_at", "source", "language")
ASIDE = ("url", "title", "published_at", "source", "language")


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """A parsed line.

    Attributes:
        id: the record's id as text, or None.
        format: `jsonl_html` or `jsonl_text`.
        content: its html or text, UTF-8.
        aside: url, title, published_at, source, language as far as given.
        extra: unknown keys as a JSON object, or None.
    """

    id: str | None
    format: str
    content: bytes
    aside: Mapping[str, str | None]
    extra: str | None


def read_record(line: bytes) -> JsonRecord:
    """Parse one line.

    Raises:
        Rejected: the line is no JSON object, has neither html nor text, or a key has a value of the wrong type.
    """
    fields = _parse(line)
    for key in ("html", "text", *ASIDE):
        if not isinstance(fields.get(key), str | None):
            raise _rejected("wrong_type", f"The key {key} of the record is not text.")
    form = "html" if fields.get("html") else "text"
    if not fields.get(form):
        raise _rejected("no_content", "The record has neither html nor text.")
    extra = {key: value for key, value in fields.items() if key not in _KNOWN}
    return JsonRecord(
        id=None if fields.get("id") is None else str(fields["id"]),
        format=f"jsonl_{form}",
        content=_encode(fields[form]),
        aside={key: fields.get(key) or None for key in ASIDE},
        extra=json.dumps(extra) if extra else None,
    )


def _parse(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _rejected("malformed_json", f"The line is not JSON: {type(error).__name__}.") from error
    if not isinstance(fields, dict):
        raise _rejected("malformed_json", "The line is not a JSON object.")
    _encode(json.dumps(fields, ensure_ascii=False))
    return fields


def _encode(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise _rejected("not_unicode", "The record has half of a surrogate pair, which is no character.") from error


def _rejected(rule: str, reason: str) -> Rejected:
    return Rejected("raw_document", rule, reason)
