"""What speaks for one of the places that a name may mean: its size, its name, and the other names of the article.

Names of one article tend to lie together (after Leidner, Toponym Resolution in Text, 2007: minimality of the spatial
extent). Each name votes for the countries, the states and the neighbourhoods of its candidates, for each by the
chance that the candidate is meant; the chances follow from the votes, so both are counted in turns. The weights were
set on news of several kinds and countries; results change little with them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from transforms.gazetteer import Candidate, fold_name

# Points: powers of ten of people and what counts as much; of two places, one with 1.0 more is e times as likely.
_KIND_POINTS = {"continent": 3.0, "country": 2.5, "admin1": 0.6, "admin2": -1.0, "city": 0.0}
_MAIN_POINTS = 2.0
_SUPPOSED_SIZE = {"admin2": 3.7}  # log10 of the people of a county none of whose towns are known
_OUTLET_POINTS, _TOWN_POINTS = 1.5, 3.5
_COUNTRY_POINTS, _STATE_POINTS, _NEAR_POINTS = 1.0, 2.0, 1.0
_TURNS = 2
_LEAST_CHANCE = 0.02  # of a candidate that votes
_SMALL = ("city", "admin2")  # what lies near something

Area = str | int | tuple[int, int]  # a country by its code, a state by its row, a cell of one degree


@dataclass(slots=True)
class Votes:
    """The votes of an article's names, of its outlet and of its dateline.

    Attributes:
        outlet_country: ISO 3166-1 alpha-2 of the outlet's country, or None.
        dateline_row: row of the dateline's town, or None: its name means a town, not the state ("NEW YORK (AP)").
        wants_town: whether any name means a town rather than a state, as that of a dateline does.
    """

    outlet_country: str | None = None
    dateline_row: int | None = None
    wants_town: bool = False
    _voters: dict[str, Sequence[Candidate]] = field(default_factory=dict)
    _cast: dict[str, Mapping[Area, float]] = field(default_factory=dict)
    _total: Counter[Area] = field(default_factory=Counter)

    def add(self, name: str, candidates: Sequence[Candidate]) -> None:
        """Let a name vote for the areas of its candidates; votes are counted by `count`."""
        if candidates:
            self._voters[fold_name(name)] = candidates

    def count(self) -> None:
        """Count the votes of the names that were added."""
        for _ in range(_TURNS):
            self._cast = {name: self._votes_of(name, voter) for name, voter in self._voters.items()}
            self._total = Counter()
            for votes in self._cast.values():
                self._total.update(votes)

    def best(self, name: str, candidates: Sequence[Candidate]) -> Candidate | None:
        """Return the candidate that most speaks for, or None of none."""
        own = self._cast.get(fold_name(name), {})
        wants_town = self.wants_town or any(each.row == self.dateline_row for each in candidates)
        town = {"city": _TOWN_POINTS} if wants_town else {}
        return max(candidates, key=lambda each: self._points(each, own) + town.get(each.kind, 0.0), default=None)

    def _votes_of(self, name: str, candidates: Sequence[Candidate]) -> dict[Area, float]:
        """Return a name's votes: the square root of the chance that it lies in an area, so that many doubtful names
        that agree outweigh one."""
        own = self._cast.get(name, {})
        points = [self._points(each, own) for each in candidates]
        odds = [math.exp(each - max(points)) for each in points]
        chances: defaultdict[Area, float] = defaultdict(float)
        for each, odd in zip(candidates, odds, strict=True):
            if odd >= _LEAST_CHANCE * sum(odds):
                for area in _areas(each):
                    chances[area] += odd / sum(odds)
        return {area: math.sqrt(chance) for area, chance in chances.items()}

    def _points(self, each: Candidate, own: Mapping[Area, float]) -> float:
        """Return what speaks for a candidate; the votes of its own name do not count."""
        country, state, near = (self._support(area, own) for area in (each.country_code, each.admin1_row, _cell(each)))
        outlet = _OUTLET_POINTS if each.country_code and each.country_code == self.outlet_country else 0.0
        return _own_points(each) + _COUNTRY_POINTS * country + _STATE_POINTS * state + _NEAR_POINTS * near + outlet

    def _support(self, area: Area | None, own: Mapping[Area, float]) -> float:
        # Sums of floats differ in their last digits from what they are summed of.
        return 0.0 if area is None else math.log1p(max(0.0, self._total[area] - own.get(area, 0.0)))


def _own_points(each: Candidate) -> float:
    size = math.log10(each.people + 10) if each.people else _SUPPOSED_SIZE.get(each.kind, 1.0)
    return size + _KIND_POINTS[each.kind] + (_MAIN_POINTS if each.is_main else 0.0)


def _cell(each: Candidate) -> tuple[int, int] | None:
    return each.cell if each.kind in _SMALL else None


def _areas(each: Candidate) -> Iterator[Area]:
    """Yield the areas that a candidate votes for: its country, its state, its cell and the eight around it."""
    if each.country_code:
        yield each.country_code
    if each.admin1_row is not None:
        yield each.admin1_row
    if cell := _cell(each):
        yield from ((cell[0] + up, cell[1] + right) for up in (-1, 0, 1) for right in (-1, 0, 1))
