"""Reading what Great Expectations answers: one outcome a rule, and the rows that broke it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd

from expectations.result import Failure
from expectations.rule import Rule
from transforms.records.ops import Validation

MAX_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one rule came out on one batch.

    Attributes:
        rule: the rule; critical and of the batch where its evaluation raised an error, whatever was declared.
        expectation_type: Great Expectations' name of its type.
        column: the column or columns that it is about, or None.
        evaluated: rows looked at; those without a value are not, unless the rule is about missing values.
        unexpected: rows that broke it; all rows looked at where the rule is about the table.
        success: whether it held.
        error: why it could not be evaluated, or None.
        detail: which columns of the table are missing or too many, or nothing.
        broken: row and values, in one tuple, of each row that broke it.
    """

    rule: Rule
    expectation_type: str
    column: str | None
    evaluated: int
    unexpected: int
    success: bool
    error: str | None
    detail: str
    broken: tuple[tuple[Any, ...], ...]

    def validation(self, run_id: str, batch: int, suite: str, validated_at: datetime) -> Validation:
        """Return the row of `ops.validation`."""
        return Validation(
            run_id=run_id,
            batch=batch,
            suite=suite,
            expectation=self.rule.name,
            expectation_type=self.expectation_type,
            level=self.rule.level,
            severity=self.rule.severity,
            evaluated=self.evaluated,
            unexpected=self.unexpected,
            success=self.success,
            validated_at=validated_at,
            column=self.column,
        )

    def failures(self) -> Iterator[Failure]:
        """Yield the rows that broke a row-level rule."""
        if self.rule.level == "row":
            for row, *values in self.broken:
                yield Failure(row, self.rule.name, _sentence(self.rule, show(values)), self.rule.severity)

    def refusal(self, first: str = "") -> str | None:
        """Return why the batch is refused, one sentence, or None where this rule does not refuse it."""
        if self.success or self.rule.level != "batch" or self.rule.severity != "critical":
            return None
        if self.error:
            return _sentence(self.rule, f"the rule could not be evaluated ({self.error})")
        if self.detail:
            return _sentence(self.rule, self.detail)
        shown = first or show(self.broken[0][1:] if self.broken else ())
        return _sentence(self.rule, f"{self.unexpected} rows break it" + (f", first: {shown}" if shown else ""))


def read(result: Any, rule: Rule, frame: pd.DataFrame) -> Outcome:
    """Read an `ExpectationValidationResult` of a rule on a batch's frame.

    A share rule (`mostly`) that held may still have rows that broke it; they are counted. Values are taken from the
    frame: Great Expectations names all rows that broke a rule, but gives the values of the first 200 at most.
    """
    values, columns = result.result or {}, _columns(result.expectation_config.kwargs)
    error = _error(result.exception_info or {})
    success = bool(result.success) and error is None
    evaluated = (values.get("element_count") or len(frame)) - (values.get("missing_count") or 0)
    broken = values.get("unexpected_index_list") or []
    return Outcome(
        rule=replace(rule, level="batch", severity="critical") if error else rule,
        expectation_type=result.expectation_config.type,
        column=", ".join(columns) or None,
        evaluated=len(frame) if error else evaluated,
        unexpected=values.get("unexpected_count", 0 if success else len(frame)),
        success=success,
        error=error,
        detail=show_mismatch(values),
        broken=tuple(frame.loc[broken, columns].itertuples(name=None)) if broken else (),
    )


def show(value: Any) -> str:
    """Return a value for a person, on one line and not longer than 80 characters; flags and gaps show nothing."""
    if isinstance(value, tuple | list):
        return " against ".join(filter(None, map(show, value)))
    if isinstance(value, bool) or pd.isna(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else str(value)
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def show_mismatch(values: Mapping[str, Any]) -> str:
    """Return for a person which columns of a table are missing or too many."""
    mismatched = (values.get("details") or {}).get("mismatched") or {}
    return ", ".join(f"{kind} {show(name)}" for kind, names in mismatched.items() for name in names)


def _sentence(rule: Rule, detail: str) -> str:
    return f"{rule.description.removesuffix('.')}; found {detail}." if detail else rule.description


def _columns(kwargs: Mapping[str, Any]) -> list[str]:
    named = [kwargs.get("column"), kwargs.get("column_A"), kwargs.get("column_B"), *kwargs.get("column_list", ())]
    return [name for name in named if name]


def _error(info: Mapping[str, Any]) -> str | None:
    """Great Expectations gives one exception, or one a metric."""
    errors = [info] if "raised_exception" in info else list(info.values())
    raised = (show(str(item.get("exception_message"))) for item in errors if item.get("raised_exception"))
    return next(raised, None)
