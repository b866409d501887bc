"""Rules of mentions: each stands in the text and is of its entity's kind."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from expectations.checks import equal, matches
from expectations.rule import Limits, Rule, Stage
from expectations.spans import cut_rows, row_texts
from transforms.records import Mention


def derive(frame: pd.DataFrame, tables: Mapping[str, pa.Table]) -> pd.DataFrame:
    """Add what stands in the text at the mention's offsets, and the kind of its entity."""
    mentions, entities = tables["fact_mention"], tables["dim_entity"]
    kinds = dict(zip(entities["entity_id"].to_pylist(), entities["kind"].to_pylist(), strict=True))
    surfaces = cut_rows(row_texts(mentions, tables), mentions, "char_start", "char_end")
    return frame.assign(
        surface_in_text=pd.Series(surfaces, dtype="str"),
        entity_kind=pd.Series([kinds.get(entity) for entity in mentions["entity_id"].to_pylist()], dtype="str"),
    )


def rules(_: Limits) -> tuple[Rule, ...]:
    """Return the rules of the stage."""
    return (
        matches("surface_is_not_blank", "The words of a mention are more than white space.", "surface", r"\S"),
        equal(
            "surface_is_verbatim",
            "The words of a mention stand in the article's text at its offsets.",
            "surface",
            "surface_in_text",
        ),
        equal(
            "kind_is_of_entity",
            "A mention is of the same kind as its entity.",
            "kind",
            "entity_kind",
            severity="warning",
        ),
    )


STAGE = Stage("mention", Mention, rules, derive, derived=("surface_in_text", "entity_kind"))
