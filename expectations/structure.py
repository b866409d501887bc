"""Structural expectations, projected from the record types: columns, presence, allowed values, key, references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations.checks import absent, exact_columns, holds, one_of, unique
from expectations.rule import Rule, Stage
from transforms.records.column import Column, columns

_MISSING = "missing_values"
# What a batch stages itself; a reference to any other table is proven in the warehouse.
STAGED = frozenset({"dim_source", "dim_location", "dim_entity", "fact_article", "fact_statement", "fact_mention"})


def structural_rules(stage: Stage) -> tuple[Rule, ...]:
    """Return the rules that the declared columns of a stage's record imply."""
    declared = tuple(columns(stage.record))
    names = [item.name for item in declared]
    known = [_known(item) for item in references(stage.record)]
    key = [item.name for item in declared if item.is_key]
    return (
        exact_columns(
            "columns_are_declared",
            "The table has exactly the declared columns.",
            [*names, *known, _MISSING, *stage.derived],
            level="batch",
        ),
        unique("key_is_unique", f"No two rows have the same {' and '.join(key)}.", key, level="batch"),
        absent("required_values_are_present", "Every row has a value in each column that needs one.", _MISSING),
        *(_allowed_rule(item) for item in declared if item.allowed),
        *(_reference_rule(item) for item in references(stage.record)),
    )


def structural_frame(record: type[Any], tables: Mapping[str, pa.Table]) -> pd.DataFrame:
    """Return the record's table as a frame, with `<name>_is_known` (bool) for each staged reference.

    Beside them stands `missing_values`: the columns that need a value and have none in that row, or None. One rule
    looks at it, because every expectation costs Great Expectations some 6 ms, however few the rows.

    Rows keep their order and are counted from 0. Bytes and lists are handed over as their lengths: no rule looks
    inside them here, and pandas would copy every one. Times are UTC without a zone.

    Raises:
        KeyError: the table, or one that it refers to, is not among the tables, or lacks the column referred to.
    """
    table = tables[record.TABLE]
    measured = {name: _measured(table[name]) for name in table.column_names}
    known = {
        _known(item): _is_known(table[item.name], item, tables)
        for item in references(record)
        if item.name in table.column_names
    }
    missing = {_MISSING: _missing(record, table)}
    frame: pd.DataFrame = pa.table(measured | known | missing).to_pandas(date_as_object=False)
    return frame


def references(record: type[Any]) -> Iterator[Column]:
    """Yield the columns that refer to a table of the same batch."""
    return (item for item in columns(record) if _referred(item)[0] in STAGED)


def _allowed_rule(item: Column) -> Rule:
    description = f"Values of {item.name} are of: {', '.join(item.allowed)}."
    return one_of(f"{item.name}_is_allowed", description, item.name, item.allowed)


def _missing(record: type[Any], table: pa.Table) -> pa.Array:
    """Return, for each row, the names of the required columns that have no value there; None where all have one."""
    required = [item.name for item in columns(record) if not item.nullable and item.name in table.column_names]
    empty = {name: table[name].is_null().to_pylist() for name in required if table[name].null_count}
    told = [", ".join(name for name, rows in empty.items() if rows[row]) or None for row in range(table.num_rows)]
    return pa.array(told, pa.string())


def _reference_rule(item: Column) -> Rule:
    description = f"What {item.name} refers to ({item.references}) is in the batch."
    return holds(_known(item), description, _known(item), level="batch")


def _known(item: Column) -> str:
    return f"{item.name}_is_known"


def _referred(item: Column) -> tuple[str, str]:
    table, _, name = (item.references or "").rpartition(".")
    return table, name


def _is_known(values: pa.ChunkedArray, item: Column, tables: Mapping[str, pa.Table]) -> Any:
    table, name = _referred(item)
    known = pc.is_in(values, value_set=tables[table][name].cast(values.type).combine_chunks())
    return pc.or_(known, pc.is_null(values))


def _measured(values: pa.ChunkedArray) -> Any:
    if pa.types.is_binary(values.type) or pa.types.is_large_binary(values.type):
        return pc.binary_length(values)
    if pa.types.is_list(values.type) or pa.types.is_large_list(values.type):
        return pc.list_value_length(values)
    if pa.types.is_timestamp(values.type):
        return values.cast(pa.timestamp(values.type.unit))
    return values
