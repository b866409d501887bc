"""Rules of documents: there is an article's text, and its paragraphs cover it in order."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from expectations.checks import between, holds, present
from expectations.rule import Limits, Rule, Stage
from expectations.spans import Bounds, lie_in_order
from transforms.records import Document

# Thai to Khmer, and the scripts of Chinese and Japanese: a character counts as a word.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+")


def derive(frame: pd.DataFrame, tables: Mapping[str, pa.Table]) -> pd.DataFrame:
    """Add the number of words of pages, how the paragraphs lie in the text, and whether the raw document is at hand."""
    documents = tables["stage.document"]
    pairs = [
        (text or "", blocks or [])
        for text, blocks in zip(documents["text"].to_pylist(), documents["blocks"].to_pylist(), strict=True)
    ]
    return frame.assign(
        page_words=pd.Series([_words(text) for text, _ in pairs], dtype="float64").where(_is_page(frame)),
        blocks_in_order=pd.Series([lie_in_order(blocks, len(text)) for text, blocks in pairs], dtype="bool"),
        outside_characters=pd.Series([_outside(text, blocks) for text, blocks in pairs], dtype="int64"),
        raw_is_known=frame["capture_id"].isin(tables["stage.raw_document"]["capture_id"].to_pylist()),
    )


def _words(text: str) -> int:
    """Count words, and characters of the scripts that put no blanks between words."""
    return len(_WORD.findall(text))


def _is_page(frame: pd.DataFrame) -> pd.Series:
    """Tell pages from texts that were given as they stand: however short, these are what the user wants loaded."""
    return frame["format"].isin(["html", "jsonl_html"])


def _outside(text: str, blocks: list[Bounds]) -> int:
    """Count the characters, without white space, that stand in no block."""
    inside = " ".join(text[block["char_start"] : block["char_end"]] for block in blocks)
    return max(0, len("".join(text.split())) - len("".join(inside.split())))


def rules(limits: Limits) -> tuple[Rule, ...]:
    """Return the rules of the stage."""
    return (
        between(
            "text_has_words",
            f"A page with an article has at least {limits.min_words} words of text.",
            "page_words",
            low=limits.min_words,
        ),
        holds(
            "blocks_are_in_order",
            "The paragraphs are not empty, lie within the text, and do not overlap.",
            "blocks_in_order",
        ),
        between(
            "blocks_cover_the_text",
            "No character of the text, white space apart, stands outside the paragraphs.",
            "outside_characters",
            high=0,
            severity="warning",
        ),
        present("title_is_told", "The page or the input tells a headline.", "title", severity="warning"),
        holds(
            "raw_document_is_known",
            "The raw document that a document was read from is in the batch.",
            "raw_is_known",
            level="batch",
        ),
    )


STAGE = Stage(
    "document", Document, rules, derive, derived=("page_words", "blocks_in_order", "outside_characters", "raw_is_known")
)
