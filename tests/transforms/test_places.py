"""Which place a name means, alone and among the names of an article."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.gazetteer import load_gazetteer
from transforms.atlas import Atlas
from transforms.gazetteer import Gazetteer
from transforms.place_hints import find_hints
from transforms.place_names import USES
from transforms.places import PlaceNames, PlaceSpan, lies_within, place_of, resolve_places

SEED = Path(__file__).parents[2] / "seeds" / "places.csv"
ROWS = list(csv.DictReader(SEED.open(encoding="utf-8", newline="")))


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="session")
def names() -> PlaceNames:
    return PlaceNames.from_rows(ROWS)


@pytest.mark.parametrize(
    ("name", "location_id"),
    [
        ("Jerusalem", 281184),
        ("JERUSALEM", 281184),
        ("NAIROBI, Kenya", 184745),
        ("NEW YORK", 5128581),
        ("AMHERST, N.Y.", 5107129),
        ("LEXINGTON, Ky.", 4297983),
        ("Portland, OR", 5746545),
        ("PORTLAND, Maine", 4975802),
        ("WASHINGTON / BRUSSELS", 4140963),
        ("U.S.", 6252001),
        ("US", 6252001),
        ("the Gaza Strip", 281132),
        ("West Bank", 285153),
        ("Kiev", 703448),
        ("Moscow", 524901),
        ("Bavaria", 2951839),
        ("Holland", 2750405),
        ("Washington, D.C.", 4140963),
        ("Punjab province", 1167710),
        ("UNITED NATIONS", 5128581),
        ("Washington state", 5815135),
        ("ST. PETERSBURG, Fla.", 4171563),
        ("TEL AVIV", 293397),
        ("Medina", 109223),
        ("MEDINA, Ohio", 5162512),
        ("Cologne", 2886242),
        ("W. Va.", 4826850),
        ("W. Columbia, S.C.", 4600541),
        ("Far North Queensland", 2152274),
        ("Mass.", 6254926),
    ],
)
def test_one_name(name: str, location_id: int, gazetteer: Gazetteer, names: PlaceNames) -> None:
    found = place_of(name, gazetteer, names)
    assert found is not None and found.location_id == location_id, found


@pytest.mark.parametrize("name", ["Middle East", "the Black Sea", "Qwertyuiop", "", ",", "EU"])
def test_names_of_no_place_that_is_held(name: str, gazetteer: Gazetteer, names: PlaceNames) -> None:
    assert place_of(name, gazetteer, names) is None


def test_the_outlets_country_counts(gazetteer: Gazetteer, names: PlaceNames) -> None:
    birmingham = [place_of("Hamilton", gazetteer, names, country) for country in ("CA", "NZ")]
    assert [place.country_code for place in birmingham if place] == ["CA", "NZ"]


def spans(text: str, *surfaces: str) -> list[PlaceSpan]:
    found = (match for surface in surfaces for match in re.finditer(rf"\b{re.escape(surface)}", text))
    return sorted((PlaceSpan(each.start(), each.end(), each[0]) for each in found), key=lambda span: span.char_start)


@pytest.mark.parametrize(
    ("text", "surfaces", "ids"),
    [
        ("He moved to Paris, Texas. Paris is quiet.", ("Paris", "Texas"), [4717560, 4736286, 4717560]),
        ("The Georgian government in Tbilisi said Georgia was ready.", ("Tbilisi", "Georgia was"), [611717, 614540]),
        ("Police in Lexington, Frankfort and Paris in Kentucky", ("Lexington", "Frankfort", "Paris", "Kentucky"),
         [4297983, 4292188, 4303602, 6254925]),
        ("From Buffalo, New York, to Albany", ("Buffalo", "New York", "Albany"), [5110629, 5128638, 5106834]),
        ("Moscow and Kyiv said the Kremlin", ("Moscow", "Kyiv", "Kremlin"), [524901, 703448, 524901]),
        ("China, Japan and Guinea, Ghana", ("China", "Japan", "Guinea", "Ghana"),
         [1814991, 1861060, 2420477, 2300660]),
        ("cases in Washington, Pennsylvania and California", ("Washington", "Pennsylvania", "California"),
         [5815135, 6254927, 5332921]),
        ("from Boston, New York and Washington", ("Boston", "Washington"), [4930956, 4140963]),
        ("in Ohio, New York, Indiana and Utah", ("Ohio", "New York", "Indiana"), [5165418, 5128638, 4921868]),
        ("A hospital in Worcester, Mass. said", ("Worcester", "Mass"), [4956184, 6254926]),
        ("In Cairo and Alexandria, fans of Egypt saw Liverpool win in Russia",
         ("Cairo", "Alexandria", "Liverpool"), [360630, 361058, 2644210]),
        ("At Jacksonville Airport, in JACKSONVILLE", ("Jacksonville Airport", "JACKSONVILLE"), [4160021, 4160021]),
        ("The fire at Albany Street in ALBANY", ("Albany Street", "ALBANY"), [None, 5106834]),
        ("Seoul City Hall and Paris Hospital", ("Seoul City Hall", "Paris Hospital"), [1835848, None]),
        ("on Otter Tail County Road 80", ("Otter Tail County Road",), [5040515]),
        ("Henrico police said in Richmond, Va.", ("Henrico", "Richmond"), [4763688, 4781708]),
        ("She sat in Titus County Jail in Texas", ("Titus County Jail",), [4736982]),
        ("in Bath and Menifee counties, Kentucky", ("Bath", "Menifee", "Kentucky"), [4283333, 4300562, 6254925]),
    ],
)  # fmt: skip
def test_names_of_an_article(
    text: str, surfaces: tuple[str, ...], ids: list[int | None], gazetteer: Gazetteer, names: PlaceNames
) -> None:
    found = resolve_places(spans(text, *surfaces), text, gazetteer, names)
    assert [place.location_id if place else None for place in found] == ids


def test_the_dateline_speaks_for_its_state(gazetteer: Gazetteer, names: PlaceNames) -> None:
    text = "Firefighters from Lebanon and Annville met."
    dateline = place_of("HARRISBURG, Pa.", gazetteer, names)
    found = resolve_places(spans(text, "Lebanon", "Annville"), text, gazetteer, names, "US", dateline)
    assert [place.admin1 for place in found if place] == ["Pennsylvania", "Pennsylvania"]


@pytest.mark.parametrize(
    ("text", "town", "state"),
    [
        ("Georgia Bureau of Investigation agents raided a home in Albany.", "Albany", "Georgia"),
        ("Police of Albany called the Dougherty County Sheriff and Rep. Jones, R-Ga.", "Albany", "Georgia"),
        ("Minnesotans met in Rochester.", "Rochester", "Minnesota"),
    ],
)
def test_names_that_are_no_places_speak_for_their_state(
    text: str, town: str, state: str, gazetteer: Gazetteer, names: PlaceNames
) -> None:
    (found,) = resolve_places(spans(text, town), text, gazetteer, names, "US")
    assert found is not None and found.admin1 == state


def test_what_stands_behind_a_first_name_is_no_hint(gazetteer: Gazetteer, names: PlaceNames) -> None:
    hints = dict(find_hints("Sam Chad met Central Bank officials of Jordan", Atlas(gazetteer, names)))
    assert list(hints) == ["Jordan"] and [each.country_code for each in hints["Jordan"]][:1] == ["JO"]


def test_a_dateline_names_a_town(gazetteer: Gazetteer, names: PlaceNames) -> None:
    text = "Officers in New York met."
    dateline = place_of("NEW YORK", gazetteer, names)
    (found,) = resolve_places(spans(text, "New York"), text, gazetteer, names, "US", dateline)
    assert found is not None and found.kind == "city"


@given(
    st.lists(st.sampled_from(["Paris", "U.S.", "Lebanon", "x", ", ", "Texas", "and", "(", "County", "\n", "’s"])),
    st.text(max_size=20),
)
def test_any_spans_yield_one_answer_each(gazetteer: Gazetteer, names: PlaceNames, words: list[str], tail: str) -> None:
    text = " ".join(words) + tail
    given_spans = [PlaceSpan(match.start(), match.end(), match[0]) for match in re.finditer(r"\S+", text)]
    assert len(resolve_places(given_spans, text, gazetteer, names)) == len(given_spans)
    place_of(text, gazetteer, names)


def test_seed_ids_are_places_of_the_gazetteer(gazetteer: Gazetteer) -> None:
    assert all(row["use"] in USES for row in ROWS)
    ids = {int(row["location_id"]) for row in ROWS if row["location_id"]}
    assert {each for each in ids if gazetteer.get(each) is None} == set()
    assert all(bool(row["location_id"]) != (row["use"] == "area") for row in ROWS)


def test_seats_stand_for_institutions(names: PlaceNames) -> None:
    kremlin = names.find("the Kremlin".removeprefix("the "))
    assert kremlin is not None and (kremlin.use, kremlin.stands_for) == ("seat", "government of Russia")


@pytest.mark.parametrize(
    ("name", "is_within"),
    [
        ("Titus County Jail", True), ("the Kremlin", True), ("Moscow", False), ("Mass", False),
        ("Washington, D.C.", False), ("Far North Queensland", False),
    ],
)  # fmt: skip
def test_what_lies_in_a_place_is_not_the_place(
    name: str, is_within: bool, gazetteer: Gazetteer, names: PlaceNames
) -> None:
    assert lies_within(name, gazetteer, names) == is_within


def test_acronyms_need_capitals(names: PlaceNames) -> None:
    assert names.find("US") is not None and names.find("us") is None
    assert names.nationality("Iraqis") == 99237


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Saudi", "Saudi Arabia"), ("Koreans", "South Korea"), ("New Zealander", "New Zealand"),
        ("Brits", "United Kingdom"), ("Puerto Ricans", "Puerto Rico"), ("Burkinabé", "Burkina Faso"),
        ("Hongkongers", "Hong Kong"), ("Ni-Vanuatu", "Vanuatu"), ("Basotho", "Lesotho"),
        ("Texan", "Texas"), ("New Yorkers", "New York"),
    ],
)  # fmt: skip
def test_nationalities(word: str, place: str, gazetteer: Gazetteer, names: PlaceNames) -> None:
    location_id = names.nationality(word)
    found = gazetteer.get(location_id) if location_id else None
    assert found is not None and found.name == place


def test_an_unknown_use_is_refused() -> None:
    with pytest.raises(ValueError, match="nickname"):
        PlaceNames.from_rows([{"name": "Windy City", "location_id": "4887398", "use": "nickname", "stands_for": ""}])
