from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.warehouse.builders import DAY, Batch, new_warehouse
from transforms.errors import WarehouseError
from transforms.ids import make_id
from transforms.records import Article, Statement, columns
from warehouse import migrate as module
from warehouse.connection import connect
from warehouse.migrate import MigrationFile, applied, migrate, migration_files
from warehouse.schema import RECORDS, column_comment, qualified, sql_type, table_comment, to_table
from warehouse.sql_files import sql_names
from warehouse.staged import relations

COLUMNS = """
    SELECT schema_name || '.' || table_name, column_name, data_type, is_nullable, comment
    FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal
    AND (schema_name, table_name) NOT IN (SELECT (schema_name, view_name) FROM duckdb_views())
    ORDER BY table_oid, column_index
"""


def test_the_migrated_warehouse_is_what_the_records_declare():
    """The drift test: where it fails, add a migration that brings the tables to the records."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for table, *rest in new_warehouse().execute(COLUMNS).fetchall():
        found.setdefault(table, []).append(tuple(rest))
    declared = {
        qualified(record.TABLE): [
            (item.name, sql_type(item), item.nullable, column_comment(item)) for item in columns(record)
        ]
        for record in RECORDS
    }
    assert found == declared


def test_every_table_view_and_view_column_has_a_comment():
    warehouse = new_warehouse()
    tables = "SELECT schema_name || '.' || table_name, comment FROM duckdb_tables() WHERE database_name = 'dateline'"
    assert dict(warehouse.execute(tables).fetchall()) == {
        qualified(record.TABLE): table_comment(record) for record in RECORDS
    }
    query = "SELECT schema_name || '.' || view_name, comment FROM duckdb_views() WHERE NOT internal"
    views = warehouse.execute(query).fetchall()
    assert {name for name, _ in views} == {qualified(name) for name in sql_names("views")}
    bare = "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'dateline' AND comment IS NULL"
    assert warehouse.execute(bare).fetchall() == []
    assert all(comment for _, comment in views)


def test_there_are_no_indexes_or_keys():
    warehouse = new_warehouse()
    assert warehouse.execute("FROM duckdb_indexes()").fetchall() == []
    kinds = warehouse.execute("SELECT DISTINCT constraint_type FROM duckdb_constraints()").fetchall()
    assert kinds == [("NOT NULL",)]


def test_migrations_are_applied_once_and_recorded():
    warehouse = connect(":memory:")
    assert migrate(warehouse) == [f"{file.number:04d}_{file.name}" for file in migration_files()]
    assert migrate(warehouse) == []
    assert applied(warehouse) == {file.number: file.sha256 for file in migration_files()}


def test_migrations_are_numbered_without_a_gap():
    numbers = [file.number for file in migration_files()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_migration_that_was_changed_afterwards_is_refused():
    warehouse = new_warehouse()
    warehouse.execute("UPDATE ops.migration SET sha256 = 'other'")
    with pytest.raises(WarehouseError, match="another wording"):
        migrate(warehouse)


def test_a_migration_that_fails_is_undone(monkeypatch: pytest.MonkeyPatch):
    warehouse = new_warehouse()
    known = list(migration_files())
    number = len(known) + 1
    broken = MigrationFile(number, "broken", "CREATE TABLE main.half (a INTEGER); SELECT 1 / 'x'::INTEGER")
    monkeypatch.setattr(module, "migration_files", lambda: [*known, broken])
    with pytest.raises(WarehouseError, match=f"Migration {number} failed and was undone"):
        migrate(warehouse)
    with pytest.raises(duckdb.CatalogException):
        warehouse.execute("FROM main.half")
    assert number not in applied(warehouse)


def test_a_warehouse_of_the_first_schema_is_brought_up_to_date():
    warehouse = connect(":memory:")
    first, *later = migration_files()
    warehouse.execute(first.sql)
    assert "said_in" not in columns_of(warehouse, "fact_statement")
    for file in later:
        warehouse.execute(file.sql)
    assert columns_of(warehouse, "fact_statement") == columns_of(new_warehouse(), "fact_statement")


def test_roles_that_old_facts_tell_are_brought_along():
    warehouse, batch = connect(":memory:"), Batch()
    *old, entities = (file for file in migration_files() if file.number <= 3)
    for file in old:
        warehouse.execute(file.sql)
    batch.article("one", role="Mayor", country="GH")
    for record in (Article, Statement):
        held = ", ".join(columns_of(warehouse, record.TABLE))
        with relations(warehouse, {"staged": to_table(record, batch.rows[record])}):
            warehouse.execute(f"INSERT INTO {record.TABLE} BY NAME SELECT {held} FROM staged")
    warehouse.execute(entities.sql)
    ann, article = make_id("entity", "Ann Lee"), make_id("article", "one")
    assert warehouse.execute("FROM fact_entity_profile").fetchall() == [(article, 1, ann, "Mayor", None)]
    query = "SELECT entity_id, role, origin, first_seen, last_seen FROM dim_entity_role"
    assert warehouse.execute(query).fetchall() == [(ann, "Mayor", "text", DAY, DAY)]


def columns_of(warehouse: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = warehouse.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
    )
    return [name for (name,) in rows.fetchall()]


@pytest.mark.parametrize("name", ["any", "ops", "main"])
def test_other_clients_read_the_views_whatever_the_file_is_called(tmp_path: Path, name: str):
    path = tmp_path / f"{name}.duckdb"
    with connect(path) as warehouse:
        migrate(warehouse)
    with connect(path, read_only=True) as warehouse:
        assert warehouse.execute("FROM who_said_what").fetchall() == []
        assert warehouse.execute("FROM data_quality").fetchall() == []
    if name == "any":
        with duckdb.connect(str(path), read_only=True) as plain:
            assert plain.execute("FROM data_quality").fetchall() == []
