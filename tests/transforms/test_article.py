"""Documents to articles, with the reference tables of `seeds/`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.transforms.raw import CAPTURED_AT, raw_document
from transforms.addresses import normal_address
from transforms.article import normalise
from transforms.document import read_document
from transforms.ids import make_id
from transforms.records import Normalised, RawDocument
from transforms.reference import Reference

GOLDEN = Path(__file__).parent.parent / "golden" / "pages"
SEEDS = Path(__file__).parents[3] / "shared" / "seed-documents"
JERUSALEM = 281184


def article_of(raw: RawDocument, reference: Reference) -> Normalised:
    return normalise(read_document(raw, "dateline 1"), raw, reference, "run")


@pytest.fixture(scope="module")
def ferry(reference: Reference) -> Normalised:
    return article_of(raw_document((GOLDEN / "ferry.html").read_bytes(), "html"), reference)


def shown(found: Normalised) -> list[tuple[str, str]]:
    text = found.article.text
    return [(each.part, text[each.char_start : each.char_end]) for each in found.paragraphs]


def test_article_of_a_page(ferry: Normalised) -> None:
    article = ferry.article
    assert article.canonical_url == article.url == "https://www.harbourpost.example/news/2026/03/04/new-ferry"
    assert article.article_id == make_id("article", normal_address(article.canonical_url))
    assert (article.revision, article.is_current, article.first_seen_at) == (1, True, CAPTURED_AT)
    assert article.authors == ("Ann Example", "Bo Sample")
    assert article.language == "en"
    assert article.word_count == len(article.text.split())
    assert (article.run_id, article.extractor_version) == ("run", "dateline 1")


def test_time_of_a_page(ferry: Normalised) -> None:
    article = ferry.article
    assert article.published_at == datetime(2026, 3, 4, 7, 15, tzinfo=UTC)
    assert (article.published_date, article.published_precision) == (date(2026, 3, 4), "second")
    assert (article.published_basis, article.published_timezone) == ("meta", "+01:00")
    assert article.modified_at == datetime(2026, 3, 4, 10, 40, tzinfo=UTC)
    assert article.published_agreement == 1.0, "JSON-LD, meta elements and URL; the dateline's day is the same"
    assert article.is_accessible_for_free is None


def test_dateline_is_a_paragraph_of_its_own_and_credits_its_agency(ferry: Normalised) -> None:
    article = ferry.article
    assert article.dateline_text == "TROMSO, Norway, March 4 (Reuters)"
    assert (article.dateline_place, article.dateline_date) == ("TROMSO, Norway", date(2026, 3, 4))
    assert article.agency == "reuters.com"
    assert ("dateline", "TROMSO, Norway, March 4 (Reuters) -") in shown(ferry)
    assert any(part == "body" and text.startswith("The ministers of transport") for part, text in shown(ferry))


def test_rows_that_the_article_refers_to_are_with_it(ferry: Normalised) -> None:
    article = ferry.article
    assert [source.source_id for source in ferry.sources] == [article.source_id, article.agency]
    assert [place.location_id for place in ferry.locations] == [article.dateline_location_id]


def test_paragraphs_are_counted_and_cover_the_text(ferry: Normalised) -> None:
    assert [each.position for each in ferry.paragraphs] == list(range(1, len(ferry.paragraphs) + 1))
    inside = "".join(text for _, text in shown(ferry))
    assert "".join(inside.split()) == "".join(ferry.article.text.split())


def record(text: str, **given: str) -> RawDocument:
    return replace(raw_document(text.encode(), "jsonl_text", **given), input_uri="wire.jsonl#7")


STORY = "The ministers agreed on Tuesday on a new ferry, a spokesman said. It will sail twice a day from spring."


def test_record_given_date_source_and_title_count(reference: Reference) -> None:
    given = {"title": "New ferry", "published_at": "2026-03-04T08:00:00+02:00", "source": "Reuters", "language": "en"}
    article = article_of(record(STORY, **given), reference).article
    assert (article.source_id, article.title, article.text) == ("reuters.com", "New ferry", STORY)
    assert (article.published_basis, article.published_timezone) == ("feed", "+02:00")
    assert article.article_id == make_id("article", "wire.jsonl#7", "New ferry")


def test_document_that_tells_nothing_is_unknown_not_guessed(reference: Reference) -> None:
    found = article_of(record(STORY), reference)
    article = found.article
    assert (article.source_id, article.title, article.agency, article.authors) == ("unknown", None, None, ())
    assert (article.published_date, article.published_precision, article.published_basis) == (None, "unknown", "none")
    assert (article.dateline_text, article.dateline_location_id, found.locations) == (None, None, ())


def test_dateline_tells_the_day_where_nothing_else_does(reference: Reference) -> None:
    article = article_of(record(f"LONDON, March 4, 2026 (AP) - {STORY}"), reference).article
    assert (article.published_basis, article.published_date) == ("dateline", date(2026, 3, 4))
    assert article.agency == "apnews.com"


def test_dateline_completes_its_year_by_the_publication(reference: Reference) -> None:
    article = article_of(record(f"LONDON, Dec 30 (AP) - {STORY}", published_at="2026-01-02"), reference).article
    assert (article.dateline_date, article.published_date) == (date(2025, 12, 30), date(2026, 1, 2))


def test_french_dateline(reference: Reference) -> None:
    article = article_of(
        record(f"LE BOURGET, 12 décembre (AFP) — {STORY}", published_at="2025-12-13"), reference
    ).article
    assert (article.dateline_place, article.dateline_date) == ("LE BOURGET", date(2025, 12, 12))
    assert article.agency == "afp.com"


def test_list_of_sources_credits_no_agency(reference: Reference) -> None:
    text = f"{STORY}\n\n{STORY}\n\nSources:\n- AP\n- Reuters"
    assert article_of(record(text), reference).article.agency is None


@pytest.mark.parametrize(
    "credit", ["(Reuters)", "— AFP", "AP", "With inputs from AFP", "(With AP inputs)", "© Reuters"]
)
def test_agency_on_a_line_at_the_end(reference: Reference, credit: str) -> None:
    article = article_of(record(f"{STORY}\n\n{STORY}\n\n{credit}"), reference).article
    assert article.agency in ("reuters.com", "afp.com", "apnews.com")


def test_content_hash_folds_white_space_and_counts_the_title(reference: Reference) -> None:
    def sha(text: str, title: str) -> str:
        return article_of(record(text, title=title), reference).article.content_sha256

    same = sha(STORY, "New ferry")
    assert sha(STORY.replace(" ", " \n "), "New  ferry") == same
    assert sha(STORY, "Old ferry") != same
    assert sha(STORY + " More.", "New ferry") != same


def test_agency_is_no_author(reference: Reference) -> None:
    html = GOLDEN.joinpath("ferry.html").read_text(encoding="utf-8").replace("Bo Sample", "Associated Press")
    article = article_of(raw_document(html.encode(), "html"), reference).article
    assert article.authors == ("Ann Example",)


def test_second_seed_document(reference: Reference) -> None:
    path = SEEDS / "003_570c8dccb1f74266.txt"
    if not path.exists():
        pytest.skip("the seed documents are not on this machine")
    found = article_of(raw_document(path.read_bytes(), "text"), reference)
    article = found.article
    assert (article.published_date, article.published_basis) == (date(2023, 12, 10), "header")
    assert (article.dateline_place, article.dateline_date) == ("Jerusalem", date(2023, 12, 10))
    assert article.dateline_location_id == JERUSALEM
    assert shown(found)[:2] == [("dateline", "date 2023-12-10"), ("dateline", "Jerusalem, December 10 –")]
    assert shown(found)[2][1].startswith("In a recent conversation")
    assert article.text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("url", "canonical", "address"),
    [
        ("https://amp.post.example/a?x=1", "https://www.post.example/a", "https://www.post.example/a"),
        ("https://www.bbc.com/news/a", "https://www.bbc.co.uk/news/a", "https://www.bbc.co.uk/news/a"),
        ("https://www.post.example/a", "https://www.wire.example/a", "https://www.post.example/a"),
        ("https://www.post.example/a", None, "https://www.post.example/a"),
        (None, "https://www.post.example/a", "https://www.post.example/a"),
    ],
)
def test_a_reprint_is_an_article_of_its_own(
    url: str | None, canonical: str | None, address: str, reference: Reference
) -> None:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    body = "<p>The council of the harbour town decided on Monday to keep its old lighthouse, a spokesman said.</p>" * 2
    raw = raw_document(f"<html><head>{link}</head><body><article>{body}</article></body></html>".encode(), "html")
    article = article_of(replace(raw, url=url), reference).article
    assert article.article_id == make_id("article", normal_address(address))
    assert article.canonical_url == canonical


STORY_PAGE = (
    "<p>The council of the harbour town decided on Monday to keep its old lighthouse, a spokesman said.</p>" * 2
)


def id_of(url: str, canonical: str | None, reference: Reference, headline: str = "Lighthouse to stay") -> str:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    page = f"<html><head>{link}</head><body><article><h1>{headline}</h1>{STORY_PAGE}</article></body></html>"
    return article_of(replace(raw_document(page.encode(), "html"), url=url), reference).article.article_id


@pytest.mark.parametrize(
    "other",
    [
        "http://post.example/news/lighthouse-to-stay",
        "https://m.post.example/news/lighthouse-to-stay/?utm_source=rss&at_medium=RSS",
        "https://www.post.example/news/lighthouse-to-stay/amp",
        "https://www-post-example.cdn.ampproject.org/c/s/www.post.example/news/lighthouse-to-stay",
    ],
)
def test_article_is_one_at_all_its_addresses(other: str, reference: Reference) -> None:
    url = "https://www.post.example/news/lighthouse-to-stay"
    assert id_of(other, None, reference) == id_of(url, None, reference)
    assert id_of(other, url, reference) == id_of(url, None, reference)


def test_retitled_article_stays_one(reference: Reference) -> None:
    url = "https://www.post.example/news/1"
    assert id_of(url, None, reference) == id_of(url, None, reference, "Lighthouse to be painted")


@pytest.mark.parametrize(
    ("page", "canonical", "is_honoured"),
    [
        ("/news/lighthouse-to-stay", "/", False),
        ("/news/lighthouse-to-stay", "/index.html", False),
        ("/news/lighthouse-to-stay", "/news/", False),
        ("/read.php?id=7", "/read.php", False),
        ("/?p=7", "/", False),
        ("/news/lighthouse-to-stay/page/2", "/news/lighthouse-to-stay", True),
        ("/news/lighthouse-to-stay?view=all", "/news/lighthouse-to-stay", True),
        ("/read.php?id=7", "/news/lighthouse-to-stay", True),
    ],
)
def test_canonical_address_of_many_pages_is_not_honoured(
    page: str, canonical: str, is_honoured: bool, reference: Reference
) -> None:
    site = "https://www.post.example"
    address = site + (canonical if is_honoured else page)
    assert id_of(site + page, site + canonical, reference) == make_id("article", normal_address(address))
