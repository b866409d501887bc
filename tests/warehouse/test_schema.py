from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import duckdb
import pyarrow as pa
import pytest

from tests.warehouse.builders import NOON, make_run
from transforms.records import (
    Article,
    Block,
    DateWitness,
    Document,
    Location,
    RawDocument,
    Run,
    Span,
    Statement,
    columns,
)
from warehouse.schema import (
    RECORDS,
    arrow_schema,
    column_comment,
    create_table,
    identifier,
    literal,
    sql_type,
    to_table,
)


def column_of(record, name):
    return next(item for item in columns(record) if item.name == name)


@pytest.mark.parametrize(
    ("record", "name", "expected"),
    [
        (Article, "authors", "VARCHAR[]"),
        (Article, "published_at", "TIMESTAMP WITH TIME ZONE"),
        (Article, "published_date", "DATE"),
        (Article, "dateline_location_id", "BIGINT"),
        (Location, "population", "BIGINT"),
        (Location, "latitude", "DOUBLE"),
        (Article, "revision", "INTEGER"),
        (Article, "is_current", "BOOLEAN"),
        (RawDocument, "content", "BLOB"),
        (Statement, "content_spans", "STRUCT(char_start INTEGER, char_end INTEGER)[]"),
    ],
)
def test_sql_types(record, name, expected):
    assert sql_type(column_of(record, name)) == expected


@pytest.mark.parametrize("record", [*RECORDS, RawDocument, Document], ids=lambda record: record.TABLE)
def test_duckdb_reads_the_arrow_schema_as_the_sql_types(record):
    connection = duckdb.connect()
    connection.register("staged", arrow_schema(record).empty_table())
    found = [tuple(row[:2]) for row in connection.execute("DESCRIBE staged").fetchall()]
    assert found == [(item.name, str(duckdb.type(sql_type(item)))) for item in columns(record)]


def test_create_table_quotes_and_marks_what_must_be_there():
    sql = create_table(Run)
    assert '"run_id" VARCHAR NOT NULL' in sql
    assert '"ended_at" TIMESTAMP WITH TIME ZONE,' in sql


def test_names_and_texts_are_quoted():
    assert identifier('ops.a"b') == '"ops"."a""b"'
    assert duckdb.execute(f"SELECT {literal(text := chr(39) + ' -- ; ' + chr(39) * 2)}").fetchall() == [(text,)]


def test_a_comment_tells_unit_values_and_reference():
    assert column_comment(column_of(Article, "word_count")).endswith("; unit: words")
    assert "one of: day, week" in column_comment(column_of(Statement, "said_precision"))
    assert column_comment(column_of(Article, "source_id")) == "Outlet; references: dim_source.source_id"


def test_nested_records_become_structs():
    document = Document(
        "c", "in", "html", "text", (Block("body", 0, 4),), "v", bylines=("A",), dates=(DateWitness("meta", "2023"),)
    )
    (row,) = to_table(Document, [document]).to_pylist()
    assert row["blocks"] == [{"part": "body", "char_start": 0, "char_end": 4}]
    assert row["dates"] == [{"basis": "meta", "value": "2023", "is_modified": False}]
    assert row["bylines"] == ["A"]


def test_spans_become_structs():
    schema = arrow_schema(Statement)
    assert schema.field("content_spans").type.value_type.names == [item.name for item in columns(Span)]


def test_times_become_utc_microseconds():
    east = datetime(2023, 12, 8, 14, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    table = to_table(Run, [make_run("r", started_at=east)])
    assert table.schema.field("started_at").type == pa.timestamp("us", tz="UTC")
    assert table["started_at"].to_pylist() == [datetime(2023, 12, 8, 12, 0, 0, 123456, tzinfo=UTC)]


def test_no_rows_are_an_empty_table():
    assert to_table(Article, []).equals(arrow_schema(Article).empty_table())


def test_a_required_value_must_be_there():
    with pytest.raises(ValueError, match=r"ops\.run\.state must not be None"):
        to_table(Run, [make_run("r", state=None)])


def test_a_value_must_fit():
    with pytest.raises(pa.ArrowException):
        to_table(Run, [replace(make_run("r"), batch_count=2**31)])


def test_naive_times_are_not_guessed():
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        to_table(Run, [make_run("r", started_at=naive)])


def test_dates_stay_dates():
    assert arrow_schema(Article).field("published_date").type == pa.date32()
    assert date(2023, 12, 8) == pa.array([date(2023, 12, 8)], pa.date32())[0].as_py()
