"""Sources: which outlet a document is from, by the registry of outlets and agencies, else as it says itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from transforms.plain import plain, skeleton
from transforms.records import Source
from transforms.words import word_set

if TYPE_CHECKING:
    from tldextract import TLDExtract

UNKNOWN = Source("unknown", "unknown", "unknown", "observed")
_SLUG = re.compile(r"[^\w.]+")
_DOMAIN = re.compile(r"^(?:https?://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[:/].*)?$", re.IGNORECASE)
# Country codes whose domains are sold to all the world, and codes that are of no country.
_OPEN_ENDINGS = word_set(
    "ac ag ai am bz cc cf co cx eu fm ga gd gg gl gq im io is la li ly me ml mn ms mu nu pw sc sh so st su tk tl to tv "
    "vc vg ws"
)
_OTHER_CODES = {"uk": "GB"}
_MAX_SLUG = 80
# What stands before and behind an agency's name in a credit.
_CREDIT_LEAD = re.compile(
    r"^\W*(?:(?:with\s+)?(?:additional\s+|further\s+)?"
    r"(?:files|inputs?|reporting|reports?|information|material|contributions?)\s+(?:from|by|of)"
    r"|(?:con|com|avec|mit)\s+(?:informaci[oó]n|informações|informations|material)\s+(?:de|da|des|von|der)\b"
    r"|(?:with|from|by|via|por|par|von)\b|sources?\s*[:：]|source\s+|credits?\s*:|agency\s*:|quelle\s*:|fuente\s*:|fonte\s*:"
    r"|(?:avec|mit|con|com)(?=\s)|copyright|\(c\)|©(?:\s*\d{4})?)\s*"
    r"(?:the\s+|(?:agencia|agence|agenzia|agência|agentur)\s+(?=[A-Z]{2,5}\b))?",
    re.IGNORECASE,
)
_CREDIT_TAIL = re.compile(r"\s+(?:inputs?|reports?|contributed(?:\s.*)?|\d{4})\W*$", re.IGNORECASE)
_CREDIT_SPLIT = re.compile(r"[/&,;()|+]|\s[-–—]\s|(?<=[A-Z])-(?=[A-Z])|\b(?:and|with|und|et|y|mit)\b")
# "A.P." and "AP"; a longer one is a word in capitals.
_MAX_ACRONYM = 5


class SourceRegistry:
    """Outlets and agencies by domain and by name."""

    def __init__(self, by_domain: Mapping[str, Source], by_name: Mapping[str, Source]) -> None:
        """Take sources by domain in lower case, and by the key of each of their names."""
        self._by_domain = by_domain
        self._by_name = by_name

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> SourceRegistry:
        """Build from the rows of seeds/sources.csv and seeds/agencies.csv.

        A row may lack columns, but not `source_id` and `name`. Of two rows with one domain or name the first counts,
        and names and abbreviations of a later row with the same `source_id` are added to it.
        """
        by_domain: dict[str, Source] = {}
        by_name: dict[str, Source] = {}
        for row in rows:
            source = by_domain.setdefault(row["source_id"].lower(), _source(row))
            for domain in _listed(row, "other_domains"):
                by_domain.setdefault(domain.lower(), source)
            for name in (source.name, *_listed(row, "other_names"), *_listed(row, "abbreviations")):
                by_name.setdefault(_name_key(name, source.kind), source)
        return cls(by_domain, by_name)

    def resolve(self, url: str | None, site_name: str | None = None, given: str | None = None) -> Source:
        """Return the outlet of a document.

        Asked in this order: the registry for the URL's host, the longest part that it knows; the registry for what
        the input gives, a domain or name; the URL's registrable domain, as an observed outlet; the registry for the
        name that the page gives; an observed outlet of the given domain or name. The last resort is `unknown`.

        Args:
            url: where the document is from.
            site_name: the outlet's name as the page tells it.
            given: the outlet's name or domain as the input tells it.
        """
        host = _host(url)
        domain = registrable_domain(host)
        known = self._by_host(host) or self._by_given(given)
        if known is None and domain is None:
            known = self.named(site_name)
        return known or _observed(domain, site_name, given)

    def named(self, name: str | None) -> Source | None:
        """Return the outlet or agency of the registry that bears `name`, or None.

        Names are compared without case, accents and blanks. The abbreviation of an agency, up to five capitals, is
        its name in capitals only: "AP", "A.P.", but neither "Ap" nor "A P" ("Nan", "App" and "Pa" are other words).
        """
        acronym, key = _acronym(name or ""), skeleton(name or "")
        return (self._by_name.get(acronym) if acronym else None) or (self._by_name.get(key) if key else None)

    def agency(self, credit: str | None) -> Source | None:
        """Return the agency that a credit such as "AP", "AFP/dpa" or "With inputs from ANI" names first, or None."""
        for name in (credit or "", *_CREDIT_SPLIT.split(credit or "")):
            source = self.named(name) or self.named(_CREDIT_TAIL.sub("", _CREDIT_LEAD.sub("", name)))
            if source is not None and source.kind == "agency":
                return source
        return None

    def _by_given(self, given: str | None) -> Source | None:
        return self._by_host(_host(given)) or self.named(given)

    def _by_host(self, host: str | None) -> Source | None:
        labels = (host or "").split(".")
        names = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self._by_domain[name] for name in names if name in self._by_domain), None)


def is_credit(line: str) -> bool:
    """Tell whether a line opens as a credit does: "With files from", "Source:", "©"."""
    return bool(_CREDIT_LEAD.match(line))


def registrable_domain(host: str | None) -> str | None:
    """Return the registrable domain of a host by the public suffix list, its private part counted too.

    So `news.bbc.co.uk` is of `bbc.co.uk`, and each blog of a blog host is an outlet of its own. A suffix that the list
    does not have is one label, as the list's own rule is; a bare name or an IP address has no registrable domain.
    """
    if not host:
        return None
    found = _extractor()(host)
    if found.suffix or found.ipv4 or found.ipv6:
        return found.top_domain_under_public_suffix or None
    return ".".join(host.split(".")[-2:]) if "." in host else None


@lru_cache(maxsize=1)
def _extractor() -> TLDExtract:
    from tldextract import TLDExtract

    # The list that comes with the package: no network, no cache on disk.
    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)


def _host(address: str | None) -> str | None:
    """Return the host of a URL or of a bare domain, in lower case, or None."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    found = _DOMAIN.match(address or "")
    return (host or (found[1].lower() if found else None) or "").rstrip(".") or None


