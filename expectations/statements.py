"""Rules of statements: content and speaker stand in the text word for word, and the day agrees with its precision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

from expectations.checks import between, equal, holds, in_order, matches, one_of, unique
from expectations.rule import Limits, Rule, Stage
from expectations.spans import Bounds, article_keys, cut, cut_rows, lie_in_order, row_texts
from transforms.records import Statement

PARTS = ("headline", "standfirst", "body", "faq")
QUOTES = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』")
# Longest interval that a precision allows, days from said_from to said_to.
MAX_DAYS = {"day": 0, "week": 6, "month": 30, "quarter": 91, "year": 365}


def derive(frame: pd.DataFrame, tables: Mapping[str, pa.Table]) -> pd.DataFrame:
    """Add what stands in the text at the statement's offsets, and how the day agrees with its precision."""
    statements = tables["fact_statement"]
    texts = row_texts(statements, tables)
    spans = [pieces or [] for pieces in statements["content_spans"].to_pylist()]
    return _with_days(_with_offsets(frame, texts, spans), tables).assign(
        content_in_text=pd.Series([_join(*pair) for pair in zip(texts, spans, strict=True)], dtype="str"),
        speaker_in_text=pd.Series(cut_rows(texts, statements, "speaker_start", "speaker_end"), dtype="str"),
        quotes_agree=(frame["kind"] != "direct")
        | pd.Series([_is_quoted(*pair) for pair in zip(texts, spans, strict=True)], dtype="bool"),
    )


def _with_offsets(frame: pd.DataFrame, texts: list[str | None], spans: list[list[Bounds]]) -> pd.DataFrame:
    in_text = [lie_in_order(pieces, len(text or "")) for text, pieces in zip(texts, spans, strict=True)]
    speakers = zip(frame["speaker_start"], frame["speaker_end"], spans, strict=True)
    return frame.assign(
        first_start=pd.Series([pieces[0]["char_start"] if pieces else None for pieces in spans], dtype="float64"),
        last_end=pd.Series([pieces[-1]["char_end"] if pieces else None for pieces in spans], dtype="float64"),
        spans_in_order=pd.Series(in_text, dtype="bool"),
        speaker_is_apart=pd.Series([_is_apart(*bounds) for bounds in speakers], dtype="bool"),
    )


def _with_days(frame: pd.DataFrame, tables: Mapping[str, pa.Table]) -> pd.DataFrame:
    articles = tables["fact_article"]
    published = dict(zip(article_keys(articles), articles["published_date"].to_pylist(), strict=True))
    days = pd.Series([published.get(key) for key in article_keys(tables["fact_statement"])], dtype="datetime64[ms]")
    is_unknown = frame["said_precision"] == "unknown"
    return frame.assign(
        # A day of grace: the outlet's day may have ended where the words were said.
        latest_day=days + pd.Timedelta(days=1),
        said_days=(frame["said_to"] - frame["said_from"]).dt.days,
        max_said_days=frame["said_precision"].map(MAX_DAYS).astype("float64"),
        is_baseless=frame["said_basis"] == "none",
        is_unknown=is_unknown,
        days_agree=(frame["said_from"].isna() == is_unknown) & (frame["said_to"].isna() == is_unknown),
    )


def _join(text: str | None, spans: list[Bounds]) -> str | None:
    pieces = [cut(text, span["char_start"], span["char_end"]) for span in spans]
    return None if None in pieces or not pieces else " ".join(piece for piece in pieces if piece)


def _is_quoted(text: str | None, spans: list[Bounds]) -> bool:
    """Whether each piece begins with a quotation mark or stands right behind one."""
    starts = (span["char_start"] for span in spans)
    return all(QUOTES & set((text or "")[max(0, start - 1) : start + 1]) for start in starts)


def _is_apart(start: Any, end: Any, spans: list[Bounds]) -> bool:
    """Whether the speaker's words stand outside all pieces; a speaker without offsets (NaN) does."""
    return not any(start < span["char_end"] and span["char_start"] < end for span in spans)


def rules(_: Limits) -> tuple[Rule, ...]:
    """Return the rules of the stage."""
    return (*_content_rules(), *_speaker_rules(), *_day_rules(), *_value_rules())


def _content_rules() -> tuple[Rule, ...]:
    return (
        matches("content_is_not_blank", "The content has more than white space.", "content", r"\S"),
        equal(
            "content_is_verbatim",
            "The content is the pieces of content_spans, cut from the article's text and joined by one blank.",
            "content",
            "content_in_text",
        ),
        holds(
            "content_spans_are_in_order",
            "The pieces of the content are not empty, lie within the text, and do not overlap.",
            "spans_in_order",
        ),
        equal(
            "content_start_matches", "The content starts where its first piece does.", "content_start", "first_start"
        ),
        equal("content_end_matches", "The content ends where its last piece does.", "content_end", "last_end"),
        holds(
            "direct_is_quoted",
            "Each piece of a direct statement begins with a quotation mark or right behind one.",
            "quotes_agree",
            severity="warning",
        ),
    )


def _speaker_rules() -> tuple[Rule, ...]:
    return (
        equal(
            "speaker_is_verbatim",
            "The speaker's words stand in the article's text at their offsets.",
            "speaker_text",
            "speaker_in_text",
        ),
        holds(
            "speaker_is_outside_content",
            "The speaker's words do not stand within the content.",
            "speaker_is_apart",
            severity="warning",
        ),
    )


def _day_rules() -> tuple[Rule, ...]:
    return (
        in_order("said_days_are_ordered", "said_from is not after said_to.", "said_from", "said_to"),
        in_order(
            "said_days_fit_precision",
            "The days from said_from to said_to are no more than the precision allows.",
            "said_days",
            "max_said_days",
        ),
        equal(
            "said_basis_agrees",
            "The basis of the day is none exactly where its precision is unknown.",
            "is_baseless",
            "is_unknown",
        ),
        holds(
            "said_days_agree",
            "said_from and said_to are both missing where the precision is unknown, and both there otherwise.",
            "days_agree",
        ),
        in_order(
            "said_before_published",
            "A statement was said at most a day after the article was published.",
            "said_from",
            "latest_day",
            severity="warning",
        ),
    )


def _value_rules() -> tuple[Rule, ...]:
    return (
        one_of("part_yields_statements", f"Statements stand only in: {', '.join(PARTS)}.", "part", PARTS),
        between("confidence_is_a_share", "The confidence is from 0 to 1.", "confidence", low=0, high=1),
        between("position_is_counted_from_1", "Statements are counted from 1.", "position", low=1),
        unique(
            "position_is_unique",
            "No two statements of an article have the same place.",
            ["article_id", "revision", "position"],
            level="batch",
        ),
    )


STAGE = Stage(
    "statement",
    Statement,
    rules,
    derive,
    derived=(
        "content_in_text", "speaker_in_text", "quotes_agree", "first_start", "last_end", "spans_in_order",
        "speaker_is_apart", "latest_day", "said_days", "max_said_days", "is_baseless", "is_unknown", "days_agree",
    ),
)  # fmt: skip
