from __future__ import annotations

from pathlib import Path

import pytest

from transforms.errors import WarehouseError
from warehouse.connection import connect, open_for_query
from warehouse.migrate import migrate
from warehouse.query import run_query


@pytest.fixture
def warehouse(tmp_path: Path):
    with connect(tmp_path / "w.duckdb") as connection:
        migrate(connection)
    with open_for_query(tmp_path / "w.duckdb") as connection:
        yield connection


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1 AS a",
        "FROM (VALUES (1)) AS t (a);",
        "WITH x AS (SELECT 1 AS a) FROM x -- comment",
        "SELECT * FROM (SELECT 1 AS a)",
    ],
)
def test_rows_of_a_query(warehouse, query: str):
    assert run_query(warehouse, query).to_pydict() == {"a": [1]}


@pytest.mark.parametrize(
    "query",
    ["DESCRIBE articles", "SHOW ALL TABLES", "SUMMARIZE statements", "EXPLAIN SELECT 1", "EXPLAIN ANALYZE SELECT 1"],
)
def test_looking_around(warehouse, query: str):
    assert run_query(warehouse, query).num_rows > 0


def test_pivot(warehouse):
    rows = run_query(warehouse, "PIVOT (VALUES ('x', 1), ('y', 2)) AS t (k, v) ON k USING sum(v)")
    assert rows.to_pydict() == {"x": [1], "y": [2]}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "The warehouse is only read here"),
        (" ; -- nothing", "The warehouse is only read here"),
        ("DROP TABLE fact_article", "The warehouse is only read here"),
        ("SELECT 1; SELECT 2", "Give one query; this has 2"),
        ("INSERT INTO ops.run SELECT 1; SELECT 2", "Give one query; this has 2"),
        ("SELEC 1", "syntax error"),
        ("FROM nowhere", "nowhere"),
        ("SELECT 'x\x1b[31m'::INTEGER", "Conversion Error"),
        ("FROM read_csv('/etc/hosts')", "disabled by configuration"),
    ],
)
def test_errors_are_one_sentence(warehouse, query: str, message: str):
    with pytest.raises(WarehouseError, match=message) as caught:
        run_query(warehouse, query)
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)
