"""Cutting spans out of article texts, so that a rule can compare what is claimed with what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, starmap
from typing import TypedDict

import pyarrow as pa

ArticleKey = tuple[str, int]


class Bounds(TypedDict):
    """A half-open span as Arrow gives it back."""

    char_start: int
    char_end: int


def article_keys(table: pa.Table) -> list[ArticleKey]:
    """Return article id and revision of each row."""
    return list(zip(table["article_id"].to_pylist(), table["revision"].to_pylist(), strict=True))


def row_texts(table: pa.Table, tables: Mapping[str, pa.Table]) -> list[str | None]:
    """Return the text of each row's article, None where the batch has no such article."""
    articles = tables["fact_article"]
    texts = dict(zip(article_keys(articles), articles["text"].to_pylist(), strict=True))
    return [texts.get(key) for key in article_keys(table)]


def cut(text: str | None, start: int | None, end: int | None) -> str | None:
    """Return the characters of a half-open span, or None where the span is empty or not within the text."""
    if text is None or start is None or end is None or not 0 <= start < end <= len(text):
        return None
    return text[start:end]


def cut_rows(texts: Iterable[str | None], table: pa.Table, start: str, end: str) -> list[str | None]:
    """Cut one span a row; `start` and `end` name the columns of the offsets."""
    return list(starmap(cut, zip(texts, table[start].to_pylist(), table[end].to_pylist(), strict=True)))


def lie_in_order(spans: Sequence[Bounds], length: int) -> bool:
    """Whether there are spans and each is not empty, within a text, and not before the end of the one before."""
    bounds = [0, *(bound for span in spans for bound in (span["char_start"], span["char_end"])), length]
    filled = all(span["char_start"] < span["char_end"] for span in spans)
    return bool(spans) and filled and all(left <= right for left, right in pairwise(bounds))
