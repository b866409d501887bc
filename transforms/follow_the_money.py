"""Entities in the JSON of FollowTheMoney, as OpenSanctions and Aleph publish them, one a line.

An entity has an `id`, a `schema` and `properties`, each a list of texts or, where nested, of entities (format:
https://www.opensanctions.org/docs/bulk/json, schemata: https://followthemoney.tech). Offices are told in three ways:
`position` texts, nested `positionOccupancies`, or lines of their own of the schemata Position and Occupancy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
    refused,
)
from transforms.shelves import Entry
from transforms.tenures import Tenure, is_date, tenure_text

_KINDS = {
    "Person": "person", "Organization": "organization", "Company": "organization", "PublicBody": "organization",
    "LegalEntity": "organization", "Vessel": "other", "Airplane": "other",
}  # fmt: skip
_COUNTRIES = {"person": ("citizenship", "nationality", "country")}
_OTHER_COUNTRIES = ("mainCountry", "jurisdiction", "country")
_COUNTRY = re.compile(r"([a-z]{2})(?:-[a-z0-9]+)?", re.IGNORECASE)
_NO_COUNTRIES = frozenset(("EU", "ZZ"))
_DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T.*)?")
_YEARS = re.compile(r"(.+?) \((\d{4})?\s?[-–]\s?(\d{4})?\)")
_LATIN = re.compile(r"[\W\d_]*[A-Za-zÀ-ɏḀ-ỿ]")

Imported = Entry | Office | Occupancy
Properties = Mapping[str, Any]


def is_entity(fields: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is of this format."""
    return "schema" in fields and "properties" in fields


def read_entity(fields: Mapping[str, Any]) -> Iterator[Imported]:
    """Yield what an entity is to the knowledge base: one entry, or one office, or who held which.

    Raises:
        Rejected: a value has the wrong type, or a name is missing.
        LeftOut: the schema is none of those that names in the news are of.
    """
    key, schema, properties = clean(fields.get("id")), clean(fields["schema"]), fields["properties"]
    if not key or not isinstance(properties, dict) or not all(isinstance(value, list) for value in properties.values()):
        raise refused("wrong_type", "The entity has no id, or its properties are not lists.")
    if schema == "Position":
        yield Office(key, _name(fields, _texts(properties, "name")))
    elif schema == "Occupancy":
        yield from _occupancies(properties)
    elif schema in _KINDS:
        yield _entry(key, _KINDS[schema], fields, properties)
    else:
        raise LeftOut(schema)


def _entry(key: str, kind: str, fields: Mapping[str, Any], properties: Properties) -> Entry:
    names = _texts(properties, "name")
    name = _name(fields, names)
    aliases, short = by_length(distinct([*names, *_texts(properties, "alias")], [name]), kind)
    wikidata_ids = [value for value in (*_texts(properties, "wikidataId"), key) if is_wikidata_id(value)]
    return Entry(
        key=key,
        name=name,
        kind=kind,
        aliases=aliases,
        short_names=distinct([*short, *_texts(properties, "weakAlias")], [name, *aliases]),
        wikidata_id=wikidata_ids[0] if wikidata_ids else None,
        country_code=_country(properties, _COUNTRIES.get(kind, _OTHER_COUNTRIES)),
        roles=_roles(properties) if kind == "person" else (),
    )


def _name(fields: Mapping[str, Any], names: list[str]) -> str:
    """Return the caption, else the first name in Latin letters, else the first."""
    caption = clean(fields.get("caption") or "")
    latin = (name for name in names if _LATIN.match(name))
    name = caption or next(latin, None) or next(iter(names), None)
    if not name:
        raise refused("no_name", "The entity has no name.")
    return name


def _country(properties: Properties, names: tuple[str, ...]) -> str | None:
    """Return the country of the first property that tells exactly one."""
    for name in names:
        matches = [_COUNTRY.fullmatch(value) for value in _texts(properties, name)]
        codes = {match[1].upper() for match in matches if match} - _NO_COUNTRIES
        if len(codes) == 1:
            return codes.pop()
    return None


def _roles(properties: Properties) -> tuple[str, ...]:
    held = [role for each in _nested(properties, "positionOccupancies") for role in _nested_roles(each)]
    told = {Tenure.parse(role).role for role in held}
    others = (_with_years(text) for text in _texts(properties, "position"))
    return distinct([*held, *(role for role in others if Tenure.parse(role).role not in told)])


def _nested_roles(occupancy: Mapping[str, Any]) -> Iterator[str]:
    properties = mapping(occupancy.get("properties"))
    since, until = _date(properties, "startDate"), _date(properties, "endDate")
    for post in _nested(properties, "post"):
        yield tenure_text(_name(post, _texts(mapping(post.get("properties")), "name")), since, until)


def _occupancies(properties: Properties) -> Iterator[Occupancy]:
    since, until = _date(properties, "startDate"), _date(properties, "endDate")
    for holder in _texts(properties, "holder"):
        for post in _texts(properties, "post"):
            yield Occupancy(holder, post, since, until)


def _with_years(position: str) -> str:
    """Return "Minister of Finance (2003-2005)" as a role over time."""
    match = _YEARS.fullmatch(position)
    text = tenure_text(match[1], match[2], match[3]) if match else position
    try:
        Tenure.parse(text)
    except ValueError as error:
        raise refused("wrong_date", "A position has a date that is none of the calendar.") from error
    return text


def _date(properties: Properties, name: str) -> str | None:
    """Return the first date of a property; of one that is none of the calendar, its year."""
    for value in _texts(properties, name):
        if match := _DATE.fullmatch(value):
            return next((text for text in (match[1], match[1][:4]) if is_date(text)), None)
    return None


def _texts(properties: Properties, name: str) -> list[str]:
    """Return the texts of a property; nested entities are left out."""
    return [text for value in items_of(properties.get(name)) if not isinstance(value, dict) and (text := clean(value))]


def _nested(properties: Properties, name: str) -> list[Mapping[str, Any]]:
    """Return the nested entities of a property; ids of others are left out."""
    return [value for value in items_of(properties.get(name)) if isinstance(value, dict)]
