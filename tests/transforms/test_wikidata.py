from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.damaged import damaged
from transforms.errors import Rejected
from transforms.imported import LeftOut, Occupancy, Office
from transforms.shelves import Entry
from transforms.wikidata import ItemReader, is_item, items

CLASSES = {"Q5": "person", "Q6256": "place", "Q43229": "organization", "Q294414": "other", "Q4167410": None}
COUNTRIES = {"Q801": "IL", "Q30": "US", "Q142": "FR"}


def snak(value: object, kind: str = "value") -> dict[str, Any]:
    return {"snaktype": kind, "property": "P1", "datavalue": {"value": value, "type": "x"}}


def claim(value: object, rank: str = "normal", **qualifiers: list[Any]) -> dict[str, Any]:
    return {"mainsnak": snak(value), "type": "statement", "rank": rank, "qualifiers": qualifiers or []}


def ref(item: str) -> dict[str, Any]:
    return {"entity-type": "item", "numeric-id": int(item[1:]), "id": item}


def day(text: str, precision: int = 11) -> dict[str, Any]:
    return snak({"time": f"+{text}T00:00:00Z", "precision": precision, "timezone": 0})


def item(name: str | None = "Ada Norrell", aliases: tuple[str, ...] = (), **claims: Any) -> dict[str, Any]:
    return {
        "type": "item", "id": "Q42", "labels": {"en": {"language": "en", "value": name}} if name else [],
        "descriptions": {}, "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]},
        "claims": claims or [], "sitelinks": {},
    }  # fmt: skip


def read(fields: dict[str, Any]) -> list[Entry | Office | Occupancy]:
    found = list(items(fields))
    assert all(is_item(each) for each in found)
    return [each for one in found for each in ItemReader(CLASSES, COUNTRIES).read(one)]


def entry(fields: dict[str, Any]) -> Entry:
    (found,) = (each for each in read(fields) if isinstance(each, Entry))
    return found


def test_reads_a_person_with_offices() -> None:
    fields = item(
        "Ada Norrell", ("Ada Maria Norrell", "Norrell"), P31=[claim(ref("Q5"))], P27=[claim(ref("Q801"))],
        P39=[
            claim(ref("Q7"), P580=[day("2019-03-02")], P582=[day("2021-00-00", 9)]),
            claim(ref("Q8"), "deprecated"),
            claim(ref("Q9"), P580=[day("2022-05-00", 10)], P582=[snak(None, "somevalue")]),
            claim(ref("Q10"), P580=[day("1900-00-00", 7)]),
        ],
    )  # fmt: skip
    assert read(fields) == [
        Entry("Q42", "Ada Norrell", "person", ("Ada Maria Norrell",), ("Norrell",), "Q42", None, "IL"),
        Occupancy("Q42", "Q7", "2019-03-02", "2021"),
        Occupancy("Q42", "Q9", "2022-05", None),
        Occupancy("Q42", "Q10", None, None),
    ]


def test_reads_a_country_an_organization_and_an_office() -> None:
    country = item(
        "Israel", ("State of Israel",), P31=[claim(ref("Q6256"))], P1566=[claim("294640")], P297=[claim("IL")]
    )
    assert read(country) == [Entry("Q42", "Israel", "place", ("State of Israel",), (), "Q42", 294640, "IL")]
    short = {"language": "en", "text": "WTO"}
    body = item("World Trade Office", P31=[claim(ref("Q43229"))], P1813=[claim(short)], P17=[claim(ref("Q142"))])
    assert read(body) == [Entry("Q42", "World Trade Office", "organization", ("WTO",), (), "Q42", None, "FR")]
    assert read(item("Mayor of Lund", P31=[claim(ref("Q294414"))]))[0] == Office("Q42", "Mayor of Lund")


