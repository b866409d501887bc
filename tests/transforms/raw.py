"""Raw documents for tests."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from transforms.records import RawDocument

CAPTURED_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


def raw_document(content: bytes, format: str, **given: str) -> RawDocument:
    digest = hashlib.sha256(content).hexdigest()
    return RawDocument(
        "capture", "input/page", "/input/page", format, content, digest, len(content), CAPTURED_AT, **given
    )
