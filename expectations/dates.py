"""Rules of date mentions: each stands in the text, and its days agree with its grain and TIMEX3 value."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from expectations.checks import equal, holds, in_order, matches
from expectations.rule import Limits, Rule, Stage
from expectations.spans import cut_rows, row_texts
from transforms.records import DateMention

# Longest interval that one unit of a grain spans, days from value_from to value_to. A night or a weekend may
# reach into the next day; seasons and halves are counted with the longest months.
MAX_DAYS = {
    "time": 1, "day": 0, "weekend": 2, "week": 6, "month": 30, "quarter": 91, "season": 93, "half": 183,
    "year": 365, "decade": 3652, "century": 36524,
}  # fmt: skip

# TimeML 1.2.1, value of TIMEX3: dates, times, durations, sets and references; X stands for an unknown digit.
_DATE = r"[0-9X]{2,4}(?:-(?:[0-9X]{2}(?:-[0-9X]{2})?|W[0-9X]{2}(?:-(?:WE|[1-7X]))?|Q[1-4X]|H[12X]|SP|SU|FA|WI))?"
_TIME = r"T(?:[0-9X]{2}(?::[0-9X]{2}){0,2}(?:Z|[+-][0-9]{2}:?[0-9]{2})?|MO|MI|AF|EV|NI|DT)"
_DAYS = r"(?:[0-9.X]+(?:Y|M|W|D|Q|H|WE|DE|CE|DT|NI|SP|SU|FA|WI))+"
_HOURS = r"T(?:[0-9.X]+[HMS])+"
_DURATION = rf"P(?:{_DAYS}(?:{_HOURS})?|{_HOURS})"
_VALUE = rf"(?:{_DATE}(?:{_TIME})?|{_TIME}|{_DURATION}|(?:PAST|PRESENT|FUTURE)_REF)"
TIMEX = rf"^{_VALUE}(?:/{_VALUE})?$"


def derive(frame: pd.DataFrame, tables: Mapping[str, pa.Table]) -> pd.DataFrame:
    """Add what stands in the text at the offsets, the interval's days, and how value and basis agree."""
    dates = tables["fact_date_mention"]
    surfaces = cut_rows(row_texts(dates, tables), dates, "char_start", "char_end")
    has_from, has_to = frame["value_from"].notna(), frame["value_to"].notna()
    # Several units (two weeks, May to July) are longer than one unit of their grain.
    is_one_unit = ~frame["timex"].str.contains("^P|/", na=False)
    return frame.assign(
        surface_in_text=pd.Series(surfaces, dtype="str"),
        days=(frame["value_to"] - frame["value_from"]).dt.days,
        max_days=frame["grain"].map(MAX_DAYS).astype("float64").where(is_one_unit),
        is_whole=has_from == has_to,
        is_backed=~has_from | (frame["basis"] != "none"),
    )


def rules(_: Limits) -> tuple[Rule, ...]:
    """Return the rules of the stage."""
    return (
        matches("surface_is_not_blank", "The words of a date are more than white space.", "surface", r"\S"),
        equal(
            "surface_is_verbatim",
            "The words of a date stand in the article's text at its offsets.",
            "surface",
            "surface_in_text",
        ),
        in_order("days_are_ordered", "value_from is not after value_to.", "value_from", "value_to"),
        holds("days_are_paired", "value_from and value_to are both there or both missing.", "is_whole"),
        in_order(
            "days_fit_grain",
            "The days from value_from to value_to are no more than one unit of the grain.",
            "days",
            "max_days",
        ),
        holds("value_has_a_basis", "A date with a value tells what it was counted from.", "is_backed"),
        matches("timex_is_well_formed", "timex is a TIMEX3 value.", "timex", TIMEX),
    )


STAGE = Stage(
    "date", DateMention, rules, derive, derived=("surface_in_text", "days", "max_days", "is_whole", "is_backed")
)
