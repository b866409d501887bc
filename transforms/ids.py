"""Deterministic ids: UUIDv5 of the fields that make identity, so that every machine derives the same."""

from __future__ import annotations

from uuid import UUID, uuid5

NAMESPACE = UUID("6d0f1a52-8c5e-5b0e-9a50-8b6c6f1f6f10")
_SEPARATOR = "\x1f"


def make_id(kind: str, *identity: object) -> str:
    """Return the UUIDv5 of `kind` and the identity fields, as text of 36 characters.

    The separator cannot be confused with content: it is escaped inside the fields.
    """
    parts = (str(part).replace("\\", "\\\\").replace(_SEPARATOR, "\\u") for part in identity)
    return str(uuid5(NAMESPACE, _SEPARATOR.join((kind, *parts))))
