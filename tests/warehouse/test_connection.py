from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.builders import Batch, make_run, put
from transforms.errors import WarehouseError
from warehouse.connection import connect, open_for_query
from warehouse.migrate import migrate
from warehouse.runs import open_run

HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "it's a warehouse.duckdb"
    with connect(file) as warehouse:
        migrate(warehouse)
    return file


def test_a_new_file_is_made_and_times_are_utc(tmp_path: Path):
    with connect(tmp_path / "new.duckdb") as warehouse:
        assert warehouse.execute("SELECT current_setting('TimeZone')").fetchone() == ("UTC",)
    assert (tmp_path / "new.duckdb").exists()


def test_a_relative_path_with_a_colon_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    connect("sqlite:x.duckdb").close()
    assert (tmp_path / "sqlite:x.duckdb").exists()


@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_no_duckdb_file(tmp_path: Path, read_only: bool):
    file = tmp_path / "text.duckdb"
    file.write_text("no database\n" * 1000)
    with pytest.raises(WarehouseError, match="is not a DuckDB file"):
        connect(file, read_only)


def test_a_missing_file_folder_or_a_folder(tmp_path: Path):
    with pytest.raises(WarehouseError, match="There is no warehouse at"):
        connect(tmp_path / "none.duckdb", read_only=True)
    assert not (tmp_path / "none.duckdb").exists()
    with pytest.raises(WarehouseError, match="does not exist"):
        connect(tmp_path / "none" / "a.duckdb")
    with pytest.raises(WarehouseError, match="is a folder"):
        connect(tmp_path)


def test_another_duckdb_file_is_no_warehouse(tmp_path: Path):
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("CREATE TABLE t (a INTEGER)")
    with pytest.raises(WarehouseError, match="no Dateline warehouse"):
        connect(tmp_path / "other.duckdb")


def test_a_newer_schema_is_refused(path: Path):
    with connect(path) as warehouse:
        warehouse.execute("INSERT INTO ops.migration VALUES (999, 'future', 'x', now())")
    with pytest.raises(WarehouseError, match="newer version of Dateline"):
        connect(path)
    with pytest.raises(WarehouseError, match="newer version of Dateline"):
        open_for_query(path)


@pytest.fixture
def holder(path: Path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.stdin.close()
    process.wait()


def test_a_file_in_use_is_told_after_a_wait(path: Path, holder):
    start = time.monotonic()
    with pytest.raises(WarehouseError, match="in use by another process"):
        connect(path, wait_seconds=0.3)
    assert time.monotonic() - start >= 0.3


def test_a_query_waits_while_a_run_publishes(path: Path, holder):
    threading.Timer(0.3, holder.stdin.close).start()
    with open_for_query(path, wait_seconds=30) as warehouse:
        assert warehouse.execute("SELECT count(*) FROM articles").fetchone() == (0,)


def test_two_writers_of_one_process_take_turns(path: Path):
    first = connect(path)
    with pytest.raises(WarehouseError, match="in use"):
        connect(path, wait_seconds=0.2)
    threading.Timer(0.2, first.close).start()
    connect(path, wait_seconds=30).close()


@pytest.fixture
def query(path: Path, tmp_path: Path):
    with connect(path) as warehouse:
        open_run(warehouse, make_run("run-1"))
        batch = Batch()
        batch.article("one", title="'; COPY (SELECT 1) TO '/tmp/x'; --")
        put(warehouse, tmp_path, batch)
    (tmp_path / "secret.csv").write_text("secret\n1\n")
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("CREATE TABLE secret AS SELECT 1 AS a")
    with open_for_query(path) as warehouse:
        yield warehouse


@pytest.mark.parametrize(
    "statement",
    [
        "FROM read_csv('{folder}/secret.csv')",
        "FROM read_text('{folder}/secret.csv')",
        "FROM read_blob('{folder}/secret.csv')",
        "FROM '{folder}/secret.csv'",
        "FROM '{folder}/other.duckdb'",
        "FROM sniff_csv('{folder}/secret.csv')",
        "FROM glob('{folder}/*')",
        "FROM read_parquet('https://localhost/x.parquet')",
        "ATTACH '{folder}/other.duckdb'",
        "ATTACH '{folder}/new.duckdb'",
        "ATTACH '{file}' AS again (READ_WRITE)",
        "COPY fact_article TO '{folder}/out.csv'",
        "COPY (SELECT 1) TO '{folder}/out.parquet'",
        "EXPORT DATABASE '{folder}/out'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '{folder}/x.duckdb_extension'",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SET lock_configuration = false",
        "SET memory_limit = '1GB'",
        "SET log_query_path = '{folder}/log'",
        "PRAGMA profiling_output = '{folder}/profile'",
        "CREATE TABLE t (a INTEGER)",
        "INSERT INTO ops.migration VALUES (2, 'x', 'x', now())",
        "UPDATE fact_article SET title = 'x'",
        "DELETE FROM fact_article",
        "DROP TABLE fact_article",
        "FROM secrets_of_python",
        "SELECT getenv('HOME')",
    ],
)
def test_a_query_cannot_read_other_files_or_change_anything(query, tmp_path: Path, path: Path, statement: str):
    secrets_of_python = duckdb.sql("SELECT 1 AS a").to_arrow_table()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(duckdb.Error):
        query.execute(statement.format(folder=tmp_path, file=str(path).replace("'", "''")))
    assert sorted(tmp_path.iterdir()) == before
    assert query.execute("SELECT count(*) FROM fact_article").fetchone() == (1,)
    assert secrets_of_python.num_rows == 1
