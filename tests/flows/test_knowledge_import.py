"""Entities are imported from the real formats into a real warehouse, once, and are found by their names."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from flows.cache import CACHE_VARIABLE
from flows.knowledge import imported_knowledge, load_knowledge
from flows.knowledge_import import import_entities
from flows.settings import Settings
from transforms.errors import InputError
from transforms.knowledge import Knowledge
from warehouse.connection import connect
from warehouse.quality import pending_rejections

PERSON = {
    "id": "NK-1", "caption": "Ada Norrell", "schema": "Person", "target": False,
    "properties": {"name": ["Ada Norrell"], "alias": ["Ada Maria Norrell"], "country": ["gb"], "position": ["Senator"]},
}  # fmt: skip
LINES = [
    PERSON,
    {"id": "pos-1", "schema": "Position", "properties": {"name": ["Mayor of Lund"]}},
    {"id": "occ-1", "schema": "Occupancy",
     "properties": {"holder": ["NK-1"], "post": ["pos-1"], "startDate": ["2019-03-01"], "endDate": ["2021"]}},
    {"id": "occ-2", "schema": "Occupancy", "properties": {"holder": ["NK-1"], "post": ["pos-2"]}},
    {"id": "addr-1", "schema": "Address", "properties": {"full": ["1 High Street"]}},
    {"id": "NK-2", "schema": "Company", "properties": {"name": ["Norrell Mills"], "jurisdiction": ["gb"]}},
]  # fmt: skip


def item(key: str, name: str, **claims: list[Any]) -> dict[str, Any]:
    return {"type": "item", "id": key, "labels": {"en": {"language": "en", "value": name}}, "aliases": [],
            "claims": claims}  # fmt: skip


def claim(value: object, **qualifiers: list[Any]) -> dict[str, Any]:
    return {
        "mainsnak": {"snaktype": "value", "datavalue": {"value": value}},
        "rank": "normal",
        "qualifiers": qualifiers,
    }


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))


@pytest.fixture
def warehouse(tmp_path: Path) -> Settings:
    return Settings(warehouse=tmp_path / "w.duckdb")


def write(path: Path, lines: list[Any]) -> Path:
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return path


def rows(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    connection = connect(settings.warehouse, read_only=True)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def knowledge(settings: Settings) -> Knowledge:
    return load_knowledge((), imported_knowledge(settings.warehouse))


ENTITIES = "SELECT key, name, aliases, country_code, roles, origin FROM ops.known_entity ORDER BY key"


def test_imports_follow_the_money(warehouse: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import_entities(warehouse, write(tmp_path / "people.json", LINES))
    assert rows(warehouse, ENTITIES) == [
        ("NK-1", "Ada Norrell", ["Ada Maria Norrell"], "GB", ["Mayor of Lund@2019-03-01..2021", "Senator"],
         "people.json"),
        ("NK-2", "Norrell Mills", [], "GB", [], "people.json"),
    ]  # fmt: skip
    told = capsys.readouterr().out
    assert "Entities added: 2, changed: 0." in told and "1 Address" in told and "no file names them: 1." in told
    assert "loaded from now on" in told
    (ada,) = knowledge(warehouse).named("ada maria norrell", "person")
    assert (ada.name, ada.country_code, ada.tenures[0].role) == ("Ada Norrell", "GB", "Mayor of Lund")
    assert [path.name for path in tmp_path.glob("w.duckdb.stage/*")] == []


def test_imports_a_wikidata_dump_compressed(warehouse: Settings, tmp_path: Path) -> None:
    start = {"snaktype": "value", "datavalue": {"value": {"time": "+2019-03-01T00:00:00Z", "precision": 11}}}
    person = item("Q900001", "Ada Norrell", P31=[claim({"id": "Q5"})], P39=[claim({"id": "Q900002"}, P580=[start])])
    office = item("Q900002", "Mayor of Lund", P31=[claim({"id": "Q4164871"})])
    dump = f"[\n{json.dumps(person)},\n{json.dumps(office)}\n]\n"
    (tmp_path / "dump.json.bz2").write_bytes(bz2.compress(dump.encode()))
    import_entities(warehouse, tmp_path / "dump.json.bz2")
    found = rows(warehouse, "SELECT key, kind, wikidata_id, roles FROM ops.known_entity ORDER BY key")
    assert found == [
        ("Q900001", "person", "Q900001", ["Mayor of Lund@2019-03-01.."]),
        ("Q900002", "other", "Q900002", []),
    ]


def test_importing_twice_changes_nothing_and_a_new_file_updates(
    warehouse: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "people.json", [*LINES, "no json"])
    everything = "SELECT * FROM ops.known_entity ORDER BY key", "SELECT rejection_id FROM ops.rejection"
    import_entities(warehouse, path)
    before, folder = [rows(warehouse, query) for query in everything], imported_knowledge(warehouse.warehouse)
    import_entities(warehouse, path)
    assert [rows(warehouse, query) for query in everything] == before
    assert imported_knowledge(warehouse.warehouse) == folder
    changed = {**PERSON, "caption": "Ada M. Norrell"}
    import_entities(warehouse, write(path, [PERSON, changed]))
    assert "Entities added: 0, changed: 1." in capsys.readouterr().out
    assert rows(warehouse, ENTITIES)[0][1] == "Ada M. Norrell", "of two lines of one key the last counts"
    assert imported_knowledge(warehouse.warehouse) != folder
    assert knowledge(warehouse).named("Ada M. Norrell", "person")


def test_an_office_keeps_the_name_that_an_earlier_file_told(warehouse: Settings, tmp_path: Path) -> None:
    person = item("Q900001", "Ada Norrell", P31=[claim({"id": "Q5"})], P39=[claim({"id": "Q900002"})])
    office = item("Q900002", "Mayor of Lund", P31=[claim({"id": "Q4164871"})])
    import_entities(warehouse, write(tmp_path / "both.json", [person, office]))
    import_entities(warehouse, write(tmp_path / "person.json", [person]))
    assert rows(warehouse, "SELECT roles FROM ops.known_entity WHERE key = 'Q900001'") == [(["Mayor of Lund"],)]


def test_the_name_of_the_warehouse_is_no_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "it's [a] *"
    folder.mkdir()
    settings = Settings(warehouse=folder / "w?[b].duckdb")
    import_entities(settings, write(tmp_path / "people.json", LINES))
    assert rows(settings, "SELECT count(*) FROM ops.known_entity") == [(2,)]
    assert rows(settings, "SELECT view_name FROM duckdb_views() WHERE starts_with(view_name, 'imported_')") == []


def test_a_large_file_is_merged_part_by_part(
    warehouse: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.knowledge._PART_ROWS", 10)
    people = [{**PERSON, "id": f"NK-{number}"} for number in range(95)]
    import_entities(warehouse, write(tmp_path / "people.json", [*people, *LINES[1:3], {**PERSON, "id": "NK-7"}]))
    assert rows(warehouse, "SELECT count(*), count(DISTINCT key) FROM ops.known_entity") == [(95, 95)]
    assert rows(warehouse, "SELECT roles FROM ops.known_entity WHERE key = 'NK-1'") == [
        (["Mayor of Lund@2019-03-01..2021", "Senator"],)
    ]


def test_lines_that_do_not_fit_are_kept_with_a_reason(warehouse: Settings, tmp_path: Path) -> None:
    path = tmp_path / "people.json.gz"
    lines = [json.dumps(PERSON).encode(), b"{broken", b'{"a": 1}', b"\xff\xfe", b"x" * 3_000]
    path.write_bytes(gzip.compress(b"\n".join(lines)))
    import_entities(Settings(warehouse=warehouse.warehouse, max_document_bytes=2_000), path)
    connection = connect(warehouse.warehouse, read_only=True)
    pending = {each.input_uri: (each.stage, each.rule) for each in pending_rejections(connection)}
    connection.close()
    assert pending == {
        "people.json.gz#2": ("knowledge", "malformed_json"),
        "people.json.gz#3": ("knowledge", "unknown_format"),
        "people.json.gz#4": ("knowledge", "malformed_json"),
        "people.json.gz#5": ("knowledge", "line_too_long"),
    }
    (payload,) = rows(warehouse, "SELECT payload FROM ops.rejection WHERE input_uri LIKE '%#2'")[0]
    assert json.loads(payload) == {"line": 2, "byte_count": 8, "begins": "{broken\n"}


def test_the_lines_before_a_damage_count(warehouse: Settings, tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(json.dumps({**PERSON, "id": f"NK-{i}"}).encode() + b"\n" for i in range(5_000)))
    (tmp_path / "cut.json.gz").write_bytes(whole[: len(whole) // 2])
    import_entities(warehouse, tmp_path / "cut.json.gz")
    assert rows(warehouse, "SELECT count(*) > 100 FROM ops.known_entity") == [(True,)]
    assert rows(warehouse, "SELECT rule FROM ops.rejection") == [("damaged_file",)]


def test_what_is_no_file_of_entities_is_said_in_one_sentence(warehouse: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no file"):
        import_entities(warehouse, tmp_path / "missing.json")
    with pytest.raises(InputError, match="holds no entities"):
        import_entities(warehouse, write(tmp_path / "other.json", [{"a": number} for number in range(200)]))
    assert not warehouse.warehouse.exists()


HTML, BYTES = b"<html>\n<p>Ada</p>\n</html>", bytes(range(256)) * 99
FOREIGN = [b"", b"\n[\n]\n", gzip.compress(b""), HTML, b"\x1f\x8b\x08 no gzip", BYTES]


@pytest.mark.parametrize("content", FOREIGN)
@pytest.mark.parametrize("name", ["people.json", "people.json.gz", "people.json.bz2"])
def test_a_file_of_something_else_changes_nothing(
    warehouse: Settings, tmp_path: Path, content: bytes, name: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=f"{name} holds no entities"):
        import_entities(warehouse, tmp_path / name)
    assert not warehouse.warehouse.exists()


def test_a_warehouse_without_imports_has_no_compiled_part(warehouse: Settings, tmp_path: Path) -> None:
    import_entities(warehouse, write(tmp_path / "addresses.json", [LINES[4]]))
    assert imported_knowledge(warehouse.warehouse) is None