def test_of_several_countries_the_only_one_that_lasts_is_told() -> None:
    former = claim(ref("Q142"), P582=[day("1990-01-01")])
    assert entry(item(P31=[claim(ref("Q5"))], P27=[former, claim(ref("Q30"))])).country_code == "US"
    assert entry(item(P31=[claim(ref("Q5"))], P27=[claim(ref("Q142")), claim(ref("Q30"))])).country_code is None
    best = [claim(ref("Q142")), claim(ref("Q30"), "preferred")]
    assert entry(item(P31=[claim(ref("Q5"))], P27=best)).country_code == "US"


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ({"P569": [claim(1)]}, "person"), ({"P625": [claim(1)]}, "place"), ({"P159": [claim(1)]}, "organization"),
        ({"P577": [claim(1)]}, "work"), ({"P585": [claim(1)]}, "event"), ({}, "other"),
    ],
)  # fmt: skip
def test_an_item_of_an_unknown_class_is_what_its_statements_tell_and_is_counted(
    claims: dict[str, Any], kind: str
) -> None:
    reader = ItemReader(CLASSES, COUNTRIES)
    kinds = [each.kind for each in reader.read(item(P31=[claim(ref("Q99"))], **claims)) if isinstance(each, Entry)]
    assert kinds == [kind]
    assert dict(reader.inferred) == {kind: 1}


def test_a_label_of_all_languages_stands_in_for_the_english_one() -> None:
    fields = {**item(None), "labels": {"mul": {"value": "Ada Norrell"}, "fr": {"value": "x"}}, "aliases": []}
    assert entry(fields).name == "Ada Norrell"


def test_entity_data_holds_several_items() -> None:
    fields = {"entities": {"Q42": item("One"), "Q43": {**item("Two"), "id": "Q43"}}}
    assert [each.name for each in read(fields) if isinstance(each, Entry)] == ["One", "Two"]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        (item(None, ("Alias alone",)), "no English name"),
        ({**item(), "type": "property", "id": "P31"}, "no item"),
        (item(P31=[claim(ref("Q4167410"))]), "a class that is no name of the news"),
    ],
)
def test_what_the_knowledge_base_does_not_keep_is_left_out(fields: dict[str, Any], what: str) -> None:
    with pytest.raises(LeftOut, match=what):
        read(fields)


@pytest.mark.parametrize(
    "fields",
    [
        {**item(), "labels": "x"}, {**item(), "claims": [1]}, item(P31=["x"]), item(P39={"a": 1}),
        {**item(), "labels": {"en": {"value": 7}}}, {**item(), "id": None},
    ],
)  # fmt: skip
def test_an_item_that_does_not_fit_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(Rejected):
        read(fields)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([ref("Q5"), ref("Q801")]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["mainsnak", "snaktype", "datavalue", "value", "rank", "qualifiers", "id", "P580", "time", "precision"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=10,
)
CLAIMS = st.dictionaries(
    st.sampled_from(["P31", "P27", "P39", "P297", "P1566", "P1813"]),
    st.lists(st.builds(claim, VALUES, P580=st.lists(VALUES, max_size=2)) | VALUES, max_size=3) | VALUES,
    max_size=3,
)


@given(CLAIMS | VALUES, st.dictionaries(st.sampled_from(["id", "labels", "aliases", "type"]), VALUES, max_size=2))
def test_any_object_is_read_left_out_or_refused(claims: Any, rest: dict[str, Any]) -> None:
    fields = {**item(), "claims": claims, **rest}
    try:
        found = list(ItemReader(CLASSES, COUNTRIES).read(fields))
    except (Rejected, LeftOut):
        return
    assert all(each.name for each in found if isinstance(each, Entry))


WHOLE = item(
    "Ada Norrell", ("Norrell",), P31=[claim(ref("Q5"))], P27=[claim(ref("Q801"), P582=[day("2021-01-01")])],
    P1813=[claim({"text": "AN", "language": "en"})], P1566=[claim("294640")], P297=[claim("IL")],
    P39=[claim(ref("Q7"), P580=[day("2019-03-02")], P582=[day("2021-00-00", 9)])],
)  # fmt: skip


@given(damaged(WHOLE))
def test_an_item_with_a_damaged_value_is_read_left_out_or_refused(fields: dict[str, Any]) -> None:
    try:
        found = list(ItemReader(CLASSES, COUNTRIES).read(fields))
    except (Rejected, LeftOut):
        return
    assert all(isinstance(each.name, str) and each.name for each in found if isinstance(each, Entry))
