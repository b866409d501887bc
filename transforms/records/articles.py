"""Articles: normalised documents, their paragraphs, and the dimensions of source and place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from transforms.records.column import column
from transforms.records.documents import PARTS, PUBLISHED_BASES

PUBLISHED_PRECISIONS = ("second", "minute", "day", "month", "year", "unknown")
SOURCE_KINDS = ("newspaper", "broadcaster", "agency", "digital", "government", "magazine", "blog", "unknown")
LOCATION_KINDS = ("continent", "country", "admin1", "admin2", "city", "other")


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or agency."""

    TABLE: ClassVar[str] = "dim_source"

    source_id: str = column("Registrable domain of the outlet, or a slug of its name where there is none", key=True)
    name: str = column("Name of the outlet")
    kind: str = column("Kind of outlet", allowed=SOURCE_KINDS)
    origin: str = column(
        "Whether the row is from the registry or was seen in a document", allowed=("registry", "observed")
    )
    country_code: str | None = column(
        "Country of the outlet, ISO 3166-1 alpha-2; of an observed one by the ending of its domain", default=None
    )
    language: str | None = column("Main language, ISO 639-1", default=None)
    home_url: str | None = column("Address of its home page", default=None)
    feed_url: str | None = column("Address of its main feed", default=None)
    owner: str | None = column("Group or person that owns it", default=None)


@dataclass(frozen=True, slots=True)
class Location:
    """A place of GeoNames (CC BY 4.0)."""

    TABLE: ClassVar[str] = "dim_location"

    location_id: int = column("GeoNames id", key=True)
    name: str = column("Name in GeoNames")
    kind: str = column("Kind of place", allowed=LOCATION_KINDS)
    country_code: str | None = column("Country, ISO 3166-1 alpha-2", default=None)
    admin1: str | None = column("Name of the first-level subdivision", default=None)
    latitude: float | None = column(
        "Latitude, WGS 84; of a country or subdivision the middle of where its towns stand",
        unit="degrees",
        default=None,
    )
    longitude: float | None = column("Longitude, WGS 84", unit="degrees", default=None)
    population: int | None = column("Population", unit="people", default=None)


@dataclass(frozen=True, slots=True)
class Article:
    """One revision of one article."""

    TABLE: ClassVar[str] = "fact_article"

    article_id: str = column(
        "Article; the same through its revisions (UUIDv5 of its URL, else of input and title)", key=True
    )
    revision: int = column("Revision, counted from 1", key=True)
    is_current: bool = column("Whether this is the latest revision")
    source_id: str = column("Outlet", references="dim_source.source_id")
    url: str | None = column("URL that it was read from or says of itself")
    canonical_url: str | None = column("Canonical URL that the page names")
    input_uri: str = column("What was read: path relative to the input, URL, or WARC record")
    title: str | None = column("Headline, without the outlet's name")
    standfirst: str | None = column("Standfirst (deck) under the headline")
    authors: tuple[str, ...] = column("Names of its authors, without roles and agencies")
    agency: str | None = column("Wire agency credited", references="dim_source.source_id")
    published_at: datetime | None = column("When it was published; NULL where only a day or less is known")
    published_date: date | None = column("Day of publication in the time zone it was told in")
    published_precision: str = column("How exactly the publication time is known", allowed=PUBLISHED_PRECISIONS)
    published_basis: str = column("What tells the publication time", allowed=PUBLISHED_BASES)
    published_timezone: str | None = column("Time zone as told: UTC offset such as +02:00, or a name")
    modified_at: datetime | None = column("When it was last modified, as it says itself")
    first_seen_at: datetime = column("When Dateline first read it")
    dateline_text: str | None = column("Dateline as printed")
    dateline_place: str | None = column("Place of the dateline as printed")
    dateline_date: date | None = column("Day of the dateline")
    dateline_location_id: int | None = column("Place of the dateline", references="dim_location.location_id")
    language: str | None = column("Language of the text, ISO 639-1")
    text: str = column("Clean text; offsets of all facts count its characters (Unicode code points)")
    word_count: int = column("Words of the text, split at white space", unit="words")
    content_sha256: str = column("SHA-256 of title and text with white space folded, hexadecimal")
    capture_id: str = column("Capture that it was read from", references="ops.capture.capture_id")
    run_id: str = column("Run that loaded it", references="ops.run.run_id")
    extractor_version: str = column("Versions of Dateline and of the extractor that made the text")
    published_agreement: float | None = column(
        "Share, 0 to 1, of the independent bases that tell a day which tell the published one", default=None
    )
    is_accessible_for_free: bool | None = column(
        "Whether the page says that all may read it, false behind a paywall; NULL where it says nothing", default=None
    )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A classed paragraph of an article's text."""

    TABLE: ClassVar[str] = "fact_paragraph"

    article_id: str = column("Article", key=True, references="fact_article.article_id")
    revision: int = column("Revision of the article", key=True)
    position: int = column("Place in the article, counted from 1", key=True)
    part: str = column("Class of the paragraph", allowed=PARTS)
    char_start: int = column("First character in fact_article.text", unit="characters")
    char_end: int = column("One past the last character in fact_article.text", unit="characters")
