"""Rules of articles: a plausible time of publication, clean text, and well-formed codes."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from expectations.checks import between, equal, holds, in_order, matches, present
from expectations.rule import Limits, Rule, Stage
from transforms.records import Article

# Publick Occurrences, the first newspaper of several pages in the Americas, is of 1690.
FIRST_YEAR = 1690
# A text decoded with the wrong character set is full of U+FFFD; a few come from the source itself.
MAX_UNDECODED_SHARE = 0.01
UNDECODED = "\ufffd"
TIME_PRECISIONS = ("second", "minute")
DAY_PRECISIONS = ("second", "minute", "day")


def derive(frame: pd.DataFrame, tables: Mapping[str, pa.Table]) -> pd.DataFrame:
    """Add how the publication time agrees with its precision, and what is counted in the text."""
    texts = [text or "" for text in tables["fact_article"]["text"].to_pylist()]
    return _with_times(frame).assign(
        has_no_nul=pd.Series(["\0" not in text for text in texts], dtype="bool"),
        undecoded_share=pd.Series([text.count(UNDECODED) / max(1, len(text)) for text in texts], dtype="float64"),
        words=pd.Series([len(text.split()) for text in texts], dtype="int64"),
    )


def _with_times(frame: pd.DataFrame) -> pd.DataFrame:
    # A day of grace: clocks and time zones of outlets differ.
    latest = frame["first_seen_at"] + pd.Timedelta(days=1)
    precision, has_date = frame["published_precision"], frame["published_date"].notna()
    is_unknown = precision == "unknown"
    return frame.assign(
        latest_at=latest,
        published_year=frame["published_date"].dt.year,
        is_baseless=frame["published_basis"] == "none",
        is_unknown=is_unknown,
        time_agrees=frame["published_at"].isna() | precision.isin(TIME_PRECISIONS),
        date_agrees=(has_date | ~precision.isin(DAY_PRECISIONS)) & ~(has_date & is_unknown),
    )


def rules(limits: Limits) -> tuple[Rule, ...]:
    """Return the rules of the stage."""
    return (*_past_rules(), *_precision_rules(limits), *_text_rules(), *_code_rules())


def _past_rules() -> tuple[Rule, ...]:
    return (
        in_order(
            "published_at_is_past",
            "The time of publication is at most a day after the article was first seen.",
            "published_at",
            "latest_at",
        ),
        in_order(
            "published_date_is_past",
            "The day of publication is at most a day after the article was first seen.",
            "published_date",
            "latest_at",
        ),
        between(
            "published_date_is_plausible",
            f"No article is older than newspapers are (year {FIRST_YEAR}).",
            "published_year",
            low=FIRST_YEAR,
        ),
    )


def _precision_rules(limits: Limits) -> tuple[Rule, ...]:
    return (
        equal(
            "published_basis_agrees",
            "The basis of the publication time is none exactly where its precision is unknown.",
            "is_baseless",
            "is_unknown",
        ),
        holds(
            "published_at_agrees",
            "A time of publication is told only with a precision of second or minute.",
            "time_agrees",
        ),
        holds(
            "published_date_agrees",
            "A day of publication is told with a precision of a day or finer, and never with an unknown one.",
            "date_agrees",
        ),
        present(
            "most_articles_are_dated",
            f"At least {limits.min_share_dated:.0%} of a batch's articles have a day of publication.",
            "published_date",
            share=limits.min_share_dated,
            level="batch",
            severity="warning",
        ),
    )


def _text_rules() -> tuple[Rule, ...]:
    return (
        holds("text_has_no_nul", "The text has no NUL character.", "has_no_nul"),
        between(
            "text_is_decoded",
            f"At most {MAX_UNDECODED_SHARE:.0%} of the text's characters could not be decoded.",
            "undecoded_share",
            high=MAX_UNDECODED_SHARE,
            severity="warning",
        ),
        equal("word_count_matches", "The word count is the number of words of the text.", "word_count", "words"),
        matches(
            "content_sha256_is_hexadecimal",
            "A SHA-256 is 64 lower-case hexadecimal digits.",
            "content_sha256",
            r"^[0-9a-f]{64}$",
        ),
    )


def _code_rules() -> tuple[Rule, ...]:
    return (
        matches("language_is_a_code", "A language is an ISO 639-1 code of two letters.", "language", r"^[a-z]{2}$"),
        matches(
            "source_id_is_a_domain",
            "A source is a registrable domain or a slug: no blank, slash, colon or capital letter.",
            "source_id",
            r"^[^\s/:A-Z]+$",
        ),
        matches(
            "url_is_a_web_address", "A URL begins with http:// or https://.", "url", r"^https?://", severity="warning"
        ),
        matches(
            "canonical_url_is_a_web_address",
            "A canonical URL begins with http:// or https://.",
            "canonical_url",
            r"^https?://",
            severity="warning",
        ),
        between("revision_is_counted_from_1", "Revisions are counted from 1.", "revision", low=1),
    )


STAGE = Stage(
    "article",
    Article,
    rules,
    derive,
    derived=(
        "latest_at", "published_year", "is_baseless", "is_unknown", "time_agrees", "date_agrees",
        "has_no_nul", "undecoded_share", "words",
    ),
)  # fmt: skip
