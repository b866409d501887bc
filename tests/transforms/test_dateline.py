"""Datelines: place, day and agency, behind captions and headlines, and openings that are none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.gazetteer import load_gazetteer
from transforms.dateline import find_dateline
from transforms.gazetteer import Gazetteer
from transforms.records import Block

ANCHOR = date(2023, 12, 10)
SEED_DOCUMENT = Path(__file__).parents[3] / "shared" / "seed-documents" / "003_570c8dccb1f74266.txt"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


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
    ],
)
def test_datelines(text: str, place: str | None, agency: str | None, day: date | None, gazetteer: Gazetteer) -> None:
    found = find_dateline(text, (), ANCHOR, gazetteer)
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
    ],
)
def test_openings_that_are_no_datelines(text: str, gazetteer: Gazetteer) -> None:
    assert find_dateline(text, (), ANCHOR, gazetteer) is None


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
