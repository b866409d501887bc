"""The sample articles hold what the demo has to show: every outcome of the ledger, every form of input."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import trafilatura
from lxml import html

SAMPLES = Path(__file__).parents[2] / "seeds" / "samples"
OUTLETS = {"harbour-courier", "meridian-broadcast", "hilltop-journal"}
PAGES = sorted(SAMPLES.rglob("*.html"))
BROKEN = SAMPLES / "harbour-courier" / "2015-12-13-paris-analysis.html"
ARTICLES = [page for page in PAGES if page != BROKEN]
ORIGINAL = SAMPLES / "harbour-courier" / "2015-12-12-paris-agreement.html"
REVISION = SAMPLES / "harbour-courier" / "2015-12-12-paris-agreement_updated.html"
PAGE = SAMPLES / "hilltop-journal" / "2015-12-13-modi-paris-agreement.html"
COPY = SAMPLES / "hilltop-journal" / "2015-12-13-modi-paris-agreement_saved-again.html"
WIRE = [
    SAMPLES / "hilltop-journal" / "2012-07-04-cern-particle.html",
    SAMPLES / "meridian-broadcast" / "2012-07-04-cern-new-particle.html",
]
WINDOWS_1252 = SAMPLES / "harbour-courier" / "2015-12-14-rudd-climate-finance.html"
TEASER_FORM = SAMPLES / "plain-text" / "2012-07-05-melbourne-higgs.txt"
FAQ_FORM = SAMPLES / "plain-text" / "2016-04-22-paris-signing.txt"
JSON_LINES = SAMPLES / "json-lines" / "articles.jsonl"
KNOWN_KEYS = {"id", "url", "html", "text", "title", "published_at", "source", "language"}


def extracted(content: bytes) -> Any:
    options = {"max_date": "2026-12-31", "original_date": True, "extensive_search": True}
    return trafilatura.bare_extraction(content, with_metadata=True, date_extraction_params=options)


def relative(path: Path) -> str:
    return path.relative_to(SAMPLES).as_posix()


def canonical(path: Path) -> str:
    return str(html.fromstring(path.read_bytes()).xpath("string(//link[@rel='canonical']/@href)"))


def folded(text: str) -> str:
    return " ".join(text.split())


def records() -> tuple[list[dict[str, Any]], int]:
    """Return the well-formed records, and how many lines are malformed."""
    good, malformed = [], 0
    for line in JSON_LINES.read_text(encoding="utf-8").splitlines():
        try:
            good.append(json.loads(line))
        except json.JSONDecodeError:
            malformed += 1
    return good, malformed


def test_there_are_ten_articles_and_more_of_three_outlets() -> None:
    texts = {relative(path) for path in [*ARTICLES, TEASER_FORM, FAQ_FORM]} - {relative(REVISION), relative(COPY)}
    assert len(texts) + len(records()[0]) >= 10
    assert {path.parent.name for path in ARTICLES} == OUTLETS


@pytest.mark.parametrize("event", ["2012-07", "2015-12"])
def test_each_event_is_carried_by_all_outlets(event: str) -> None:
    assert {path.parent.name for path in ARTICLES if path.name.startswith(event)} == OUTLETS


@pytest.mark.parametrize("path", ARTICLES, ids=relative)
def test_a_page_gives_its_title_date_outlet_and_body(path: Path) -> None:
    page, found = html.fromstring(path.read_bytes()), extracted(path.read_bytes())
    assert found.title == page.xpath("string(//h1)")
    assert found.date == path.name[:10]
    assert found.sitename in {"The Harbour Courier", "Meridian Broadcast", "Hilltop Journal"}
    assert 150 <= len(found.text.split()) <= 350
    # The last paragraph and no more: neither footer nor newsletter box nor the list of other stories.
    paragraphs = page.xpath("//div[@class='article-body' or @class='story-text' or @class='entry-content']/p")
    paragraphs = paragraphs or page.xpath("//div[@id='story']/p")
    assert folded(found.text).endswith(folded(paragraphs[-1].text_content()))
    assert "sample outlet" not in found.text
    assert "cookies" not in found.text.casefold()


def test_the_broken_page_gives_no_text() -> None:
    assert extracted(BROKEN.read_bytes()) is None
    assert b"<title>What the Paris Agreement says" in BROKEN.read_bytes()


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_is_encoded_as_it_declares(path: Path) -> None:
    declared = re.search(rb"""charset=["']?([\w-]+)""", path.read_bytes(), re.IGNORECASE)
    assert declared
    assert declared[1].decode().casefold() == ("windows-1252" if path == WINDOWS_1252 else "utf-8")
    path.read_bytes().decode(declared[1].decode())


