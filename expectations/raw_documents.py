"""Rules of raw documents: what came in can be read, and most of it was."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from expectations.checks import between, equal, holds, matches
from expectations.rule import Limits, Rule, Stage
from transforms.records import RawDocument

# For JSON Lines the bytes counted are those of the line, the content only its html or text.
WHOLE_FORMATS = ("html", "text")


def derive(frame: pd.DataFrame, tables: Mapping[str, pa.Table]) -> pd.DataFrame:
    """Add the byte count that is expected, and whether a document came of each row."""
    is_whole = frame["format"].isin(WHOLE_FORMATS)
    return frame.assign(
        expected_bytes=frame["content"].where(is_whole, frame["byte_count"]),
        is_read=frame["capture_id"].isin(tables["stage.document"]["capture_id"].to_pylist()),
    )


def rules(limits: Limits) -> tuple[Rule, ...]:
    """Return the rules of the stage."""
    return (
        between("content_is_not_empty", "A document has at least one byte.", "content", low=1),
        between(
            "size_is_within_limit",
            f"A document has at most {limits.max_bytes:,} bytes.",
            "byte_count",
            high=limits.max_bytes,
        ),
        equal(
            "byte_count_matches",
            "The byte count of a whole file is the length of its content.",
            "byte_count",
            "expected_bytes",
        ),
        matches(
            "sha256_is_hexadecimal",
            "A SHA-256 is 64 lower-case hexadecimal digits.",
            "sha256",
            r"^[0-9a-f]{64}$",
        ),
        holds(
            "most_documents_are_read",
            f"At least {limits.min_share_read:.0%} of a batch's documents have an article's text.",
            "is_read",
            share=limits.min_share_read,
            level="batch",
            severity="warning",
        ),
    )


STAGE = Stage("raw_document", RawDocument, rules, derive, derived=("expected_bytes", "is_read"))
