"""Names in a dateline: which of them are places, which outlets and agencies, and which only head a column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.gazetteer import Gazetteer
    from transforms.sources import SourceRegistry

_LABELS = frozenset((
    "update", "updated", "exclusive", "breaking", "watch", "analysis", "opinion", "correction", "corrected", "file",
    "photo", "video", "live", "factbox", "explainer", "editorial", "feature", "column", "review", "interview",
    "profile", "timeline", "wrapup", "brief", "newsmaker", "insight", "digest", "explained", "recap", "obituary",
    "poll", "podcast", "quiz", "sponsored", "advisory", "alert", "statement", "transcript",
))  # fmt: skip
# Sections of a newspaper, weekdays and common words: some are towns too.
_TOPICS = frozenset((
    "basketball", "baseball", "boxing", "business", "cricket", "culture", "football", "golf", "health", "politics",
    "rugby", "soccer", "sport", "sports", "tennis", "travel", "weather", "world", "court", "crime", "nation", "police",
    "war", "nato", "man", "woman", "date", "time", "name", "source", "note",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
))  # fmt: skip
_OUTLET_ENDS = frozenset(("news", "newswire", "press", "agency", "wire", "times", "post", "herald", "tribune"))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class DatelineNames:
    """Places and outlets by name; without a gazetteer no place is known, without a registry no outlet."""

    gazetteer: Gazetteer | None
    sources: SourceRegistry | None

    def people(self, name: str) -> float:
        """Return how many live in the largest place of that name: 0 for a name that no place bears, or none known."""
        found = self.gazetteer.candidates(name) if self.gazetteer else ()
        return max((max(each.people, 1.0) for each in found), default=0.0)

    def is_outlet(self, name: str) -> bool:
        """Tell whether a name is an outlet's: one of the registry, or one that says so, and no place's."""
        if self.people(name):
            return False
        words = name.casefold().split()
        says_so = len(words) > 1 and (words[-1] in _OUTLET_ENDS or words[0] == "today")
        return says_so or self.is_registered(name)

    def is_credit_in_capitals(self, name: str) -> bool:
        """Tell whether capitals behind a place credit somebody ("Damascus, SANA-") and are no area ("Austin, TX")."""
        if self.is_registered(name):
            return True
        return len(name) > 3 and (self.sources is None or not self.people(name))

    def is_place_in_brackets(self, name: str) -> bool:
        """Tell whether a name in brackets is a place, as in "(NEW YORK) — ...", and no agency."""
        return self.sources is not None and not self.is_registered(name) and self.people(name) > 0

    def is_registered(self, name: str) -> bool:
        """Tell whether the registry has an outlet or agency of that name."""
        return self.sources is not None and self.sources.named(name) is not None


def is_label(name: str) -> bool:
    """Tell whether a name heads a column or section ("UPDATE", "PRESS DIGEST", "SOCCER") and is no place."""
    folded = name.casefold()
    return folded in _TOPICS or not _LABELS.isdisjoint(_WORD.findall(folded))


def first_name(place: str) -> str:
    """Return the first of the names of a place as printed: "PARIS" of "PARIS, Texas" and of "PARIS / LONDON"."""
    return re.split(r"\s?[,/&[]", place, maxsplit=1)[0].strip()


def is_in_capitals(name: str) -> bool:
    """Tell whether a name is in capitals, but for its prefix: "PARIS", "McALLEN"."""
    return re.sub(r"^(?:Mc|Mac|De|La|Le)(?=[^\W\d_a-z]{2})", "", name).isupper()
