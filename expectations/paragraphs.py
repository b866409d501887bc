"""Rules of paragraphs: they lie in the article's text, in order, and are counted without a gap."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from expectations.checks import between, equal, holds, in_order
from expectations.rule import Limits, Rule, Stage
from expectations.spans import cut_rows, row_texts
from transforms.records import Paragraph

ARTICLE = ["article_id", "revision"]


def derive(frame: pd.DataFrame, tables: Mapping[str, pa.Table]) -> pd.DataFrame:
    """Add the length of the article's text, the end of the paragraph before, the place, and whether it is blank."""
    paragraphs = tables["fact_paragraph"]
    texts = row_texts(paragraphs, tables)
    cuts = cut_rows(texts, paragraphs, "char_start", "char_end")
    ordered = frame.sort_values("position", kind="stable").groupby(ARTICLE)
    return frame.assign(
        text_length=pd.Series([len(text or "") for text in texts], dtype="int64"),
        previous_end=ordered["char_end"].shift(fill_value=0),
        place=ordered.cumcount() + 1,
        is_filled=pd.Series([bool(words and words.strip()) for words in cuts], dtype="bool"),
    )


def rules(_: Limits) -> tuple[Rule, ...]:
    """Return the rules of the stage."""
    return (
        between("start_is_in_text", "A paragraph begins at character 0 or later.", "char_start", low=0),
        in_order("offsets_are_ordered", "A paragraph ends after it begins.", "char_start", "char_end", strictly=True),
        in_order("end_is_in_text", "A paragraph ends within the article's text.", "char_end", "text_length"),
        in_order(
            "paragraphs_do_not_overlap",
            "A paragraph begins no earlier than the one before it ends.",
            "previous_end",
            "char_start",
        ),
        equal(
            "positions_have_no_gap",
            "The paragraphs of an article are counted from 1 without a gap.",
            "position",
            "place",
        ),
        holds("paragraph_is_not_blank", "A paragraph has more than white space.", "is_filled"),
    )


STAGE = Stage("paragraph", Paragraph, rules, derive, derived=("text_length", "previous_end", "place", "is_filled"))