def test_one_page_is_windows_1252_and_nothing_else() -> None:
    content = WINDOWS_1252.read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert all(character in content.decode("windows-1252") for character in "£é“”’")


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_addresses_are_on_reserved_domains(path: Path) -> None:
    hosts = [urlsplit(url).hostname for url in re.findall(r"https?://[^\s\"'<]+", path.read_text(errors="replace"))]
    standards = {"schema.org", "ogp.me", "www.w3.org"}
    assert all(host in standards or (host or "").endswith(".example") for host in hosts)
    assert path.parent.name in canonical(path)


def test_wire_copy_is_the_same_text_in_two_outlets_and_at_the_agency() -> None:
    # The extractor keeps a headline that stands in the same box as the story: it is the outlet's own.
    found = [extracted(path.read_bytes()) for path in WIRE]
    assert len({each.title for each in found}) == 2
    bodies = {folded(each.text).removeprefix(each.title).strip() for each in found}
    bodies |= {folded(record["text"]) for record in records()[0] if record["id"] == "dsa-2012-07-04-cern"}
    assert len({path.parent.name for path in WIRE}) == 2
    assert len(bodies) == 1
    assert "(DSA)" in bodies.pop()


def test_the_revision_has_the_same_address_and_another_text() -> None:
    assert canonical(ORIGINAL) == canonical(REVISION)
    before, after = extracted(ORIGINAL.read_bytes()), extracted(REVISION.read_bytes())
    assert before.text != after.text
    assert before.date == after.date
    times = [
        html.fromstring(path.read_bytes()).xpath("string(//meta[@property='article:modified_time']/@content)")
        for path in (ORIGINAL, REVISION)
    ]
    assert times == sorted(set(times))


@pytest.mark.parametrize(("first", "second"), [(ORIGINAL, REVISION), (PAGE, COPY)])
def test_reading_order_has_the_original_first(first: Path, second: Path) -> None:
    assert first.parent == second.parent
    assert first.name < second.name


def test_the_duplicate_is_the_same_page_saved_again() -> None:
    assert PAGE.read_bytes() == COPY.read_bytes()


def test_no_other_pages_share_an_address() -> None:
    addresses = [canonical(path) for path in PAGES if path not in (REVISION, COPY)]
    addresses += [record["url"] for record in records()[0]]
    assert len(addresses) == len(set(addresses))


def test_json_lines_has_html_text_one_unknown_key_and_one_malformed_line() -> None:
    good, malformed = records()
    assert malformed == 1
    assert {"html", "text"} <= set().union(*good)
    assert [set(record) - KNOWN_KEYS for record in good if set(record) - KNOWN_KEYS] == [{"section"}]
    assert all({"id", "url", "title", "published_at", "source", "language"} <= set(record) for record in good)
    assert {record["language"] for record in good} == {"en", "fr"}


def test_a_json_lines_page_extracts_as_a_file_does() -> None:
    (record,) = (record for record in records()[0] if "html" in record)
    found = extracted(record["html"].encode())
    assert (found.title, found.date) == (record["title"], record["published_at"][:10])


def test_plain_text_with_teasers_among_its_lines() -> None:
    title, standfirst, *lines = TEASER_FORM.read_text(encoding="utf-8").splitlines()
    assert not title.endswith(".")
    assert len(standfirst) < min(len(line) for line in lines[:2])
    teasers = [index for index, line in enumerate(lines) if line.startswith("Read more: ")]
    assert len(teasers) >= 2
    # Under the first one stands a second teaser: a headline, not a sentence.
    assert not lines[teasers[0] + 1].endswith((".", '"'))
    assert all(line for line in lines)


def test_plain_text_with_dateline_questions_and_sources() -> None:
    text = FAQ_FORM.read_text(encoding="utf-8")
    assert re.match(r" date 2016-04-22 New York, April 22 – ", text)
    assert len(re.findall(r"^Q: ", text, re.MULTILINE)) == len(re.findall(r"^A: ", text, re.MULTILINE)) == 3
    assert text.index("\nFAQ:\n") < text.index("\nSources:\n")
    assert text.split("\nSources:\n")[1].count("\n– ") == 2


def test_every_file_is_of_a_format_that_is_read() -> None:
    files = {path.suffix for path in SAMPLES.rglob("*") if path.is_file()}
    assert files == {".html", ".txt", ".jsonl"}
