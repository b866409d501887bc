"""The gazetteer is compiled from the real packages, small, mapped, and safe against two writers."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from flows.cache import CACHE_VARIABLE, cache_folder
from flows.gazetteer import load_gazetteer, map_gazetteer, write_gazetteer
from flows.geonames import Place
from transforms.errors import InputError

PLACES = [
    Place(30, "Springfield", "city", "US", "US.IL", 100, 39.8, -89.6),
    Place(10, "United States", "country", "US", None, 330),
    Place(20, "Illinois", "admin1", "US", "US.IL", other_names=("Prairie State", "IL", "illinois")),
    Place(40, "Dagestan, Respublika", "admin1", "RU", "RU.17"),
]


def test_compiles_once_says_so_and_stays_small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    said: list[str] = []
    first = load_gazetteer(said.append)
    second = load_gazetteer(said.append)
    assert len(said) == 1 and str(tmp_path) in said[0]
    assert len(first) == len(second) > 280_000
    assert sum(path.stat().st_size for path in tmp_path.rglob("*")) < 40_000_000
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    jerusalem = second.get(281184)
    assert jerusalem is not None
    assert (jerusalem.name, jerusalem.kind, jerusalem.country_code) == ("Jerusalem", "city", "IL")


def test_written_places_are_read_back(tmp_path: Path) -> None:
    write_gazetteer(tmp_path / "g", PLACES)
    gazetteer = map_gazetteer(tmp_path / "g")
    springfield = gazetteer.get(30)
    assert springfield is not None and springfield.admin1 == "Illinois"
    assert springfield.latitude == pytest.approx(39.8) and springfield.population == 100
    state = gazetteer.get(20)
    assert state is not None and state.population is None
    assert (state.latitude, state.longitude) == (39.75, -89.75), "the middle of the cell of its one town"
    dagestan = gazetteer.get(40)
    assert dagestan is not None and dagestan.latitude is None, "no town, no point"
    assert [gazetteer.location(each.row).location_id for each in gazetteer.candidates("Prairie State")] == [20]
    assert gazetteer.candidates("IL") == (), "codes are no names"
    assert len(gazetteer.candidates("Dagestan")) == len(gazetteer.candidates("Dagestan, Respublika")) == 1


def test_areas_have_points_and_english_names() -> None:
    gazetteer = load_gazetteer()
    found = [gazetteer.get(number) for number in (2951839, 6252001, 2205218, 5332921, 468898, 3166546)]
    assert [place.name for place in found if place] == [
        "Bavaria", "United States", "Fiji", "California", "Yaroslavl", "Siena",
    ]  # fmt: skip
    points = [(place.latitude or 0.0, place.longitude or 0.0) for place in found if place]
    expected = [(48.9, 11.4), (39.7, -96.8), (-17.2, 178.5), (36.8, -119.8), (57.6, 39.2), (43.1, 11.5)]
    assert points == [pytest.approx(point, abs=0.7) for point in expected], "Fiji is not parted at the date line"


def _write(path: Path) -> int:
    write_gazetteer(path, PLACES)
    return len(map_gazetteer(path))


def test_two_writers_leave_one_whole_gazetteer(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        assert list(pool.map(_write, [tmp_path / "g"] * 8)) == [len(PLACES)] * 8
    assert [path.name for path in tmp_path.iterdir()] == ["g"]


def test_unwritable_cache_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file"))
    with pytest.raises(InputError, match=CACHE_VARIABLE):
        load_gazetteer()


def test_cache_folder_follows_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(CACHE_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "dateline"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "dateline"
