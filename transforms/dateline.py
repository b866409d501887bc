"""The dateline that a news text opens with: place, day and agency, such as "NAIROBI, Kenya, Dec 7 (AP) -"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.dateline_pattern import HEAD, HEADER, STARTS
from transforms.gazetteer import Gazetteer
from transforms.month_names import month_in
from transforms.records import Block
from transforms.timex.calendar import make_date, nearest_year

_OPENING = 600  # characters: a dateline may stand behind a photo's caption, a headline or a byline, not deeper
_OPENING_BLOCKS = 4
_PARTS = frozenset({"dateline", "body", "standfirst", "caption", "byline"})
_TOWN_OF_NOTE = 100_000  # people: a smaller town needs more than a colon behind it ("Police: gunman held")

_LABELS = frozenset((
    "update", "updated", "exclusive", "breaking", "watch", "analysis", "opinion", "correction", "corrected", "file",
    "photo", "video", "live", "factbox", "explainer", "editorial", "feature", "column", "review", "interview",
    "profile", "timeline", "wrapup", "brief", "newsmaker", "insight",
))  # fmt: skip
_OUTLET_WORDS = frozenset((
    "news", "newswire", "press", "agency", "wire", "today", "times", "post", "herald", "tribune",
))  # fmt: skip
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline with its parts as printed; half-open offsets into the text, without the mark that closes it.

    Attributes:
        text: all of it as printed.
        char_start: first character.
        char_end: one past the last character.
        place: place as printed, with what follows its comma ("NAIROBI, Kenya"), or None.
        agency: agency or outlet credited, as printed, or None.
        date: its day; None where it tells none, or tells no year and there is no anchor.
        date_text: its day as printed, or None.
    """

    text: str
    char_start: int
    char_end: int
    place: str | None
    agency: str | None
    date: date | None
    date_text: str | None


def find_dateline(
    text: str, blocks: Sequence[Block], anchor: date | None, gazetteer: Gazetteer | None = None
) -> Dateline | None:
    """Return the dateline in the opening of `text`, or None.

    Args:
        text: the article's text.
        blocks: its paragraphs; where empty, the text's opening is looked at as a whole.
        anchor: publication day, which completes a day that is told without its year by the nearest one.
        gazetteer: tells places from other names; without it, a place in small letters with neither day nor
            agency behind it ("Cape Town - ...") is not taken for a dateline.
    """
    for start, end in _openings(text, blocks):
        for position, is_line_start in _positions(text, start, end):
            match = HEAD.match(text, position, end)
            if match and _is_dateline(match, is_line_start, gazetteer):
                return _dateline(match, anchor, gazetteer)
    return None


def _openings(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    if not blocks:
        yield 0, min(len(text), _OPENING)
    for block in [block for block in blocks if block.part in _PARTS][:_OPENING_BLOCKS]:
        yield block.char_start, min(block.char_end, block.char_start + _OPENING)


def _positions(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Yield where a dateline may begin, and whether a line begins there."""
    header = HEADER.match(text, start, end)
    yield header.end() if header else start, True
    for match in STARTS.finditer(text, start, end):
        yield match.end(), "\n" in match[0]


def _is_dateline(match: re.Match[str], is_line_start: bool, gazetteer: Gazetteer | None) -> bool:
    place, mark = match["place"], match["mark"]
    if match["outlet"]:
        return is_line_start and bool(mark) and bool(match["date"] or match["agency"])
    if not place:
        return bool(match["agency"] and mark) and (is_line_start or bool(match["date"]))
    if _first_name(place).isupper():
        return _is_capitals_dateline(match, is_line_start, gazetteer)
    if not (is_line_start and mark):
        return False
    return _is_titled_dateline(match, gazetteer) if gazetteer else _has_credit(match)


def _is_capitals_dateline(match: re.Match[str], is_line_start: bool, gazetteer: Gazetteer | None) -> bool:
    name = _first_name(match["place"])
    words = set(_WORD.findall(match["place"].casefold()))
    if words & _LABELS or len(name) < 3:
        return False
    opens = is_line_start or _follows_sentence(match)
    mark = match["mark"]
    if _has_credit(match):
        return bool(mark) or (opens and bool(match["agency"]))
    if not mark or not opens:
        return False
    # A colon or a lower-case word behind the mark ("NASA — the agency") asks for a known place.
    return (mark.strip() != ":" and _goes_on_in_capital(match)) or _people(name, gazetteer) > 0


def _is_titled_dateline(match: re.Match[str], gazetteer: Gazetteer) -> bool:
    people = _people(_first_name(match["place"]), gazetteer)
    return people > 0 if _has_credit(match) or "," in match["place"] else people >= _TOWN_OF_NOTE


def _has_credit(match: re.Match[str]) -> bool:
    return bool(match["agency"] or match["date"])


def _follows_sentence(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 10) : match.start()].rstrip()
    return not before or before[-1] in '.!?"”’)' or before[-1].isdigit()


def _goes_on_in_capital(match: re.Match[str]) -> bool:
    return match.string[match.end() : match.end() + 10].lstrip("\"“‘' \n\t_-")[:1].isupper()


def _people(name: str, gazetteer: Gazetteer | None) -> float:
    """Return how many live in the largest place of that name: 0 for a name that no place bears, or none known."""
    found = gazetteer.candidates(name) if gazetteer else ()
    return max((max(each.people, 1.0) for each in found), default=0.0)


def _first_name(place: str) -> str:
    return re.split(r"\s?[,/]", place, maxsplit=1)[0].strip()


def _dateline(match: re.Match[str], anchor: date | None, gazetteer: Gazetteer | None) -> Dateline:
    place, agency = _place_and_agency(match, gazetteer)
    end = max(match.end(name) for name in ("outlet", "place", "date", "agency"))
    closing = match.string[end : match.end()]
    end += closing.index(")") + 1 if ")" in closing else 0
    start = match.start()
    return Dateline(
        text=match.string[start:end],
        char_start=start,
        char_end=end,
        place=place,
        agency=agency,
        date=_day(match["date"], anchor),
        date_text=match["date"],
    )


def _place_and_agency(match: re.Match[str], gazetteer: Gazetteer | None) -> tuple[str | None, str | None]:
    """Tell the place from the agency, which may stand without brackets ("Moscow, SANA-", "TODAY NICARAGUA –")."""
    place, agency = match["place"], match["outlet"] or match["agency"]
    if place is None or agency:
        return place, agency
    head, comma, tail = place.rpartition(",")
    if comma and tail.isupper() and not head.isupper() and "." not in tail:
        return head.strip(), tail.strip()
    is_outlet = {word.casefold() for word in place.split()} & _OUTLET_WORDS and not _people(place, gazetteer)
    return (None, place) if is_outlet else (place, None)


def _day(printed: str | None, anchor: date | None) -> date | None:
    if printed is None:
        return None
    if re.match(r"\d{4}-", printed):
        return make_date(*map(int, printed.split("-")))
    year, day, month = _YEAR.search(printed), _DAY.search(printed), month_in(printed)
    if not (day and month):
        return None
    if year:
        return make_date(int(year[0]), month, int(day[0]))
    return nearest_year(month, int(day[0]), anchor) if anchor else None
