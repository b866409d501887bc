from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.damaged import damaged
from transforms.errors import Rejected
from transforms.follow_the_money import is_entity, read_entity
from transforms.imported import LeftOut, Occupancy, Office, parse_line
from transforms.shelves import Entry
from transforms.tenures import Tenure


def person(**properties: Any) -> dict[str, Any]:
    return {"id": "NK-1", "schema": "Person", "properties": {"name": ["Ada Norrell"], **properties}}


def entry(**properties: Any) -> Entry:
    (found,) = read_entity(person(**properties))
    assert isinstance(found, Entry)
    return found


def test_reads_a_person() -> None:
    fields = person(
        name=["Норрелл, Ада", "Ada Norrell", "NORRELL Ada"], alias=["Ada Maria Norrell", "Adka"], weakAlias=["The Fox"],
        country=["gb", "fr"], nationality=["gb"], position=["Minister of Finance (2003-2005)", "Senator"],
        wikidataId=["Q42424242"], birthDate=["1960-02-03"], topics=["role.pep"],
    )  # fmt: skip
    assert list(read_entity({**fields, "caption": "Ada  Norrell", "target": True})) == [
        Entry(
            "NK-1", "Ada Norrell", "person", ("Норрелл, Ада", "NORRELL Ada", "Ada Maria Norrell"), ("Adka", "The Fox"),
            "Q42424242", None, "GB", ("Minister of Finance@2003..2005", "Senator"),
        )
    ]  # fmt: skip


def test_reads_nested_offices_and_drops_the_same_without_dates() -> None:
    def held(name: str, **dates: list[str]) -> dict[str, Any]:
        post = {"id": "p", "schema": "Position", "caption": name, "properties": {"name": [name]}}
        return {"id": "o", "schema": "Occupancy", "properties": {"post": [post], **dates}}

    found = entry(
        positionOccupancies=[
            held("Mayor of Lund", startDate=["2019-02-30"], endDate=["2021-06"]),
            held("Senator", startDate=["2022-01-01T00:00:00"]),
        ],
        position=["Senator", "Poet"],
    )
    assert found.roles == ("Mayor of Lund@2019..2021-06", "Senator@2022-01-01..", "Poet")


def test_reads_offices_that_stand_in_lines_of_their_own() -> None:
    post = {"id": "pos-1", "schema": "Position", "properties": {"name": ["Mayor of Lund"], "country": ["se"]}}
    held = {"holder": ["NK-1"], "post": ["pos-1"], "startDate": ["2019"]}
    assert list(read_entity(post)) == [Office("pos-1", "Mayor of Lund")]
    assert list(read_entity({"id": "o", "schema": "Occupancy", "properties": held})) == [
        Occupancy("NK-1", "pos-1", "2019", None)
    ]
    assert entry(positionOccupancies=["o"]).roles == ()


@pytest.mark.parametrize("schema", ["Organization", "Company", "PublicBody", "LegalEntity"])
def test_bodies_are_organizations(schema: str) -> None:
    fields = {"id": "Q95", "schema": schema, "properties": {"name": ["Acme"], "alias": ["ACM"], "jurisdiction": ["us"]}}
    assert list(read_entity(fields)) == [
        Entry("Q95", "Acme", "organization", ("ACM",), wikidata_id="Q95", country_code="US")
    ]


def test_what_is_no_name_of_the_news_is_left_out_by_its_schema() -> None:
    with pytest.raises(LeftOut, match="Sanction"):
        list(read_entity({"id": "s", "schema": "Sanction", "properties": {"program": ["x"]}}))


@pytest.mark.parametrize(
    ("country", "code"), [(["gb-sct"], "GB"), (["us", "gb"], None), (["eu"], None), (["Britain"], None), ([], None)]
)
def test_a_country_is_told_where_there_is_one(country: list[str], code: str | None) -> None:
    assert entry(country=country).country_code == code


WRONG = [
    ({"id": "", "schema": "Person", "properties": {"name": ["A"]}}, "wrong_type"),
    ({"id": 7, "schema": "Person", "properties": {"name": ["A"]}}, "wrong_type"),
    ({"id": "a", "schema": "Person", "properties": []}, "wrong_type"),
    (person(name="Ada"), "wrong_type"),
    (person(alias=[7]), "wrong_type"),
    (person(name=[]), "no_name"),
    (person(name=["\ud800"]), "not_unicode"),
    (person(positionOccupancies=[{"id": "o", "properties": ["x"]}]), "wrong_type"),
    (person(position=["Mayor@2020-02-30.."]), "wrong_date"),
]


@pytest.mark.parametrize(("fields", "rule"), WRONG)
def test_a_line_that_does_not_fit_is_refused(fields: dict[str, Any], rule: str) -> None:
    with pytest.raises(Rejected) as error:
        list(read_entity(fields))
    assert (error.value.stage, error.value.rule) == ("knowledge", rule)


@pytest.mark.parametrize("line", [b"", b"  \n", b"[\n", b"]\r\n"])
def test_a_line_without_an_object_is_passed_over(line: bytes) -> None:
    assert parse_line(line) is None


@pytest.mark.parametrize("line", [b"{", b"[]", b"7", b'"a"', b"\xff", b"[" * 100_000])
def test_a_line_that_is_no_object_is_refused(line: bytes) -> None:
    with pytest.raises(Rejected, match="JSON"):
        parse_line(line)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "properties", "post", "caption", "startDate"]), inner, max_size=3)
    ),
    max_leaves=8,
)
PROPERTIES = ["name", "alias", "weakAlias", "country", "position", "positionOccupancies", "wikidataId", "startDate"]


@given(
    st.fixed_dictionaries(
        {
            "id": st.just("a") | VALUES,
            "schema": st.sampled_from(["Person", "Company", "Position", "Occupancy", "Address"]) | VALUES,
            "properties": st.dictionaries(st.sampled_from(PROPERTIES), st.lists(VALUES, max_size=3)) | VALUES,
        }
    )
)
def test_any_object_is_read_left_out_or_refused(fields: dict[str, Any]) -> None:
    assert is_entity(fields)
    assert parse_line(json.dumps(fields).encode() + b",\n") == fields
    try:
        found = list(read_entity(fields))
    except (Rejected, LeftOut):
        return
    for each in found:
        if isinstance(each, Entry):
            assert each.name and each.key
            assert all(Tenure.parse(role).role for role in each.roles)


NESTED = person(
    position=["Minister of Finance (2003-2005)"], wikidataId=["Q42424242"], country=["gb"], weakAlias=["Ada"],
    positionOccupancies=[{"id": "o", "schema": "Occupancy", "properties": {
        "startDate": ["2019-03-01"],
        "post": [{"id": "p", "caption": "Mayor", "schema": "Position", "properties": {"name": ["Mayor of Lund"]}}],
    }}],
)  # fmt: skip


@given(damaged(NESTED))
def test_an_entity_with_a_damaged_value_is_read_left_out_or_refused(fields: dict[str, Any]) -> None:
    try:
        found = list(read_entity(fields))
    except (Rejected, LeftOut):
        return
    assert all(isinstance(each.name, str) and each.name for each in found if isinstance(each, Entry))
