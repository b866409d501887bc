"""Datelines: place, day and agency, behind captions and headlines, and openings that are none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.gazetteer import load_gazetteer
from flows.reference import load_reference
from transforms.dateline import find_dateline, opens_with_dateline
from transforms.gazetteer import Gazetteer
from transforms.records import Block
from transforms.sources import SourceRegistry

ANCHOR = date(2023, 12, 10)
SEED_DOCUMENT = Path(__file__).parents[3] / "shared" / "seed-documents" / "003_570c8dccb1f74266.txt"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="session")
def sources() -> SourceRegistry:
    return load_reference().sources


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("LISBON, Portugal (AP) — The minister resigned.", "LISBON, Portugal", "AP", None),
        ("OSLO, Dec 7 (Reuters) - Norway raised rates.", "OSLO", "Reuters", date(2023, 12, 7)),
        ("HARARE, August 13 (Xinhua) -- Ministers met.", "HARARE", "Xinhua", date(2023, 8, 13)),
        ("LIMA, Jan 4 (EFE) - Rain fell.", "LIMA", "EFE", date(2024, 1, 4)),
        ("Accra, May 16 2022 (IPS) - Farmers said", "Accra", "IPS", date(2022, 5, 16)),
        ("TUNIS – 26 July 2022: The bank said", "TUNIS", None, date(2022, 7, 26)),
        ("Jerusalem, December 10 – In a call", "Jerusalem", None, date(2023, 12, 10)),
        ("date 2023-12-10 Jerusalem, December 10 – In a call", "Jerusalem", None, date(2023, 12, 10)),
        ("MADRID / PARIS (Reuters) - Two capitals", "MADRID / PARIS", "Reuters", None),
        ("(Reuters) - Shares fell on Monday", None, "Reuters", None),
        ("By Ann Other Dec 7 (Reuters) - Yields fell", None, "Reuters", date(2023, 12, 7)),
        ("SPRINGFIELD, Ill. — Police said", "SPRINGFIELD, Ill.", None, None),
        ("CHARLESTON, W.Va. -- All lanes opened", "CHARLESTON, W.Va.", None, None),
        ("Doha: The emir received", "Doha", None, None),
        ("Damascus, SANA- The ministry said", "Damascus", "SANA", None),
        ("NAIROBI (Kyodo)\n\nThe court ruled", "NAIROBI", "Kyodo", None),
        (
            "FILE PHOTO: A ship is seen off Spain, May 4, 2021.\nMADRID (Reuters) - Spain said",
            "MADRID",
            "Reuters",
            None,
        ),
        ("Council votes on taxes. COLUMBUS -- The council", "COLUMBUS", None, None),
        ("ST. PAUL, Minn. (AP) _ Snow fell", "ST. PAUL, Minn.", "AP", None),
        ("LE BOURGET, 12 décembre (DSA) — Le ministre", "LE BOURGET", "DSA", date(2023, 12, 12)),
        ("PARIS, 1er août 2023 (AFP) - Les députés", "PARIS", "AFP", date(2023, 8, 1)),
        ("BERLIN, 3. März (dpa) - Der Bundestag", "BERLIN", "dpa", date(2024, 3, 3)),
        ("Madrid, 4 dic (EFE).- El Gobierno", "Madrid", "EFE", date(2023, 12, 4)),
        ("BOGOTÁ, 5 de enero de 2024 (Colprensa) - El juez", "BOGOTÁ", "Colprensa", date(2024, 1, 5)),
        ("Lisboa, 9 dez 2023 (Lusa) - O governo", "Lisboa", "Lusa", date(2023, 12, 9)),
        ("ROMA, 30 novembre (ANSA) - Il governo", "ROMA", "ANSA", date(2023, 11, 30)),
        ("МОСКВА, 10 декабря. /ТАСС/. Министр заявил", "МОСКВА", "ТАСС", date(2023, 12, 10)),
        ("İZMİR (DHA) - Bakan", "İZMİR", "DHA", None),
        ("WROCŁAW, Poland (AP) — Police said", "WROCŁAW, Poland", "AP", None),
        ("Hà Nội (TTXVN) - Ông", "Hà Nội", "TTXVN", None),
        ("McALLEN, Texas (AP) — The border", "McALLEN, Texas", "AP", None),
        ("New Delhi [India], December 10 (ANI): The minister", "New Delhi [India]", "ANI", date(2023, 12, 10)),
        ("New Delhi, Dec 10 (PTI) The minister on Sunday", "New Delhi", "PTI", date(2023, 12, 10)),
        ("Addis Ababa December 10/2023 (ENA) The premier", "Addis Ababa", "ENA", date(2023, 12, 10)),
        ("Riyadh, December 10, 2023, SPA -- The king", "Riyadh", "SPA", date(2023, 12, 10)),
        ("RAMALLAH, Sunday, December 10, 2023 (WAFA) - Troops", "RAMALLAH", "WAFA", date(2023, 12, 10)),
        ("OSLO & BERGEN, MARCH 29, 2018 -- The government", "OSLO & BERGEN", None, date(2018, 3, 29)),
        ("Egypt, Cairo, June 2022: As part of it", "Egypt, Cairo", None, None),
        ("BOSTON, Dec. 10, 2023 /PRNewswire/ -- A firm", "BOSTON", "PRNewswire", date(2023, 12, 10)),
        ("BOSTON--(BUSINESS WIRE)--A firm today said", "BOSTON", "BUSINESS WIRE", None),
        ("LEON, GUANAJUATO.- A boy was bitten", "LEON, GUANAJUATO", None, None),
        ("BUENOS AIRES.— El presidente", "BUENOS AIRES", None, None),
        ("NEWPORT NEWS, Va. - In a tradition", "NEWPORT NEWS, Va.", None, None),
        ("Washington, DC — The Senate voted", "Washington, DC", None, None),
        ("Dubai, UAE - The ruler said", "Dubai, UAE", None, None),
        ("Geneva, 5 March 2024\n\nThe office said", "Geneva", None, date(2024, 3, 5)),
        ("Mines found in town .\nBOGOTA , Colombia 1996-08-30\nEight", "BOGOTA , Colombia", None, date(1996, 8, 30)),
        ("(NEW YORK) — Police officers", "NEW YORK", None, None),
        ("ALBAWABA - The minister is in Damascus", None, "ALBAWABA", None),
        ("AFP.- London - The champion", None, "AFP", None),
        ("(CNN)The president said", None, "CNN", None),
        ("TODAY NICARAGUA – The minister described", None, "TODAY NICARAGUA", None),
    ],
)
def test_datelines(
    text: str, place: str | None, agency: str | None, day: date | None, gazetteer: Gazetteer, sources: SourceRegistry
) -> None:
    found = find_dateline(text, (), ANCHOR, gazetteer, sources)
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency, day)
    assert text[found.char_start : found.char_end] == found.text
    assert found.text[-1] not in "-–—_: "


@pytest.mark.parametrize(
    "text",
    [
        "Police: gunman held after siege",
        "UPDATE: Markets close higher",
        "FILE PHOTO : A ship",
        "Trump: the deal is done",
        "The committee (ABC) - which met in May - agreed.",
        "A LANDMARK feature has been closed – after a leak.",
        "NASA — the agency that flies — said",
        "",
        "\n\n",
        "In May the government said so.",
        "SOCCER - BELARUS BEAT ESTONIA IN WORLD CUP QUALIFIER AND LEAD THE GROUP BY THREE POINTS",
        "IPO FILING -- Acme Hospitality Inc.",
        "PRESS DIGEST - Newspapers of Indonesia - August 30",
        "COUNCIL MEETING MARCH 5",
        "Amnesty International – The enforced disappearance of people",
        "POLICE: Gunman held after siege",
        "Sunday, December 10, 2023",
        "(photo) The president spoke",
    ],
)
def test_openings_that_are_no_datelines(text: str, gazetteer: Gazetteer, sources: SourceRegistry) -> None:
    assert find_dateline(text, (), ANCHOR, gazetteer, sources) is None


def test_unknown_place_in_capitals_leads_into_a_story(gazetteer: Gazetteer) -> None:
    story = "The candidate opened his campaign at the volunteer fire house on Monday evening."
    found = find_dateline(f"XANDERSVILLE — {story}", (), ANCHOR, gazetteer)
    assert found is not None and found.place == "XANDERSVILLE"
    assert find_dateline("XANDERSVILLE — The candidate opened", (), ANCHOR, gazetteer) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("NAIROBI, Kenya (AP) _", True),
        ("MIAMI _", True),
        ("WASHINGTON, August 13 (Xinhua) --", True),
        ("LEON, GUANAJUATO.- A boy was bitten", True),
        ("Paris in the spring", False),
        ("London: a city in flames", False),
        ("Fire in LONDON (AP) - ten dead", False),
        ("Acme (ACM) - time to buy?", False),
    ],
)
def test_lines_that_open_with_a_dateline(line: str, expected: bool) -> None:
    text = f"{line}\n\nSuspected bombs exploded outside two embassies in the capital on Friday, witnesses said."
    assert opens_with_dateline(text, 0, len(line)) is expected


def test_blocks_are_looked_at_in_turn(gazetteer: Gazetteer) -> None:
    text = "PARIS: a headline\n\nVIENNA, Dec. 9 (APA) - Talks began."
    blocks = (Block("headline", 0, 17), Block("body", 19, len(text)))
    found = find_dateline(text, blocks, ANCHOR, gazetteer)
    assert found is not None and (found.place, found.date_text, found.char_start) == ("VIENNA", "Dec. 9", 19)


def test_without_an_anchor_the_year_stays_open(gazetteer: Gazetteer) -> None:
    found = find_dateline("OSLO, Dec 7 (Reuters) - Norway", (), None, gazetteer)
    assert found is not None and (found.date, found.date_text) == (None, "Dec 7")


def test_without_a_gazetteer_credits_decide() -> None:
    assert find_dateline("Cape Town - After the recess", (), ANCHOR) is None
    found = find_dateline("Hanoi (VNA) – Vietnam supports", (), ANCHOR)
    assert found is not None and (found.place, found.agency) == ("Hanoi", "VNA")


@given(st.text(), st.none() | st.dates())
def test_any_text(gazetteer: Gazetteer, text: str, anchor: date | None) -> None:
    found = find_dateline(text, (), anchor, gazetteer)
    assert found is None or text[found.char_start : found.char_end] == found.text


@given(st.lists(st.sampled_from(["PARIS", "Dec", "7", "(AP)", "-", "—", ",", "/", "\n", "N.Y.", "News", ":", " "])))
def test_any_pieces_of_datelines(gazetteer: Gazetteer, pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_dateline(text, (), ANCHOR, gazetteer)
    assert found is None or text[found.char_start : found.char_end] == found.text


@pytest.mark.skipif(not SEED_DOCUMENT.exists(), reason="the seed documents are not part of the repository")
def test_seed_document(gazetteer: Gazetteer) -> None:
    found = find_dateline(SEED_DOCUMENT.read_text(encoding="utf-8"), (), ANCHOR, gazetteer)
    assert found is not None
    assert (found.place, found.date, found.text) == ("Jerusalem", ANCHOR, "Jerusalem, December 10")
