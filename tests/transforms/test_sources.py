from __future__ import annotations

import pytest

from transforms.records import Source
from transforms.sources import SourceRegistry, registrable_domain

ROWS = [
    {
        "source_id": "harbourpost.co.uk", "name": "The Harbour Post", "kind": "newspaper", "country_code": "GB",
        "language": "en", "home_url": "https://www.harbourpost.co.uk/", "feed_url": "",
        "other_names": "Harbour Post|HP Online", "other_domains": "harbourpost.example|live.coast.example",
    },
    {"source_id": "coast.example", "name": "Coast", "kind": "digital"},
    {
        "source_id": "islewire.example", "name": "Isle Wire", "kind": "agency",
        "abbreviations": "IW|iw press|Isle Wire Agency",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def registry() -> SourceRegistry:
    return SourceRegistry.from_rows(ROWS)


@pytest.mark.parametrize(
    ("url", "site_name", "given", "source_id"),
    [
        ("https://www.harbourpost.co.uk/a", None, None, "harbourpost.co.uk"),
        ("http://HARBOURPOST.example:8080/a", None, None, "harbourpost.co.uk"),
        ("https://live.coast.example/a", None, None, "harbourpost.co.uk"),
        ("https://www.coast.example/a", None, None, "coast.example"),
        (None, None, "harbour post", "harbourpost.co.uk"),
        (None, None, "www.coast.example", "coast.example"),
        (None, "HP online", None, "harbourpost.co.uk"),
        ("https://mirror.example/a", None, "Coast", "coast.example"),
        ("https://m.other.co.uk/a", "Coast", None, "other.co.uk"),
        ("https://ann.blogspot.com/a", None, None, "ann.blogspot.com"),
        (None, None, "Evening & Morning, The", "evening-morning-the"),
        (None, "Вечерние новости", None, "вечерние-новости"),
        (None, None, None, "unknown"),
        ("", "", "", "unknown"),
        ("http://[bad", None, None, "unknown"),
        (None, "///", None, "unknown"),
    ],
)
def test_resolve(
    registry: SourceRegistry, url: str | None, site_name: str | None, given: str | None, source_id: str
) -> None:
    assert registry.resolve(url, site_name, given).source_id == source_id


def test_registered_outlet_has_what_the_registry_tells(registry: SourceRegistry) -> None:
    assert registry.resolve("https://harbourpost.co.uk/") == Source(
        "harbourpost.co.uk",
        "The Harbour Post",
        "newspaper",
        "registry",
        "GB",
        "en",
        "https://www.harbourpost.co.uk/",
        None,
    )


def test_observed_outlet_says_so_and_is_named_as_the_page_does(registry: SourceRegistry) -> None:
    found = registry.resolve("https://www.other.example/a", "<b>Other</b> Times")
    assert (found.name, found.kind, found.origin) == ("Other Times", "unknown", "observed")
    assert registry.resolve("https://www.other.example/a").name == "other.example"


@pytest.mark.parametrize(
    "credit",
    [
        "IW",
        "I.W.",
        "Isle Wire",
        "isle wire",
        "(IW)",
        "IW/Harbour Post",
        "Ann Example, Isle Wire Agency",
        "iw press",
        "with inputs from IW",
        "(With IW inputs)",
        "Source: IW",
        "Additional reporting by Isle Wire",
        "© IW",
        "© 2024 IW",
        "Agency: Isle Wire",
        "from the Isle Wire",
        "ZZZ-IW",
        "Isle Wire contributed to this report.",
    ],
)
def test_agency(registry: SourceRegistry, credit: str) -> None:
    found = registry.agency(credit)
    assert found is not None
    assert found.source_id == "islewire.example"


@pytest.mark.parametrize(
    "credit", [None, "", "Coast", "Ann Example", "the wire of the isle", "iw", "Iw", "I W", "IWS", "Source:"]
)
def test_no_agency(registry: SourceRegistry, credit: str | None) -> None:
    assert registry.agency(credit) is None


@pytest.mark.parametrize("word", ["A A", "Nan", "App", "Pa", "Ap", "Ani", "Spa", "nan", "tt", "Fars of"])
def test_words_that_are_no_agencies(reference: object, word: str) -> None:
    registry = reference.sources  # type: ignore[attr-defined]
    assert registry.agency(word) is None
    assert registry.resolve(None, None, word).kind != "agency"


@pytest.mark.parametrize(
    ("credit", "source_id"),
    [
        ("With inputs from ANI", "aninews.in"),
        ("(With PTI inputs)", "ptinews.com"),
        ("dpa", "dpa.com"),
        ("Reuters", "reuters.com"),
        ("Xinhua", "xinhuanet.com"),
        ("Anadolu", "aa.com.tr"),
        ("A.P.", "apnews.com"),
        ("PTI-ANI", "ptinews.com"),
    ],
)
def test_agencies_of_the_seeds(reference: object, credit: str, source_id: str) -> None:
    found = reference.sources.agency(credit)  # type: ignore[attr-defined]
    assert found is not None and found.source_id == source_id


def test_registrable_domain() -> None:
    assert registrable_domain("news.bbc.co.uk") == "bbc.co.uk"
    assert registrable_domain("www.post.example") == "post.example"
    assert registrable_domain("localhost") is None
    assert registrable_domain("127.0.0.1") is None
    assert registrable_domain("co.uk") is None
    assert registrable_domain(None) is None


def test_seeds_name_each_outlet_and_agency_once(reference: object) -> None:
    registry = reference.sources  # type: ignore[attr-defined]
    assert registry.resolve("https://www.reuters.com/world/x").kind == "agency"
    assert registry.agency("AP").country_code == "US"
    assert registry.agency("AFP").country_code == "FR"
