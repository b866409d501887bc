"""The few kinds of check that the rules are made of, each one Great Expectations class.

Every function takes the rule's name and description and, as keywords, its level and severity. But for `present`,
a missing value breaks no rule: whether it may be missing is for the structural rules to say.
"""

from __future__ import annotations

from typing import Any

import great_expectations.expectations as gxe

from expectations.rule import Rule


def holds(name: str, description: str, column: str, *, share: float = 1.0, **how: Any) -> Rule:
    """Return the rule that a flag is true in at least a share (0 to 1) of the rows."""
    arguments = {"column": column, "value_set": [True], "mostly": share}
    return Rule(name, description, gxe.ExpectColumnValuesToBeInSet, arguments, **how)


def one_of(name: str, description: str, column: str, values: tuple[str, ...], **how: Any) -> Rule:
    """Return the rule that a value is one of those allowed."""
    return Rule(
        name, description, gxe.ExpectColumnValuesToBeInSet, {"column": column, "value_set": list(values)}, **how
    )


def present(name: str, description: str, column: str, *, share: float = 1.0, **how: Any) -> Rule:
    """Return the rule that a value is there in at least a share (0 to 1) of the rows."""
    return Rule(name, description, gxe.ExpectColumnValuesToNotBeNull, {"column": column, "mostly": share}, **how)


def absent(name: str, description: str, column: str, **how: Any) -> Rule:
    """Return the rule that no value is there: a column of complaints is empty."""
    return Rule(name, description, gxe.ExpectColumnValuesToBeNull, {"column": column}, **how)


def between(
    name: str, description: str, column: str, low: float | None = None, high: float | None = None, **how: Any
) -> Rule:
    """Return the rule that a number is at least `low` and at most `high`."""
    arguments = {"column": column, "min_value": low, "max_value": high}
    return Rule(name, description, gxe.ExpectColumnValuesToBeBetween, arguments, **how)


def matches(name: str, description: str, column: str, regex: str, **how: Any) -> Rule:
    """Return the rule that a regular expression is found in a text."""
    return Rule(name, description, gxe.ExpectColumnValuesToMatchRegex, {"column": column, "regex": regex}, **how)


def equal(name: str, description: str, column: str, other: str, **how: Any) -> Rule:
    """Return the rule that two columns agree; one value missing is a difference, both missing is none."""
    arguments = {"column_A": column, "column_B": other, "ignore_row_if": "both_values_are_missing"}
    return Rule(name, description, gxe.ExpectColumnPairValuesToBeEqual, arguments, **how)


def in_order(name: str, description: str, first: str, last: str, *, strictly: bool = False, **how: Any) -> Rule:
    """Return the rule that one column is not (or, strictly, is) less than another; both must be there."""
    arguments = {
        "column_A": last,
        "column_B": first,
        "or_equal": not strictly,
        "ignore_row_if": "either_value_is_missing",
    }
    return Rule(name, description, gxe.ExpectColumnPairValuesAToBeGreaterThanB, arguments, **how)


def unique(name: str, description: str, columns: list[str], **how: Any) -> Rule:
    """Return the rule that no two rows have the same values in these columns."""
    if len(columns) == 1:
        return Rule(name, description, gxe.ExpectColumnValuesToBeUnique, {"column": columns[0]}, **how)
    return Rule(name, description, gxe.ExpectCompoundColumnsToBeUnique, {"column_list": columns}, **how)


def exact_columns(name: str, description: str, columns: list[str], **how: Any) -> Rule:
    """Return the rule that a table has these columns and no others, in any order."""
    arguments = {"column_set": columns, "exact_match": True}
    return Rule(name, description, gxe.ExpectTableColumnsToMatchSet, arguments, **how)


def no_rows(name: str, description: str, **how: Any) -> Rule:
    """Return the rule that a table is empty."""
    return Rule(name, description, gxe.ExpectTableRowCountToEqual, {"value": 0}, **how)
