"""The statements of a Wikidata item: their values, and nothing of their form.

A statement has a main snak, a rank (`preferred`, `normal`, `deprecated`) and qualifiers; a snak has a value, or says
that there is none or none known. Values that have another form than Wikibase gives them are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from transforms.imported import items_of, mapping
from transforms.tenures import is_date

_TIME = re.compile(r"\+(\d{4})-(\d{2})-(\d{2})T00:00:00Z")
_PRECISIONS = {9: 4, 10: 7, 11: 10}  # precision of a time: characters of its date that count

Statement = Mapping[str, Any]


def date_of(qualifiers: Mapping[str, Any], name: str) -> str | None:
    """Return the date of a qualifier as exactly as it is known; None for less than a year, and before our era."""
    for snak in items_of(qualifiers.get(name)):
        value = mapping(value_of(snak))
        match = _TIME.fullmatch(str(value.get("time")))
        precision = value.get("precision")
        length = _PRECISIONS.get(precision) if isinstance(precision, int) else None
        if match and length and is_date(date := "-".join(match.groups())[:length]):
            return date
    return None


def values(claims: Mapping[str, Any], name: str) -> Iterator[Any]:
    """Yield the values of the best statements of a property."""
    return (value for each in best(claims, name) if (value := value_of(each.get("mainsnak"))) is not None)


def best(claims: Mapping[str, Any], name: str) -> list[Statement]:
    """Return the preferred statements, else the normal ones."""
    found = list(statements(claims, name))
    return [each for each in found if each.get("rank") == "preferred"] or found


def statements(claims: Mapping[str, Any], name: str) -> Iterator[Statement]:
    """Yield the statements of a property that are not deprecated."""
    return (each for item in items_of(claims.get(name)) if (each := mapping(item)).get("rank") != "deprecated")


def value_of(snak: Any) -> Any:
    """Return the value of a snak, None where it is unknown or none."""
    fields = mapping(snak)
    return mapping(fields.get("datavalue")).get("value") if fields.get("snaktype") == "value" else None


def item_id(value: Any) -> str | None:
    """Return the id of an item; old dumps have its number alone."""
    fields = mapping(value) if isinstance(value, dict) else {}
    number = fields.get("numeric-id")
    found = fields.get("id") or (f"Q{number}" if number else None)
    return found if isinstance(found, str) else None
