"""Years, decades and centuries."""

from __future__ import annotations

import re
from re import Match

from transforms.timex.numbers import WORD_PATTERN, year_of
from transforms.timex.patterns import STAGE
from transforms.timex.spans import Context, Rule
from transforms.timex.value import Value, century_value, decade_value, year_value

_CENTURIES = {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20}
_COUNT_BEFORE = re.compile(r"(?:[$£€#№]|\b(?:about|some|nearly|than|over|almost|No\.|least)\s)$")
_OWNER_BEFORE = re.compile(r"\b(?:his|her|their|my|our|your|its)\s$")  # "in her 20s" is an age
_THINGS_BEHIND = re.compile(
    r"\s(?:people|[a-z]{3,}s\s(?:were|are|of|have|in)\b|(?:square\s)?(?:miles|feet|meters|metres|kilometers|km|troops"
    r"|men|women|dollars|points|jobs|shares|tons|tonnes|years|days|hours)\b)"
)


def _year(match: Match[str], _context: Context) -> Value | None:
    """A year, if the four digits do not count things: "some 1,900", "$2000", "2000 people"."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    if _COUNT_BEFORE.search(before) or _THINGS_BEHIND.match(match.string, match.end()):
        return None
    return year_value(int(match["year"])).on("explicit")


def _spoken_year(match: Match[str], _context: Context) -> Value | None:
    year = year_of(match["words"])
    return year_value(year).on("explicit") if year and 1500 <= year < 2100 else None


def _decade(match: Match[str], context: Context) -> Value | None:
    digits = match["digits"]
    if len(digits) == 4:
        return decade_value(int(digits)).on("explicit")
    if _OWNER_BEFORE.search(match.string[max(0, match.start() - 12) : match.start()]):
        return None
    base = context.anchor.year if context.anchor else 2000
    year = int(digits) + 1900
    return decade_value(year if base >= year else year - 100).on("explicit")


def _century(match: Match[str], _context: Context) -> Value | None:
    words = match["century"].casefold()
    number = _CENTURIES.get(words) or int(words[:-2])
    return century_value(number).on("explicit") if 1 <= number <= 30 else None


YEAR_RULES = (
    Rule(rf"(?i:the\s)?{STAGE}['’]?(?P<digits>(?:1[5-9]|20)\d0|[2-9]0)['’]?s(?!\w)", _decade),
    Rule(
        rf"(?i:the\s)?{STAGE}(?P<century>\d{{1,2}}(?:st|nd|rd|th)|(?i:{'|'.join(_CENTURIES)}))[\s-](?i:century)(?!\w)",
        _century,
    ),
    Rule(rf"(?P<words>(?i:(?:nineteen|eighteen)\s{WORD_PATTERN}))(?!\w)", _spoken_year),
    Rule(
        r"(?:(?i:the\s(?:end|beginning|start|middle)\sof\s|early\s|late\s|mid-?\s?|fiscal\s|FY\s?|calendar\s|post-|pre-))?"
        r"(?<![\d.,:/-])(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,:/-]\d|-\w)",
        _year,
    ),
)
