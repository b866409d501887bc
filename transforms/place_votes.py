"""What speaks for one of the places that a name may mean: its size, its name, and the other names of the article.

Names of one article tend to lie together: each votes for the states and countries in which it has a candidate, the
weaker the more of them there are (after Leidner, Toponym Resolution in Text, 2007: minimality of the spatial
extent). The weights were set on news of several kinds and countries; results change little with them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.gazetteer import Candidate, fold_name

_KIND_WEIGHT = {"continent": 3.0, "country": 2.5, "admin1": 0.6, "admin2": 0.0, "city": 0.0}
_MAIN_WEIGHT = 2.0
_SUPPOSED_SIZE = {"admin2": 3.7}  # log10 of the people of a county, which GeoNames' tables here do not tell
_OUTLET_WEIGHT, _STATE_WEIGHT, _COUNTRY_WEIGHT, _TOWN_WEIGHT = 0.8, 3.0, 1.0, 3.5


@dataclass(slots=True)
class Votes:
    """The votes of an article's names, of its outlet and of its dateline.

    Attributes:
        outlet_country: ISO 3166-1 alpha-2 of the outlet's country, or None.
        wants_town: whether a town is likelier than a state, as in a dateline ("NEW YORK (AP)").
        countries: votes of each name for countries, by their code.
        states: votes of each name for first-level subdivisions, by their row.
    """

    outlet_country: str | None = None
    wants_town: bool = False
    countries: dict[str, dict[str, float]] = field(default_factory=dict)
    states: dict[str, dict[int, float]] = field(default_factory=dict)

    def add(self, name: str, candidates: Sequence[Candidate], weight: float = 1.0) -> None:
        """Let a name vote for the states and countries of its candidates."""
        countries = {each.country_code for each in candidates if each.country_code}
        states = {each.admin1_row for each in candidates if each.admin1_row is not None}
        self.countries[fold_name(name)] = {code: weight / len(countries) for code in countries}
        self.states[fold_name(name)] = {row: weight / math.sqrt(len(states)) for row in states}

    def best(self, name: str, candidates: Sequence[Candidate]) -> Candidate | None:
        """Return the candidate that most speaks for, or None of none."""
        folded = fold_name(name)
        return max(candidates, key=lambda each: _weight(each) + self._support(each, folded), default=None)

    def _support(self, candidate: Candidate, name: str) -> float:
        """Return what the other names, the outlet and the dateline give a candidate."""
        row, code = candidate.admin1_row, candidate.country_code
        states = sum(votes.get(row, 0.0) for other, votes in self.states.items() if other != name) if row else 0.0
        countries = sum(votes.get(code, 0.0) for other, votes in self.countries.items() if other != name) if code else 0
        outlet = _OUTLET_WEIGHT if code and code == self.outlet_country else 0.0
        town = _TOWN_WEIGHT if self.wants_town and candidate.kind == "city" else 0.0
        return _STATE_WEIGHT * math.log1p(states) + _COUNTRY_WEIGHT * math.log1p(countries) + outlet + town


def _weight(candidate: Candidate) -> float:
    size = math.log10(candidate.people + 10) if candidate.people else _SUPPOSED_SIZE.get(candidate.kind, 1.0)
    return size + _KIND_WEIGHT[candidate.kind] + (_MAIN_WEIGHT if candidate.is_main else 0.0)
