from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from flows.cli import main
from tests.warehouse.builders import DAY, TEXT, Batch, make_run, put
from transforms.ids import make_id
from transforms.names import name_key
from transforms.records import EntityRole
from warehouse.connection import connect
from warehouse.migrate import migrate, migration_files
from warehouse.runs import open_run

ANN = make_id("entity", "Ann Lee")


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "200")
    path, batch = tmp_path / "news.duckdb", Batch()
    for number, key in enumerate(("one", "two")):
        batch.article(key, f"{TEXT} {key}", published_date=DAY + timedelta(days=number), role=f"Mayor of {key}")
    batch.add(EntityRole(ANN, "Member of Parliament", "knowledge", DAY, "month"))
    with connect(path) as connection:
        migrate(connection)
        open_run(connection, make_run("run-1"))
        put(connection, tmp_path, batch)
    monkeypatch.setenv("DATELINE_WAREHOUSE", str(path))
    return path


@pytest.fixture
def dateline(warehouse: Path, capsys: pytest.CaptureFixture[str]):
    def run(*arguments: str) -> tuple[int, str]:
        code = main(["entities", *arguments])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def speakers(path: Path) -> list[str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return [name for (name,) in connection.execute("SELECT speaker FROM statements ORDER BY url").fetchall()]


def decision(told: str) -> str:
    return told.split("undo ")[1].split(maxsplit=1)[0]


def test_entities_are_listed(dateline):
    code, told = dateline("list", "lee")
    assert code == 0
    assert f"{ANN[:8]}  Ann Lee" in told
    assert "1 entity; `dateline entities show ID`" in told


def test_an_entity_is_shown(dateline):
    code, told = dateline("show", "ann lee")
    assert code == 0
    for each in (
        f"Ann Lee (person), {ANN}",
        "named: Ann Lee (2)",
        "Mayor of two",
        "2023-12 ",
        "knowledge",
        "2 articles.",
    ):
        assert each in told


def test_a_merge_and_its_undoing(dateline, warehouse: Path):
    code, told = dateline("merge", "Ann Lee", "City Radio", "--note", "the station speaks")
    assert code == 1
    assert "--force" in told
    code, told = dateline("merge", "Ann Lee", "City Radio", "--note", "the station speaks", "--force")
    assert (code, told.splitlines()[0]) == (0, "Ann Lee is City Radio from now on.")
    assert speakers(warehouse) == ["City Radio", "City Radio"]
    listed = dateline("decisions")[1]
    assert "the station speaks" in listed
    assert "1 decision;" in listed
    assert "merged in: Ann Lee" in dateline("show", "Ann Lee")[1]
    assert dateline("undo", decision(told))[0] == 0
    assert speakers(warehouse) == ["Ann Lee", "Ann Lee"]
    assert "undone before" in dateline("undo", decision(told))[1]


def test_a_split_by_article(dateline, warehouse: Path):
    code, told = dateline("split", "Ann Lee", "--articles", "https://example.org/two", "--name", "Ann Lee (pilot)")
    assert (code, told.splitlines()[0]) == (0, "Ann Lee is Ann Lee (pilot) in 1 article.")
    assert speakers(warehouse) == ["Ann Lee", "Ann Lee (pilot)"]
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        found = connection.execute("SELECT entity_id, kind FROM dim_entity WHERE name = 'Ann Lee (pilot)'").fetchall()
    assert found == [(make_id("entity", "person", name_key("Ann Lee (pilot)")), "person")]


def test_a_split_by_outlet_into_an_entity_that_is_there(dateline, warehouse: Path):
    assert dateline("split", "Ann Lee", "--source", "example.org", "--name", "city radio")[0] == 0
    assert speakers(warehouse) == ["City Radio", "City Radio"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("split", "Ann Lee", "--name", "Ann Lee (pilot)"), 2, "Give the articles"),
        (("split", "Ann Lee", "--name", "x", "--articles", "nowhere"), 1, "There is no article “nowhere”"),
        (("split", "Ann Lee", "--name", "x", "--source", "nowhere"), 1, "No article of an outlet “nowhere”"),
        (("split", "Ann Lee", "--name", " ", "--source", "example.org"), 1, "a name that tells the two apart"),
        (("split", "Ann Lee", "--name", "Ann Lee", "--source", "example.org"), 1, "a name that tells the two apart"),
        (("merge", "Ann Lee", "ann lee"), 1, "are one already"),
        (("show", "\x1b[31m"), 1, "There is no entity “�[31m”"),
        (("undo", "nothing"), 1, "There is no decision “nothing”"),
        (("list", "--warehouse", "nowhere.duckdb"), 1, "There is no warehouse at nowhere.duckdb"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(dateline, arguments, code, told):
    found = dateline(*arguments)
    assert found[0] == code
    assert told in found[1]
    assert "Traceback" not in found[1]


def test_no_warehouse_is_made_by_a_decision(dateline, tmp_path: Path):
    missing = tmp_path / "missing.duckdb"
    for command in (("merge", "a", "b"), ("split", "a", "--name", "b", "--articles", "c"), ("undo", "12345678")):
        code, told = dateline(*command, "--warehouse", str(missing))
        assert (code, f"There is no warehouse at {missing}" in told) == (1, True)
        assert not missing.exists()


def test_what_to_type_next_names_the_warehouse(dateline, warehouse: Path):
    other = warehouse.rename(warehouse.with_name("with blank.duckdb"))
    told = dateline("merge", "Ann Lee", "City Radio", "--force", "--warehouse", str(other))[1]
    assert told.endswith(f" --warehouse '{other}'\n")


def test_others_whom_texts_name_so_are_told(dateline, warehouse: Path):
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("INSERT INTO dim_entity_alias VALUES (?, 'City Radio', 'text', 1)", [ANN])
    told = dateline("show", "city radio")[1]
    assert "City Radio (organization)" in told
    assert f"others named so: {ANN} Ann Lee (person, Mayor of two)" in told
    assert "others" not in dateline("show", "ann lee")[1]


def test_a_warehouse_of_an_older_version_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path, first = tmp_path / "old.duckdb", next(migration_files())
    with connect(path) as connection:
        connection.execute(first.sql)
        connection.execute("INSERT INTO ops.migration VALUES (1, 'initial', ?, now())", [first.sha256])
    assert main(["entities", "list", "--warehouse", str(path)]) == 1
    assert "dateline migrate" in capsys.readouterr().err
    assert main(["migrate", "--warehouse", str(path)]) == 0
    assert main(["entities", "list", "--warehouse", str(path)]) == 0


def test_the_command_line_imports_nothing_heavy():
    heavy = "{'duckdb', 'pyarrow', 'prefect', 'spacy', 'rich.table', 'great_expectations', 'numpy', 'pandas'}"
    code = f"import sys, flows.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
