from __future__ import annotations

from pathlib import Path

import pytest

from tests.transforms.raw import raw_document
from transforms.document import read_document
from transforms.records import DateWitness, Document

SEEDS = Path(__file__).parents[3] / "shared" / "seed-documents"
LINES = """Harbour town keeps its lighthouse
The council says that nobody wanted to buy it.
The council of the harbour town decided on Monday to keep its old lighthouse, a spokesman said.
"We asked everywhere," the spokesman told reporters.
Read more: Harbour master steps down after storm
Keeper: 'I never wanted to leave the lamp'
Concurrently, the ministry of transport promised new paint.
"""
SECTIONS = """ date 2026-03-04 Tromso, March 4 – The ministers agreed on a new ferry, a spokesman said.

It will run twice a day, and fares will fall by half.

FAQ:

Q: When will it start?

A: Next spring, the spokesman said.

Sources:

– Ministry statement: [URL]
"""


def read(text: str, format: str = "text", **given: str) -> Document:
    return read_document(raw_document(text.encode(), format, **given), "test")


def parts(document: Document) -> list[tuple[str, str]]:
    return [(block.part, document.text[block.char_start : block.char_end]) for block in document.blocks]


def test_a_paragraph_a_line() -> None:
    document = read(LINES)
    assert [part for part, _ in parts(document)] == [
        "headline", "standfirst", "body", "body", "related", "related", "body",
    ]  # fmt: skip
    assert document.text == LINES
    assert document.title == "Harbour town keeps its lighthouse"
    assert document.standfirst == "The council says that nobody wanted to buy it."


def test_header_questions_and_sources() -> None:
    document = read(SECTIONS)
    assert parts(document)[0] == ("dateline", "date 2026-03-04")
    assert [part for part, _ in parts(document)[1:]] == ["body", "body", "faq", "faq", "faq", "sources", "sources"]
    assert parts(document)[1][1].startswith("Tromso, March 4 – The ministers")
    assert document.dates == (DateWitness("header", "2026-03-04"),)
    assert document.title is None


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Town keeps its lighthouse\n\nBy Ann Example\n4 March 2026\n\nThe council of the harbour town decided on\n"
        "Monday to keep its old lighthouse, a\nspokesman said.\n- one lamp\n- two lamps\n"
    )
    assert parts(read(text)) == [
        ("headline", "Town keeps its lighthouse"),
        ("byline", "By Ann Example"),
        ("byline", "4 March 2026"),
        ("body", "The council of the harbour town decided on\nMonday to keep its old lighthouse, a\nspokesman said."),
        ("body", "- one lamp"),
        ("body", "- two lamps"),
    ]
    assert read(text).bylines == ("By Ann Example",)
    assert read(text).dates == (DateWitness("header", "4 March 2026"),)


def test_line_that_ends_as_a_sentence_is_no_title() -> None:
    document = read("The council met on Monday.\n\nIt decided nothing.")
    assert document.title is None
    assert {part for part, _ in parts(document)} == {"body"}


@pytest.mark.parametrize("dateline", ["NAIROBI, Kenya (AP) _", "MIAMI _", "OSLO, August 13 (NTB) --"])
def test_dateline_in_a_line_of_its_own_is_no_headline(dateline: str) -> None:
    story = "The council of the town decided on Monday to keep its old lighthouse."
    document = read(f"\n\n{dateline}\n\n{story}")
    assert parts(document) == [("body", dateline), ("body", story)]
    assert document.title is None


def test_paragraph_behind_the_headline_with_a_dateline_is_no_standfirst() -> None:
    document = read("Lighthouse stays\nOSLO (NTB) - The council decided to keep it.\nNobody wanted to buy it.\n")
    assert [part for part, _ in parts(document)] == ["headline", "body", "body"]


def test_sentence_that_goes_on_in_the_next_line_is_no_headline() -> None:
    document = read("The council of the harbour town decided on Monday to keep its\n    old lighthouse, they said.\n")
    assert "headline" not in {part for part, _ in parts(document)}


def test_headline_with_a_place_stays_a_headline() -> None:
    document = read("PARIS — city of light\n\nThe council decided on Monday to keep its old lighthouse.\n")
    assert document.title == "PARIS — city of light"


@pytest.mark.parametrize(
    "text", ["عنوان الخبر\n\nقال الوزير يوم الاثنين.", "新聞標題\n\n部長週一表示。", "כותרת\n\nהשר אמר ביום שני."]
)
def test_other_scripts_keep_their_text_and_headline(text: str) -> None:
    document = read(text)
    assert document.text == text
    assert [part for part, _ in parts(document)] == ["headline", "body"]


def test_title_of_a_record_is_not_looked_for_in_its_text() -> None:
    document = read("Harbour town\n\nThe council met on Monday.", "jsonl_text", title="Lighthouse stays")
    assert document.title == "Lighthouse stays"
    assert {part for part, _ in parts(document)} == {"body"}


def test_title_of_a_record_that_its_text_repeats_is_a_headline() -> None:
    document = read("Lighthouse stays\n\nThe council met on Monday.", "jsonl_text", title="Lighthouse Stays")
    assert [part for part, _ in parts(document)] == ["headline", "body"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_newline_parts_paragraphs_and_is_kept(newline: str) -> None:
    text = LINES.replace("\n", newline)
    assert read(text).text == text
    assert len(read(text).blocks) == 7


def test_byte_order_mark_is_no_character_of_the_text() -> None:
    assert read_document(raw_document(b"\xef\xbb\xbfHello there.", "text"), "test").text == "Hello there."


def seed(name: str) -> Document:
    path = SEEDS / name
    if not path.exists():
        pytest.skip("the seed documents are not on this machine")
    return read_document(raw_document(path.read_bytes(), "text"), "test")


def test_first_seed_document() -> None:
    document = seed("000_7ac9afefdae3c1fe.txt")
    shown = parts(document)
    assert [part for part, _ in shown[:2]] == ["headline", "standfirst"]
    assert [text.split()[0] for part, text in shown if part == "related"] == ["Read", "Lavrov:", "Read", "Read"]
    assert sum(part == "body" for part, _ in shown) == 12


def test_second_seed_document() -> None:
    document = seed("003_570c8dccb1f74266.txt")
    shown = [part for part, _ in parts(document)]
    assert shown == ["dateline", *["body"] * 4, *["faq"] * 9, *["sources"] * 3]
    assert document.dates == (DateWitness("header", "2023-12-10"),)
