from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.builders import DAY, TEXT, Batch, DateMention, make_run, put, span
from transforms.errors import WarehouseError
from transforms.ids import make_id
from transforms.records import Article, Entity, Rejection, Statement
from warehouse.connection import connect
from warehouse.diff import Difference, diff
from warehouse.migrate import migrate, migration_files
from warehouse.runs import open_run
from warehouse.snapshot import snapshot


def made(path: Path, alter: Callable[[Batch], None] = lambda _: None) -> Path:
    """Make a warehouse file of two articles, altered before they are published."""
    batch = Batch()
    for key in ("one", "two"):
        article = batch.article(key, f"{TEXT} {key} on Friday")
        friday = span(article.text, "Friday")
        batch.add(
            DateMention(article.article_id, 1, "Friday", friday.char_start, friday.char_end, DAY, DAY, "day",
                        "2023-12-08", "published")
        )  # fmt: skip
    alter(batch)
    with connect(path) as connection:
        migrate(connection)
        open_run(connection, make_run("run-1"))
        put(connection, path.parent / path.stem, batch)
    return path


def found(old: Path, new: Path) -> dict[str, Difference]:
    return {each.facts: each for each in diff(old, new, 5)}


def told(difference: Difference) -> tuple[int, int, int, dict[str, int]]:
    return difference.added, difference.removed, difference.changed, dict(difference.columns)


def test_the_same_facts_do_not_differ(tmp_path: Path):
    same = found(made(tmp_path / "old.duckdb"), made(tmp_path / "new.duckdb"))
    assert {facts: told(each) for facts, each in same.items()} == dict.fromkeys(
        ("articles", "statements", "mentions", "dates", "entities", "rejections"), (0, 0, 0, {})
    )
    assert {facts: each.new_count for facts, each in same.items()} == {
        "articles": 2, "statements": 2, "mentions": 6, "dates": 2, "entities": 3, "rejections": 0,
    }  # fmt: skip


def test_each_change_is_told_by_its_column(tmp_path: Path):
    def alter(batch: Batch) -> None:
        batch.rows[Article][0] = replace(batch.rows[Article][0], title="Bridge", authors=("B. Writer",))
        batch.rows[Statement][1] = replace(batch.rows[Statement][1], act="claim", speaker_entity_id=None)
        batch.rows[DateMention][0] = replace(batch.rows[DateMention][0], timex="2023-12-01")
        batch.rows[Entity][0] = replace(batch.rows[Entity][0], country_code="GH")
        article = batch.rows[Article][0]
        batch.add(
            Rejection(make_id("rejection", "x"), "run-1", article.input_uri, article.capture_id, "statement", "r", "R.",
                      "critical", "{}", None)
        )  # fmt: skip

    changes = found(made(tmp_path / "old.duckdb"), made(tmp_path / "new.duckdb", alter))
    assert told(changes["articles"]) == (0, 0, 1, {"authors": 1, "title": 1})
    assert told(changes["statements"]) == (0, 0, 1, {"act": 1, "speaker": 1})
    assert told(changes["dates"]) == (0, 0, 1, {"timex": 1})
    assert told(changes["entities"]) == (0, 0, 1, {"country_code": 1})
    assert told(changes["rejections"]) == (1, 0, 0, {})
    title = next(each for each in changes["articles"].examples if each.column == "title")
    assert (title.input_uri, title.name, title.old, title.new) == ("in/one.html", "Bridge", "Mayor speaks", "Bridge")


def test_a_text_that_shifts_leaves_its_statements_as_they_are(tmp_path: Path):
    old, new = made(tmp_path / "old.duckdb"), made(tmp_path / "new.duckdb")
    with duckdb.connect(str(new)) as connection:
        connection.execute("UPDATE fact_article SET text = 'Analysis. ' || text WHERE url LIKE '%/one'")
        connection.execute("UPDATE fact_statement SET content_start = content_start + 10, position = position + 1")
        connection.execute("UPDATE fact_mention SET char_start = char_start + 10")
    changes = found(old, new)
    assert told(changes["articles"]) == (0, 0, 1, {"text": 1})
    assert told(changes["statements"]) == (0, 0, 0, {})
    assert told(changes["mentions"]) == (0, 0, 0, {})