def _observed(domain: str | None, site_name: str | None, given: str | None) -> Source:
    domain = domain or registrable_domain(_host(given))
    name = next((text for value in (site_name, given) if (text := plain(value or "").removeprefix("www."))), None)
    if domain:
        domain = domain.lower()
        country, home = _country_of(domain), f"https://{domain}/"
        return Source(domain, name or domain, "unknown", "observed", country, home_url=home)
    slug = _slug(name or "")
    return Source(slug, name or slug, "unknown", "observed") if slug else UNKNOWN


def _country_of(domain: str) -> str | None:
    """Return the country of a domain's ending, None for those that are sold to all the world."""
    ending = domain.rsplit(".", 1)[-1]
    if len(ending) != 2 or not ending.isalpha() or ending in _OPEN_ENDINGS:
        return None
    return _OTHER_CODES.get(ending, ending.upper())


def _name_key(name: str, kind: str) -> str:
    return (_acronym(name) if kind == "agency" else None) or skeleton(name)


def _acronym(name: str) -> str | None:
    """Return the letters of an abbreviation in capitals, or None; no skeleton has capitals."""
    bare = name.strip(" \t\n()[]-–—:").replace(".", "")
    return bare if bare.isupper() and bare.isalpha() and len(bare) <= _MAX_ACRONYM else None


def _slug(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _SLUG.sub("-", folded).strip("-.")[:_MAX_SLUG]


def _source(row: Mapping[str, str]) -> Source:
    return Source(
        source_id=row["source_id"].lower(),
        name=row["name"],
        kind=row.get("kind") or "unknown",
        origin="registry",
        country_code=row.get("country_code") or None,
        language=row.get("language") or None,
        home_url=row.get("home_url") or None,
        feed_url=row.get("feed_url") or None,
        owner=row.get("owner") or None,
    )


def _listed(row: Mapping[str, str], column: str) -> Iterator[str]:
    return (item.strip() for item in (row.get(column) or "").split("|") if item.strip())
