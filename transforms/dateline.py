"""The dateline that a news text opens with: place, day and agency, such as "NAIROBI, Kenya, Dec 7 (AP) -"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from transforms.dateline_names import DatelineNames, first_name, is_in_capitals
from transforms.dateline_pattern import Head, find_heads
from transforms.dateline_rules import Candidate
from transforms.month_names import month_in
from transforms.records import Block
from transforms.timex.calendar import make_date, nearest_year

if TYPE_CHECKING:
    from transforms.gazetteer import Gazetteer
    from transforms.sources import SourceRegistry

_OPENING = 600  # characters: a dateline may stand behind a photo's caption, a headline or a byline, not deeper
_OPENING_BLOCKS = 4
_BEFORE = 10  # characters, enough to see a sentence end
_PARTS = frozenset({"dateline", "body", "standfirst", "caption", "byline"})

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
    text: str,
    blocks: Sequence[Block],
    anchor: date | None,
    gazetteer: Gazetteer | None = None,
    sources: SourceRegistry | None = None,
) -> Dateline | None:
    """Return the dateline in the opening of `text`, or None.

    Args:
        text: the article's text.
        blocks: its paragraphs; where empty, the text's opening is looked at as a whole.
        anchor: publication day, which completes a day that is told without its year by the nearest one.
        gazetteer: tells places from other names; without it, a place in small letters with neither day nor
            agency behind it ("Cape Town - ...") is not taken for a dateline.
        sources: tells outlets from places ("ALBAWABA - ...", "(NEW YORK) — ..."); without it their form does.
    """
    names = DatelineNames(gazetteer, sources)
    for start, end in _openings(text, blocks):
        for head in find_heads(text, start, end):
            place, agency = _place_and_agency(head, names)
            before = text[max(0, head.char_start - _BEFORE) : head.char_start]
            behind = text[head.mark_end : end if text[head.mark_end : end].strip() else end + _OPENING]
            if Candidate(head, place, agency, before, behind, names).is_dateline():
                return _dateline(text, head, place, agency, anchor)
    return None


def opens_with_dateline(text: str, start: int, end: int) -> bool:
    """Tell whether the line `text[start:end]` opens with a dateline that its form alone shows, so it is no headline.

    Such is one that fills the line, and one in capitals with a day, an agency or an area ("LEON, GUANAJUATO.-").
    """
    found = find_dateline(text, (Block("body", start, end),), None)
    if found is None or found.char_start != start:
        return False
    place = found.place or ""
    is_filled = not text[found.char_end : end].strip(" .-–—―_:\n\t")
    return is_filled or (is_in_capitals(first_name(place)) and bool("," in place or found.agency or found.date_text))


def _openings(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    if not blocks:
        yield 0, min(len(text), _OPENING)
    for block in [block for block in blocks if block.part in _PARTS][:_OPENING_BLOCKS]:
        yield block.char_start, min(block.char_end, block.char_start + _OPENING)


def _place_and_agency(head: Head, names: DatelineNames) -> tuple[str | None, str | None]:
    """Tell the place from the agency, which may stand without brackets ("Moscow, SANA-", "TODAY NICARAGUA –")."""
    if head.outlet:
        return (head.outlet, head.agency) if names.people(head.outlet) else (None, head.outlet)
    if head.place is None:
        return (head.agency, None) if head.agency and names.is_place_in_brackets(head.agency) else (None, head.agency)
    if head.agency:
        return head.place, head.agency
    place, comma, tail = head.place.rpartition(",")
    if comma and tail.isupper() and not place.isupper() and names.is_credit_in_capitals(tail.strip(" .")):
        return place.strip(), tail.strip()
    return (None, head.place) if names.is_outlet(head.place) else (head.place, None)


def _dateline(text: str, head: Head, place: str | None, agency: str | None, anchor: date | None) -> Dateline:
    return Dateline(
        text=text[head.char_start : head.char_end],
        char_start=head.char_start,
        char_end=head.char_end,
        place=place,
        agency=agency,
        date=_day(head.date_text, anchor),
        date_text=head.date_text,
    )


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