def test_what_only_one_has_is_added_or_removed(tmp_path: Path):
    def add(batch: Batch) -> None:
        batch.article("three", f"{TEXT} three")

    old, new = made(tmp_path / "old.duckdb"), made(tmp_path / "new.duckdb", add)
    assert told(found(old, new)["articles"]) == (1, 0, 0, {})
    assert told(found(new, old)["statements"]) == (0, 1, 0, {})
    assert [each.input_uri for each in found(old, new)["articles"].examples] == ["in/three.html"]


def test_a_warehouse_of_an_older_schema_is_compared_in_the_columns_that_it_has(tmp_path: Path):
    new, old = made(tmp_path / "new.duckdb"), tmp_path / "old.duckdb"
    first = next(migration_files())
    with connect(old) as connection:
        connection.execute(first.sql)
        connection.execute("INSERT INTO ops.migration VALUES (1, 'initial', ?, now())", [first.sha256])
        connection.execute(f"ATTACH '{new}' AS newer (READ_ONLY)")
        for table in (
            "fact_article",
            "fact_statement",
            "fact_statement_relay",
            "fact_mention",
            "dim_entity",
            "ops.capture",
        ):
            schema, _, name = table.rpartition(".")
            query = "SELECT column_name FROM duckdb_columns() WHERE database_name = 'dateline' AND table_name = ?"
            columns = ", ".join(column for (column,) in connection.execute(query, [name]).fetchall())
            where = f"{schema or 'main'}.{name}"
            connection.execute(f"INSERT INTO {where} BY NAME SELECT {columns} FROM newer.{where}")
    same = found(old, new)
    assert told(same["articles"]) == told(same["statements"]) == told(same["entities"]) == (0, 0, 0, {})
    assert told(same["dates"]) == (2, 0, 0, {})


def test_errors_are_told_in_a_sentence(tmp_path: Path):
    path = made(tmp_path / "news.duckdb")
    with pytest.raises(WarehouseError, match="are the same file"):
        diff(path, path, 5)
    with pytest.raises(WarehouseError, match="There is no warehouse at"):
        diff(tmp_path / "none.duckdb", path, 5)
    with pytest.raises(WarehouseError, match="There is no warehouse at"):
        diff(path, tmp_path / "none.duckdb", 5)


def test_a_snapshot_is_the_warehouse_as_it_is(tmp_path: Path):
    path, copy = made(tmp_path / "news.duckdb"), tmp_path / "copy.duckdb"
    snapshot(path, copy)
    assert all(told(each) == (0, 0, 0, {}) for each in diff(copy, path, 5))
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []
    before = copy.read_bytes()
    with pytest.raises(WarehouseError, match="is there already"):
        snapshot(path, copy)
    assert copy.read_bytes() == before
    with pytest.raises(WarehouseError, match="cannot be written"):
        snapshot(path, tmp_path / "missing" / "copy.duckdb")


def test_a_snapshot_has_what_a_process_that_died_had_committed(tmp_path: Path):
    path, copy = made(tmp_path / "news.duckdb"), tmp_path / "copy.duckdb"
    died = tmp_path / "died.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("SET checkpoint_threshold = '1TB'")
        connection.execute("UPDATE fact_article SET title = 'Late'")
        died.write_bytes(path.read_bytes())
        died.with_name("died.duckdb.wal").write_bytes(path.with_name("news.duckdb.wal").read_bytes())
    snapshot(died, copy)
    with duckdb.connect(str(copy), read_only=True) as connection:
        assert connection.execute("SELECT DISTINCT title FROM fact_article").fetchall() == [("Late",)]
