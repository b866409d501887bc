"""The pattern of a dateline: place in capitals or with first capitals, day, agency in brackets, dash or colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.month_names import MONTH_NAME
from transforms.timex.calendar import MONTH_PATTERN

# Latin with its accents, Greek and Cyrillic. In the blocks beyond Latin-1 capitals and small letters take turns.
_LETTERS = [chr(code) for code in (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00))]
_U = "A-Z" + "".join(letter for letter in _LETTERS if letter.isupper())
_L = "a-z" + "".join(letter for letter in _LETTERS if letter.islower())
# "McALLEN", "DeKALB". The point of "Guanajuato.-" is of the mark behind it.
_CAPS_WORD = rf"(?:Mc|Mac|De|La|Le)?[{_U}]+(?:['’.\-][{_U}]+)*(?:\.(?![–—-]))?(?![{_L}])"
_TITLE_WORD = rf"(?:(?:[{_U}]\.)+[{_U}]?[{_L}]*(?:\.(?![–—-]))?|[{_U}][{_L}]+(?:['’\-][{_U}]?[{_L}]+)*(?:\.(?![–—-]))?)"
_LINK = r"(?:of|de|la|le|du|di|al|el|es|the|and|upon|OF|DE)"
_MONTH = rf"(?i:{MONTH_PATTERN})"
_DATE = (
    rf"(?:{_MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[,/]?\s?\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:\s?,?\s?\d{{4}})?|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:er|[.º°])?\s(?:de\s)?{MONTH_NAME}(?:\s(?:del?\s)?\d{{4}})?|{_MONTH}\s\d{{4}})(?!\w)"
)
_CAPS = rf"{_CAPS_WORD}(?:\s(?:{_LINK}\s)?(?!{_DATE}){_CAPS_WORD}){{0,4}}"
_TITLE = rf"{_TITLE_WORD}(?:[ ](?:{_LINK}[ ])?(?!{_DATE}){_TITLE_WORD}){{0,3}}"
_NAME = rf"(?:{_CAPS}|{_TITLE})"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_AREA = rf"(?:\s?,\s?(?!{_DATE}|{_WEEKDAY})(?:{_TITLE}|{_CAPS})(?:\s\.)?|\s\[{_TITLE}\])"
_OUTLET = r"(?:[\w.]+[ ]){1,3}(?i:News|Newswire|Press|Agency|Wire|Today)\b"
# Credits: "(Reuters)", "/PRNewswire/", and behind a day "Doha, December 10, QNA -".
_AGENCY = (
    rf"\(\s?(?P<agency>[{_U}{_L}][^()\d\n]{{1,40}}?)\s?\)|/(?P<wire>[{_U}][{_U}{_L} -]{{2,30}})/"
    rf"|(?(date)(?<=,\s)(?P<bare>[{_U}]{{2,6}})(?=\s?[–—-])|(?!))"
)
# Outlet ("afrol News, 27 January -") or place, then day, then agency, then the closing mark; any may lack.
_HEAD = re.compile(
    rf"(?P<outlet>{_OUTLET}(?=\s?,?\s?{_DATE}|\s?[(–—-]))?"
    rf"(?(outlet)|(?P<place>(?!{_DATE}){_NAME}(?:\s?[/&]\s?{_NAME})*(?:{_AREA}){{0,2}})?)"
    rf"(?:[\s,]*(?:\s[–—-]\s)?(?:{_WEEKDAY},?\s)?\(?\s?(?P<date>{_DATE})(?:\s?\))?)?"
    rf"(?:\s*,?\.?\s*(?:--\s?)?(?:{_AGENCY}))?"
    r"(?P<mark>\s*\.?\s*(?:-{1,3}|[–—―_])(?![-\w]*-\w)|\s?:)?"
)
# The line that some plain-text inputs begin with: "date 2023-12-10 ".
_HEADER = re.compile(r"\s*(?:date\s+\d{4}-\d\d-\d\d\s+)?", re.IGNORECASE)
# Where a line begins, and where inside a line: behind a sentence, a date, or before a word in capitals.
_STARTS = re.compile(rf"\n\s*|(?<=[.!?\"”’)\d])\s+|(?<=\s)(?=[{_U}]{{3}}|{MONTH_PATTERN}\s\d)")


@dataclass(frozen=True, slots=True)
class Head:
    """What may be a dateline: words at the head of a line or sentence that have its form.

    Attributes:
        char_start: first character.
        char_end: one past the last character of place, day and credit.
        mark_end: one past the mark that closes it; `char_end` where there is none.
        outlet: words such as "afrol News", which may be an outlet or a place ("NEWPORT NEWS"), or None.
        place: a name that may be a place, with what follows its comma, or None; never beside an outlet.
        date_text: its day, or None.
        agency: what stands in brackets or between strokes behind, or None.
        mark: the dash or colon that closes it, or an empty string.
        is_line_start: whether a line begins with it.
    """

    char_start: int
    char_end: int
    mark_end: int
    outlet: str | None
    place: str | None
    date_text: str | None
    agency: str | None
    mark: str
    is_line_start: bool


def find_heads(text: str, start: int, end: int) -> Iterator[Head]:
    """Yield what has the form of a dateline in `text[start:end]`, in order."""
    header = _HEADER.match(text, start, end)
    starts = [(header.end() if header else start, True)]
    starts += [(match.end(), "\n" in match[0]) for match in _STARTS.finditer(text, start, end)]
    for position, is_line_start in starts:
        match = _HEAD.match(text, position, end)
        if match and match[0]:
            yield _head(match, is_line_start)


def _head(match: re.Match[str], is_line_start: bool) -> Head:
    char_end = max(match.end(name) for name in ("outlet", "place", "date", "agency", "wire", "bare"))
    closing = re.search("[)/]", match.string[char_end : match.end()])
    return Head(
        char_start=match.start(),
        char_end=char_end + closing.end() if closing else char_end,
        mark_end=match.end(),
        outlet=match["outlet"],
        place=match["place"],
        date_text=match["date"],
        agency=match["agency"] or match["wire"] or match["bare"],
        mark=(match["mark"] or "").strip(),
        is_line_start=is_line_start,
    )
