"""Whom of the knowledge base a text names: among those who bear the name, the one whom the text does not contradict.

A full name or alias names its bearer (an abbreviation only where the text speaks of the bearer's country, if it has
one and is not of the best known); so do a variant of it ("Donald J. Trump") and a short name ("Trump") where the
text gives no other name, and speaks of the bearer's country or role. Of several bearers the one with the best evidence
is taken: a role or country that the text tells of the person, a role held at the time of the article, countries that
the text speaks of. Where two are as likely, nobody is named: the entity stays one of its name alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from transforms.gazetteer import fold_name
from transforms.knowledge import Identity, Knowledge
from transforms.names import is_abbreviation, is_variant
from transforms.words import word_set

# Evidence for one bearer of a name; a country that differs from a told one rules a bearer out.
_ROLE = 2.0
_COUNTRY = 2.0
_IN_OFFICE = 1.0
_WELL_KNOWN = 1.0
_SURE = 2.0
# Nobody is known by a short name so many years before the first role that is known.
_YEARS_BEFORE = 20
_PASSED_OVER = word_set("the a an of and for in to former ex then late outgoing incoming current new")


@dataclass(frozen=True, slots=True)
class Clues:
    """What a text tells of somebody or something that it names.

    Attributes:
        kind: one of `ENTITY_KINDS`.
        names: the names as written, and the canonical one.
        roles: roles that it tells, in words.
        countries: countries that these roles name, ISO 3166-1 alpha-2.
        nearby: how often the text speaks of each country.
        day: day of publication, None where it is unknown.
    """

    kind: str
    names: Sequence[str]
    roles: Sequence[str] = ()
    countries: frozenset[str] = frozenset()
    nearby: Counter[str] = field(default_factory=Counter)
    day: date | None = None


def identify(knowledge: Knowledge, clues: Clues) -> Identity | None:
    """Return whom the names of a text name, None where the knowledge base knows nobody or cannot tell."""
    names = sorted(set(clues.names), key=lambda name: (-len(name.split()), name))
    for name in names:
        if found := knowledge.named(name, clues.kind):
            return _best([each for each in found if not is_abbreviation(name) or _may_be(each, name, clues)], clues)
    if clues.kind == "person" and len(names[0].split()) > 1:
        return _best_by_short_name(_variants(knowledge, names[0]), clues)
    for name in names:
        if found := knowledge.shortly_named(name, clues.kind):
            return _best_by_short_name(found, clues)
    return None


def _best_by_short_name(found: Iterable[Identity], clues: Clues) -> Identity | None:
    return _best([each for each in found if _may_be_short(each, clues)], clues)


def _variants(knowledge: Knowledge, name: str) -> list[Identity]:
    """Return those with the surname of a full name whose own full name has the same words, or their initials."""
    words = fold_name(name).split()
    found = knowledge.shortly_named(words[-1], "person") if words else ()
    return [each for each in found if is_variant(words, fold_name(each.name).split())]


def _may_be(each: Identity, abbreviation: str, clues: Clues) -> bool:
    """Tell whether an abbreviation may name this one: a country's lesser bodies have the initials of other things."""
    is_sure = each.name == abbreviation or each.country_code is None or (each.is_curated and each.wikidata_id)
    return bool(is_sure) or clues.nearby[each.country_code or ""] > 0


def _may_be_short(each: Identity, clues: Clues) -> bool:
    """Tell whether a short name may name this one: the well-known in their time and country, others by their role."""
    begun = [tenure.since for tenure in each.tenures if tenure.since is not None]
    if clues.day is not None and begun and clues.day.year < min(begun).year - _YEARS_BEFORE:
        return False
    is_near = each.country_code is None or clues.nearby[each.country_code] > 0
    return (each.is_curated and is_near) or _told(each, clues) >= _SURE


def _best(found: Iterable[Identity], clues: Clues) -> Identity | None:
    weighed = sorted(
        ((_weight(each, clues), each) for each in found if not _is_contradicted(each, clues)),
        key=lambda pair: -pair[0],
    )
    if not weighed or (len(weighed) > 1 and weighed[0][0] == weighed[1][0]):
        return None
    return weighed[0][1]


def _is_contradicted(each: Identity, clues: Clues) -> bool:
    if not clues.countries or each.country_code is None or _shares_role(each, clues):
        return False
    return each.country_code not in clues.countries


def _weight(each: Identity, clues: Clues) -> float:
    in_office = clues.day is not None and any(
        tenure.since is not None and tenure.is_held_on(clues.day) for tenure in each.tenures
    )
    near = clues.nearby[each.country_code] / clues.nearby.total() if each.country_code and clues.nearby else 0.0
    return _told(each, clues) + _IN_OFFICE * in_office + _WELL_KNOWN * each.is_curated + near


def _told(each: Identity, clues: Clues) -> float:
    return _ROLE * _shares_role(each, clues) + _COUNTRY * (each.country_code in clues.countries)


def _shares_role(each: Identity, clues: Clues) -> bool:
    told, known = _role_words(clues.roles), _role_words([tenure.role for tenure in each.tenures])
    return any(one <= other or one >= other for one in told for other in known)


def _role_words(roles: Iterable[str]) -> list[frozenset[str]]:
    return [words for role in roles if (words := frozenset(fold_name(role).split()) - _PASSED_OVER)]
