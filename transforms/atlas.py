"""What a place name may mean: the gazetteer's places and their other names, looked up together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.gazetteer import Candidate, Gazetteer
from transforms.place_names import PlaceNames

_ARTICLE = re.compile(r"^(?:the|The|THE)\s+|^[RD]-(?=[A-Z])|['’]s?$")
_AFFIX = re.compile(
    r"^(?i:(?:downtown|central|greater|mainland|upper|lower|inner|far|rural|suburban|metro|metropolitan"
    r"|(?:north|south|east|west)(?:ern)?|(?:north|south)(?:east|west)(?:ern)?|(?:the\s)?(?:city|town|village|state|province|county|island)\sof)[\s-])+"
    r"|\s(?i:city|town|province|state|region|governorate|prefecture|district|municipality|island|area|valley)$"
)
_COMPASS = re.compile(r"^(?P<letter>[NSEW])\.\s?(?=[A-Z][a-z])")
_POINTS = {"N": "North ", "S": "South ", "E": "East ", "W": "West "}
_COMMON = re.compile(
    r"(?i:(?:north|south)?(?:east|west|north|south)(?:ern)?|central|midland|coast|forest|delta|lakes?|rivers?|bay|islands?|capital|union)"
)
_STATE_WORD = re.compile(r"\b(?i:province|state|region|governorate|prefecture)$|^(?i:state|province)\sof\b")
_CITY_SHARE = 0.2  # of its namesake's people: from there on "São Paulo" is the city, not the state


@dataclass(frozen=True, slots=True)
class Area:
    """The country, or the state of a country, in which a place lies."""

    country_code: str | None
    admin1_row: int | None

    def holds(self, candidate: Candidate) -> bool:
        """Whether the candidate lies in it: by the country, and by the state where one is told."""
        if self.country_code != candidate.country_code:
            return False
        return self.admin1_row is None or self.admin1_row == candidate.admin1_row


@dataclass(frozen=True, slots=True)
class Atlas:
    """The gazetteer and the other names of its places."""

    gazetteer: Gazetteer
    names: PlaceNames

    def candidates(self, name: str, area: Area | None = None) -> list[Candidate]:
        """Return the places that `name` may mean, those in `area` alone if there are any.

        Other names come before the gazetteer's; a name that neither holds is tried without "northern", "province"
        and the like. A state is left out beside the city of its name that holds much of its people.
        """
        name = bare_name(name)
        if area is not None and (inside := self.inside(name, area)):
            return inside
        return list(_without_namesakes(self._all(name), bool(_STATE_WORD.search(name))))

    def inside(self, name: str, area: Area) -> list[Candidate]:
        """Return the subdivisions and towns of that name in an area."""
        return [each for each in self.everywhere(name) if each.kind != "country" and area.holds(each)]

    def everywhere(self, name: str) -> tuple[Candidate, ...]:
        """Return all places that the gazetteer knows by that name, the most peopled first."""
        return self.gazetteer.candidates(bare_name(name))

    def area(self, name: str) -> Area | None:
        """Return the country or state that `name` means behind a comma ("Kenya", "Pa.", "Île-de-France"), or None."""
        name = bare_name(name)
        tries = (
            self._known(self.names.behind_comma(name)),
            self.gazetteer.candidates(name),
            self._known(self._other_name(name)),
        )
        for found in tries:
            areas = [each for each in found if each.kind in ("country", "admin1")]
            if areas:
                best = max(areas, key=lambda each: (each.is_main, each.people))
                return Area(best.country_code, best.row if best.kind == "admin1" else None)
        return None

    def hints(self, name: str, with_people: bool = True) -> tuple[Candidate, ...]:
        """Return the countries, states and counties that a name tells of: "Georgia", "Ky.", "Boone County", "Iraqis".

        Args:
            name: a name, or a part of one.
            with_people: whether to take a people's name for its country.
        """
        if not self.is_telling(name):
            return ()
        abbreviated = self.names.behind_comma(name) if name.endswith(".") else None
        people = self.names.nationality(name) if with_people else None
        kinds = ("admin2",) if name.endswith(" County") else ("country", "admin1")
        return tuple(self._known(people if abbreviated is None else abbreviated)) or tuple(
            each for each in self.gazetteer.candidates(name) if each.kind in kinds and each.is_main
        )

    def is_telling(self, name: str) -> bool:
        """Tell whether a name is more than a word that many names begin with ("Central", a region of Uganda)."""
        return _COMMON.fullmatch(name) is None

    def _all(self, name: str) -> list[Candidate]:
        if self.names.find(name) is not None:
            return self._known(self._other_name(name))
        abbreviated = self.names.behind_comma(name) if name.endswith(".") and not name.isupper() else None
        found = self._known(abbreviated) or self._named(name)
        if found:
            return found
        short = self.names.behind_comma(name) if "." in name else self.names.nationality(name)
        full = _COMPASS.sub(lambda match: _POINTS[match["letter"]], name)
        bare = _AFFIX.sub("", name) if full == name else full
        return self._known(short) or (self._all(bare) if bare and bare != name else [])

    def _named(self, name: str) -> list[Candidate]:
        """Return the gazetteer's places of that name; where it is the English name of one, as its main name."""
        english = self._known(self.names.english(name))
        rows = {each.row for each in english}
        return [*english, *(each for each in self.gazetteer.candidates(name) if each.row not in rows)]

    def _other_name(self, name: str) -> int | None:
        found = self.names.find(name)
        return found.location_id if found else None

    def _known(self, location_id: int | None) -> list[Candidate]:
        row = None if location_id is None else self.gazetteer.row_of(location_id)
        return [] if row is None else [self.gazetteer.candidate(row)]


def bare_name(name: str) -> str:
    """Return a name without its article and its genitive."""
    return _ARTICLE.sub("", name.strip())


def _without_namesakes(candidates: list[Candidate], says_state: bool) -> Iterator[Candidate]:
    """Leave out a state whose namesake city holds much of its people, or the city where the name says "province"."""
    cities: dict[int | None, float] = defaultdict(float)
    for each in candidates:
        if each.kind == "city" and each.is_main:
            cities[each.admin1_row] = max(cities[each.admin1_row], each.people)
    states = {each.row for each in candidates if each.kind == "admin1"}
    for each in candidates:
        is_city_state = each.kind == "admin1" and not says_state and cities[each.row] > _CITY_SHARE * each.people
        is_capital = each.kind == "city" and says_state and each.admin1_row in states
        if not (is_city_state or is_capital):
            yield each
