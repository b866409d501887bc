"""Floors: what counts as a fault, what pinning does, and when the data counts as changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.bench import Bench, Figure, Trial
from tests.quality.benches import BENCHES
from tests.quality.floors import Floors, data_hashes
from tests.quality.table import load_targets

REACHED = [Figure("full F1", 0.7421), Figure("articles a second", 12.0, has_floor=False)]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in ("dev.jsonl", "a.html", "b.html"):
        (folder / name).write_text(f'{{"id": "{name}"}}\n' * 7, encoding="utf-8")
    return Bench("statements", folder, ("dev.jsonl", "*.html"), lambda trial: REACHED)


@pytest.fixture
def floors(bench: Bench) -> Floors:
    pinned = Floors({}, {"dev": {}, "sample": {}})
    pinned.pin(bench, "dev", REACHED)
    pinned.pin_data([bench])
    return pinned


def test_a_floor_is_a_margin_below_the_figure_and_speed_has_none(floors: Floors) -> None:
    assert floors.of("dev", "statements") == {"full F1": 0.737}
    assert floors.of("sample", "statements") == {}


@pytest.mark.parametrize(
    ("figures", "fault"),
    [
        ([Figure("full F1", 0.737)], None),
        ([Figure("full F1", 0.7369)], "statements, full F1: 0.7369 is below the floor of 0.737."),
        ([], "statements, full F1: not measured any more."),
        ([*REACHED, Figure("content F1", 0.9)], "statements, content F1: no floor is pinned."),
        ([*REACHED, Figure("texts a second", 0.0, has_floor=False)], None),
    ],
)
def test_what_is_a_fault(floors: Floors, figures: list[Figure], fault: str | None) -> None:
    assert floors.faults("dev", "statements", figures) == ([fault] if fault else [])


def test_while_the_data_is_the_same_a_floor_only_rises(floors: Floors, bench: Bench) -> None:
    floors.pin(bench, "dev", [Figure("full F1", 0.70)])
    assert floors.of("dev", "statements") == {"full F1": 0.737}
    floors.pin(bench, "dev", [Figure("full F1", 0.80)])
    assert floors.of("dev", "statements") == {"full F1": 0.795}


def test_on_changed_data_a_floor_is_set_anew(floors: Floors, bench: Bench) -> None:
    (bench.folder / "dev.jsonl").write_text("{}\n", encoding="utf-8")
    floors.pin(bench, "dev", [Figure("full F1", 0.70)])
    assert floors.of("dev", "statements") == {"full F1": 0.695}


@pytest.mark.parametrize(("name", "changed"), [("dev.jsonl", "statements/dev.jsonl"), ("b.html", "statements/*.html")])
def test_changed_data_is_named(floors: Floors, bench: Bench, name: str, changed: str) -> None:
    assert floors.changed([bench]) == []
    (bench.folder / name).write_text("changed", encoding="utf-8")
    assert floors.changed([bench]) == [changed]


def test_a_renamed_or_missing_file_is_a_change(floors: Floors, bench: Bench) -> None:
    (bench.folder / "b.html").rename(bench.folder / "c.html")
    assert floors.changed([bench]) == ["statements/*.html"]
    (bench.folder / "dev.jsonl").unlink()
    assert not bench.is_there


def test_floors_come_back_as_they_were_saved(floors: Floors, tmp_path: Path) -> None:
    floors.save(tmp_path / "floors.json")
    assert Floors.load(tmp_path / "floors.json") == floors


def test_a_sample_is_every_third_row_and_the_scorer_gets_the_same_rows(bench: Bench, tmp_path: Path) -> None:
    (bench.folder / "dev.jsonl").write_text("".join(f'{{"id": {number}}}\n' for number in range(7)), encoding="utf-8")
    path, rows = Trial(bench.folder, tmp_path, every=3).gold("dev.jsonl")
    assert [row["id"] for row in rows] == [0, 3, 6]
    assert path.read_text(encoding="utf-8") == '{"id": 0}\n{"id": 3}\n{"id": 6}\n'


def test_what_is_pinned_are_the_benches_that_there_are() -> None:
    pinned, names = Floors.load(), {bench.name for bench in BENCHES}
    assert {key.split("/")[0] for key in pinned.data} == names
    assert set(pinned.floors["dev"]) == set(pinned.floors["sample"]) == names


def test_every_floor_has_a_target() -> None:
    floors = Floors.load().floors["dev"]
    assert {(bench, measure) for bench, measures in floors.items() for measure in measures} <= set(load_targets())


def test_hashes_are_those_of_the_files(bench: Bench) -> None:
    (bench.folder / "dev.jsonl").write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert data_hashes([bench])["statements/dev.jsonl"] == empty
