"""Projections of the record types: DuckDB columns and comments, Arrow schemas and tables."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, get_args

import pyarrow as pa

from transforms.records import TABLES, Column, columns
from transforms.records.column import column

BIGINTS = frozenset({"location_id", "dateline_location_id", "population", "byte_count"})


@dataclass(frozen=True, slots=True)
class Migration:
    """A change of the schema that was applied to this warehouse."""

    TABLE: ClassVar[str] = "ops.migration"

    number: int = column("Number of the migration, counted from 1", key=True)
    name: str = column("Name of its file, without the number")
    sha256: str = column("SHA-256 of its file, hexadecimal")
    applied_at: datetime = column("When it was applied")


RECORDS: tuple[type[Any], ...] = (*TABLES, Migration)
_SQL_TYPES = {
    str: "VARCHAR", int: "INTEGER", float: "DOUBLE", bool: "BOOLEAN", bytes: "BLOB",
    date: "DATE", datetime: "TIMESTAMP WITH TIME ZONE",
}  # fmt: skip
_ARROW_TYPES = {
    str: pa.string(), int: pa.int32(), float: pa.float64(), bool: pa.bool_(), bytes: pa.binary(),
    date: pa.date32(), datetime: pa.timestamp("us", tz="UTC"),
}  # fmt: skip


def identifier(name: str) -> str:
    """Quote a name, or each part of a dotted name, as an SQL identifier."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in name.split("."))


def literal(text: str) -> str:
    """Quote a text as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def qualified(table: str) -> str:
    """Return a table's name with its schema: `main` is left out in `TABLE`."""
    return table if "." in table else f"main.{table}"


def sql_type(item: Column) -> str:
    """Return a column's DuckDB type, spelled as DuckDB's catalog spells it."""
    return "BIGINT" if item.name in BIGINTS else _sql_type(item.type)


def create_table(record: type[Any]) -> str:
    """Return the statement that creates a record type's table."""
    lines = [
        f"    {identifier(item.name)} {sql_type(item)}{'' if item.nullable else ' NOT NULL'}"
        for item in columns(record)
    ]
    return f"CREATE TABLE {identifier(qualified(record.TABLE))} (\n" + ",\n".join(lines) + "\n)"


def comments(record: type[Any]) -> Iterator[str]:
    """Yield the statements that comment a record type's table and its columns."""
    table = identifier(qualified(record.TABLE))
    yield f"COMMENT ON TABLE {table} IS {literal(table_comment(record))}"
    for item in columns(record):
        yield f"COMMENT ON COLUMN {table}.{identifier(item.name)} IS {literal(column_comment(item))}"


def table_comment(record: type[Any]) -> str:
    """Return a record type's docstring as one line."""
    return " ".join((record.__doc__ or "").split())


def column_comment(item: Column) -> str:
    """Return a column's description with its unit, allowed values and reference."""
    facets = (
        ("unit", item.unit),
        ("one of", ", ".join(item.allowed)),
        ("references", item.references),
    )
    return "; ".join([item.description, *(f"{name}: {value}" for name, value in facets if value)])


def arrow_schema(record: type[Any]) -> pa.Schema:
    """Return the Arrow schema of a record type's staging file; times are UTC with microseconds."""
    return pa.schema([pa.field(item.name, _arrow_column(item), item.nullable) for item in columns(record)])


def to_table(record: type[Any], rows: Sequence[Any]) -> pa.Table:
    """Return records as an Arrow table with the record type's schema.

    Raises:
        ValueError: a required value is None or a time has no zone (the message names table and column).
        pyarrow.ArrowException: a value does not fit its column's type.
    """
    schema = arrow_schema(record)
    arrays = [_array(record, field, [getattr(row, field.name) for row in rows]) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(record: type[Any], field: pa.Field, values: list[Any]) -> pa.Array:
    if pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type):
        names = [item.name for item in field.type.value_type]
        values = [[{name: getattr(item, name) for name in names} for item in value] for value in values]
    if pa.types.is_timestamp(field.type) and any(value is not None and value.tzinfo is None for value in values):
        raise ValueError(f"{record.TABLE}.{field.name} must have a time zone.")
    array = pa.array(values, type=field.type)
    if array.null_count and not field.nullable:
        raise ValueError(f"{record.TABLE}.{field.name} must not be None.")
    return array


def _sql_type(hint: Any) -> str:
    if (item := _item_of_tuple(hint)) is not None:
        return f"{_sql_type(item)}[]"
    if dataclasses.is_dataclass(hint):
        return "STRUCT(" + ", ".join(f"{item.name} {sql_type(item)}" for item in columns(_as_type(hint))) + ")"
    return _SQL_TYPES[hint]


def _arrow_column(item: Column) -> pa.DataType:
    return pa.int64() if item.name in BIGINTS else _arrow_type(item.type)


def _arrow_type(hint: Any) -> pa.DataType:
    if (item := _item_of_tuple(hint)) is not None:
        return pa.list_(_arrow_type(item))
    if dataclasses.is_dataclass(hint):
        return pa.struct([pa.field(item.name, _arrow_column(item), item.nullable) for item in columns(_as_type(hint))])
    return _ARROW_TYPES[hint]


def _item_of_tuple(hint: Any) -> Any:
    """Return X of `tuple[X, ...]`, else None."""
    return get_args(hint)[0] if isinstance(hint, types.GenericAlias) else None


def _as_type(hint: Any) -> type[Any]:
    return hint if isinstance(hint, type) else type(hint)
