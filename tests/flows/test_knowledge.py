"""The compiled part of the knowledge base answers as the entries in memory do, and is safe against two writers."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.knowledge import imported_knowledge, map_shelf, write_shelf
from transforms.records import KnownEntity
from transforms.shelves import Entry, ListedShelf, keys_of
from warehouse.connection import connect
from warehouse.insert import insert_rows
from warehouse.migrate import migrate
from warehouse.schema import to_table

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)
ENTRIES = st.lists(
    st.builds(
        Entry,
        key=NAMES,
        name=NAMES,
        kind=st.sampled_from(["person", "place", "organization"]),
        aliases=st.lists(NAMES, max_size=2).map(tuple),
        short_names=st.lists(NAMES, max_size=2).map(tuple),
        wikidata_id=st.none() | st.sampled_from(["Q1", "Q2"]),
        location_id=st.none() | st.integers(1, 9),
        country_code=st.none() | st.sampled_from(["GB", "US"]),
        roles=st.lists(NAMES, max_size=2).map(tuple),
    ),
    max_size=6,
)


def known(entry: Entry) -> KnownEntity:
    fields = {name: getattr(entry, name) for name in Entry.__slots__}
    return KnownEntity(**fields, origin="file", imported_at=datetime(2026, 1, 1, tzinfo=UTC))


def write(path: Path, entries: list[Entry], batch: int = 2) -> None:
    write_shelf(path, to_table(KnownEntity, [known(entry) for entry in entries]).to_batches(max_chunksize=batch))


@settings(max_examples=50, deadline=None)
@given(ENTRIES)
def test_a_mapped_shelf_finds_what_a_listed_one_finds(entries: list[Entry]) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder, "shelf"), entries)
        mapped, listed = map_shelf(Path(folder, "shelf")), ListedShelf(entries)
        assert len(mapped) == len(entries)
        for row, entry in enumerate(entries):
            assert mapped.entry(row) == replace(entry, aliases=(), short_names=())
            for form, key in keys_of(entry):
                assert list(mapped.rows(form, key)) == list(listed.rows(form, key))
        assert list(mapped.rows("name", "nobody of that name")) == []


def _write(path: Path) -> int:
    write(path, [Entry("a", "Ada Norrell", "person")])
    return len(map_shelf(path))


def test_two_writers_leave_one_whole_shelf(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        assert list(pool.map(_write, [tmp_path / "k"] * 8)) == [1] * 8
    assert [path.name for path in tmp_path.iterdir()] == ["k"]


def test_it_is_compiled_once_and_again_when_the_table_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    said: list[str] = []
    warehouse, folders = tmp_path / "w.duckdb", []
    for number in range(2):
        connection = connect(warehouse)
        migrate(connection)
        insert_rows(connection, KnownEntity, [known(Entry(f"k{number}", f"Ada Norrell {number}", "person"))])
        connection.close()
        folders += [imported_knowledge(warehouse, said.append) for _ in range(2)]
    assert folders[0] == folders[1] != folders[2] == folders[3]
    assert len(said) == 2 and all(str(tmp_path) in text for text in said)
    assert folders[2] is not None and len(map_shelf(folders[2])) == 2


def test_the_cache_holds_the_folders_that_were_used_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("DATELINE_CACHE", str(cache))
    for number in range(9):
        (cache / f"knowledge-0-{number}").mkdir(parents=True)
        os.utime(cache / f"knowledge-0-{number}", (number, number))
    (cache / "gazetteer-0").mkdir()
    connection = connect(tmp_path / "w.duckdb")
    migrate(connection)
    insert_rows(connection, KnownEntity, [known(Entry("k", "Ada Norrell", "person"))])
    connection.close()
    folder = imported_knowledge(tmp_path / "w.duckdb")
    assert folder is not None
    left = {path.name for path in cache.iterdir()}
    assert left == {"gazetteer-0", folder.name, "knowledge-0-6", "knowledge-0-7", "knowledge-0-8"}
    os.utime(folder, (0, 0))
    imported_knowledge(tmp_path / "w.duckdb")
    assert folder.stat().st_mtime > 8
