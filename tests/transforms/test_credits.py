from __future__ import annotations

import pytest

from transforms.credits import credited_agency
from transforms.records import Block, Document
from transforms.reference import Reference

LEAD = "The harbour town keeps its old lighthouse, a spokesman said on Monday."


def credited(reference: Reference, *lines: tuple[str, str], bylines: tuple[str, ...] = ()) -> str | None:
    text, blocks = "", []
    for part, line in (("body", LEAD), *lines):
        text += "\n\n" if text else ""
        blocks.append(Block(part, len(text), len(text) + len(line)))
        text += line
    document = Document("c", "i", "html", text, tuple(blocks), "v", bylines=bylines)
    agency = credited_agency(document, None, reference.sources)
    return agency.source_id if agency else None


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("(Reuters)", "reuters.com"),
        ("– AFP", "afp.com"),
        ("With files from The Associated Press and Ann Example", "apnews.com"),
        ("(Con información de AFP, EFE y Reuters)", "afp.com"),
        ("It will be lit again before the winter, the council told residents on Monday. — AFP", "afp.com"),
        ("It will be lit again before the winter, the council told residents on Monday. (dpa)", "dpa.com"),
        ("It will be lit again before the winter, the council told residents on Monday. PTI", "ptinews.com"),
        ("It will be lit again before the winter, the council told AFP in its office on Monday.", None),
        ("Foto: AP", None),
        ("Bridges by the coast", None),
    ],
)
def test_agency_at_the_end_of_the_text(reference: Reference, line: str, agency: str | None) -> None:
    assert credited(reference, ("body", line)) == agency


def test_agency_of_a_byline_that_the_text_shows(reference: Reference) -> None:
    assert credited(reference, ("byline", "By Reuters"), *[("body", LEAD)] * 4) == "reuters.com"
    assert credited(reference, bylines=("Ann Example, AFP",)) == "afp.com"


@pytest.mark.parametrize("part", ["caption", "sources", "related"])
def test_a_picture_or_a_list_of_sources_credits_no_text(reference: Reference, part: str) -> None:
    assert credited(reference, (part, "AFP")) is None
