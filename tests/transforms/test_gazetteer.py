"""Look-up by name, id and country code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.gazetteer import load_gazetteer
from transforms.gazetteer import Gazetteer, fold_name


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("São Paulo", "sao paulo"),
        ("U.S.", "us"),
        ("Port-au-Prince", "port au prince"),
        ("Saint Paul", "st paul"),
        ("St. Paul", "st paul"),
        ("Sana'a", "sanaa"),
        ("Sana’a", "sanaa"),
        ("  KYIV\n", "kyiv"),
        ("Łódź", "lodz"),
        ("…", ""),
    ],
)
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.text())
def test_any_name_can_be_looked_up(gazetteer: Gazetteer, name: str) -> None:
    found = gazetteer.candidates(name)
    assert [each.people for each in found] == sorted((each.people for each in found), reverse=True)


@given(st.integers(min_value=-(2**40), max_value=2**40))
def test_any_id_can_be_looked_up(gazetteer: Gazetteer, location_id: int) -> None:
    found = gazetteer.get(location_id)
    assert found is None or found.location_id == location_id


def test_countries_by_code(gazetteer: Gazetteer) -> None:
    israel = gazetteer.country("il")
    assert israel is not None and (israel.location_id, israel.kind, israel.admin1) == (294640, "country", None)
    assert gazetteer.country("XX") is None


def test_other_names_are_told_from_main_names(gazetteer: Gazetteer) -> None:
    kiev = gazetteer.candidates("Kiev")
    assert [(gazetteer.location(each.row).name, each.is_main) for each in kiev] == [("Kyiv", False)]


def test_a_town_tells_its_state(gazetteer: Gazetteer) -> None:
    paris = next(each for each in gazetteer.candidates("Paris") if gazetteer.location(each.row).admin1 == "Texas")
    assert gazetteer.location(paris.row).location_id == 4717560
