"""Items in the JSON of Wikidata: dumps of one item a line, and Special:EntityData.

Format: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html. Read are English labels and aliases, and
the statements instance of (P31), citizenship (P27), country (P17), ISO code (P297), position held (P39) with start
(P580) and end (P582), short name (P1813) and GeoNames id (P1566); deprecated ones are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from transforms.imported import (
    LeftOut,
    Occupancy,
    Office,
    by_length,
    clean,
    distinct,
    is_wikidata_id,
    items_of,
    mapping,
)
from transforms.shelves import Entry
from transforms.wikidata_claims import best, date_of, item_id, statements, value_of, values

# English first, then the label that is the same in all languages.
_LANGUAGES = ("en", "mul", "en-gb", "en-us", "en-ca")
# What an item of an unknown class is, by the statements that only such items have.
_TELLING = (
    ("person", ("P569", "P570", "P27", "P106")),
    ("place", ("P1566", "P625", "P30")),
    ("organization", ("P159", "P112", "P452", "P749", "P169", "P1128")),
    ("work", ("P577", "P50", "P57")),
    ("event", ("P585", "P710")),
)
_ISO = re.compile(r"[A-Z]{2}")


def is_item(fields: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is of this format."""
    return fields.get("type") in ("item", "property") or "claims" in fields


def items(fields: Mapping[str, Any]) -> Iterable[Any]:
    """Return the items of a JSON object: an item itself, or those that Special:EntityData lays in `entities`."""
    found = fields.get("entities")
    return found.values() if isinstance(found, dict) else (fields,)


class ItemReader:
    """Reads items.

    Attributes:
        inferred: how many items of no known class were taken as what, by their other statements.
    """

    def __init__(self, classes: Mapping[str, str | None], countries: Mapping[str, str]) -> None:
        """Take the kinds of classes (None: left out) and the codes of countries (ISO 3166-1 alpha-2), by item."""
        self._classes, self._countries = classes, countries
        self.inferred: Counter[str] = Counter()

    def read(self, fields: Mapping[str, Any]) -> Iterator[Entry | Office | Occupancy]:
        """Yield what an item is to the knowledge base: an entry, an office of that name, and which offices it held.

        Raises:
            Rejected: a value has the wrong type.
            LeftOut: the item has no English name, or is of a class that names in the news are not of.
        """
        key, claims = clean(fields.get("id")), mapping(fields.get("claims"))
        if fields.get("type", "item") != "item" or not is_wikidata_id(key):
            raise LeftOut("no item")
        kind = self._kind(claims)
        names = _names(fields)
        if not names:
            raise LeftOut("no English name")
        if kind == "other":
            yield Office(key, names[0])
        yield self._entry(key, kind, names, claims)
        yield from _occupancies(key, claims)

    def _entry(self, key: str, kind: str, names: list[str], claims: Mapping[str, Any]) -> Entry:
        aliases, short = by_length(distinct([*names[1:], *_short_names(claims)], names[:1]), kind)
        geonames = [text for text in values(claims, "P1566") if isinstance(text, str) and text.isdecimal()]
        is_place = kind == "place" and len(geonames) == 1 and len(geonames[0]) < 10
        return Entry(
            key=key,
            name=names[0],
            kind=kind,
            aliases=aliases,
            short_names=short,
            wikidata_id=key,
            location_id=int(geonames[0]) if is_place else None,
            country_code=self._country(claims),
        )

    def _kind(self, claims: Mapping[str, Any]) -> str:
        classes = (item_id(value) for value in values(claims, "P31"))
        kinds = [self._classes[each] for each in classes if each is not None and each in self._classes]
        if kinds:
            if kinds[0] is None:
                raise LeftOut("a class that is no name of the news")
            return kinds[0]
        kind = next((kind for kind, telling in _TELLING if any(each in claims for each in telling)), "other")
        self.inferred[kind] += 1
        return kind

    def _country(self, claims: Mapping[str, Any]) -> str | None:
        """Return the ISO code, or the country that the item is of or in: the only one, or the only one to this day."""
        for code in values(claims, "P297"):
            if isinstance(code, str) and _ISO.fullmatch(code):
                return code
        for name in ("P27", "P17"):
            statements = best(claims, name)
            lasting = [each for each in statements if "P582" not in mapping(each.get("qualifiers"))]
            for few in (statements, lasting):
                found = (item_id(value_of(each.get("mainsnak"))) for each in few)
                codes = {self._countries[item] for item in found if item is not None and item in self._countries}
                if len(codes) == 1:
                    return codes.pop()
        return None


def _names(fields: Mapping[str, Any]) -> list[str]:
    """Return the label and the aliases, English ones first."""
    labels, aliases = mapping(fields.get("labels")), mapping(fields.get("aliases"))
    terms = [labels[language] for language in _LANGUAGES if language in labels]
    terms += [term for language in _LANGUAGES for term in items_of(aliases.get(language))]
    names = distinct(clean(mapping(term).get("value")) for term in terms)
    return list(names) if any(language in labels for language in _LANGUAGES) else []


def _short_names(claims: Mapping[str, Any]) -> Iterator[str]:
    for value in values(claims, "P1813"):
        if mapping(value).get("language") in _LANGUAGES:
            yield clean(mapping(value).get("text"))


def _occupancies(holder: str, claims: Mapping[str, Any]) -> Iterator[Occupancy]:
    for statement in statements(claims, "P39"):
        post = item_id(value_of(statement.get("mainsnak")))
        if post:
            qualifiers = mapping(statement.get("qualifiers"))
            yield Occupancy(holder, post, date_of(qualifiers, "P580"), date_of(qualifiers, "P582"))
