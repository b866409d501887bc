"""Rules of relays: the chain of a statement has no gap, and each relayer stands in the text."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from expectations.checks import equal, matches
from expectations.rule import Limits, Rule, Stage
from expectations.spans import cut_rows, row_texts
from transforms.records import StatementRelay


def derive(frame: pd.DataFrame, tables: Mapping[str, pa.Table]) -> pd.DataFrame:
    """Add each hop's place in its chain, and what stands in the text at the relayer's offsets."""
    statements, relays = tables["fact_statement"], tables["fact_statement_relay"]
    texts = dict(zip(statements["statement_id"].to_pylist(), row_texts(statements, tables), strict=True))
    of_rows = [texts.get(statement) for statement in relays["statement_id"].to_pylist()]
    return frame.assign(
        place=frame.sort_values("hop", kind="stable").groupby("statement_id").cumcount() + 1,
        relayer_in_text=pd.Series(cut_rows(of_rows, relays, "char_start", "char_end"), dtype="str"),
    )


def rules(_: Limits) -> tuple[Rule, ...]:
    """Return the rules of the stage."""
    return (
        equal("hops_have_no_gap", "The hops of a statement are counted from 1 without a gap.", "hop", "place"),
        matches("relayer_is_not_blank", "The relayer's words are more than white space.", "relayer_text", r"\S"),
        equal(
            "relayer_is_verbatim",
            "The relayer's words stand in the article's text at their offsets.",
            "relayer_text",
            "relayer_in_text",
        ),
    )


STAGE = Stage("relay", StatementRelay, rules, derive, derived=("place", "relayer_in_text"))
