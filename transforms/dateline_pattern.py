"""The pattern of a dateline: place in capitals or with first capitals, day, agency in brackets, dash or colon."""

from __future__ import annotations

import re

from transforms.month_names import MONTH_NAME
from transforms.timex.calendar import MONTH_PATTERN

_U, _L = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_CAPS_WORD = rf"[{_U}]+(?:['’.\-][{_U}]+)*\.?(?![{_L}])"
_TITLE_WORD = rf"(?:(?:[{_U}]\.)+[{_U}]?[{_L}]*\.?|[{_U}][{_L}]+(?:['’\-][{_U}]?[{_L}]+)*\.?)"
_LINK = r"(?:of|de|la|le|du|di|al|el|es|the|and|upon|OF|DE)"
_CAPS = rf"{_CAPS_WORD}(?:\s(?:{_LINK}\s)?{_CAPS_WORD}){{0,4}}"
_TITLE = rf"{_TITLE_WORD}(?:[ ](?:{_LINK}[ ])?{_TITLE_WORD}){{0,3}}"
_DATE = (
    rf"(?:{MONTH_PATTERN}\s?\d{{1,2}}(?:st|nd|rd|th)?(?:\s?,?\s?\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH_PATTERN}(?:\s?,?\s?\d{{4}})?|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:er|[.º°])?\s(?:de\s)?{MONTH_NAME}(?:\s(?:del?\s)?\d{{4}})?)(?!\w)"
)
_NAME = rf"(?:{_CAPS}|{_TITLE})"
_AREA = rf"\s?,\s?(?!{_DATE})(?:{_TITLE}|{_CAPS})(?:\s\.)?"
_OUTLET = r"(?:[\w.]+[ ]){1,3}(?i:News|Newswire|Press|Agency|Wire|Today)\b"
# Outlet ("afrol News, 27 January -") or place, then day, then agency in brackets, then the closing mark; any may lack.
HEAD = re.compile(
    rf"(?P<outlet>{_OUTLET}(?=\s?[,(–—-]))?"
    rf"(?(outlet)|(?P<place>(?!{_DATE}){_NAME}(?:\s?/\s?{_NAME})*(?:{_AREA}){{0,2}})?)"
    rf"(?:(?P<link>[\s,]*(?:\s[–—-]\s)?\(?\s?)(?P<date>{_DATE})\s?\)?)?"
    rf"(?:\s*,?\s*\(\s?(?P<agency>[{_U}{_L}][^()\d\n]{{1,40}}?)\s?\))?"
    r"(?P<mark>\s*\.?\s*(?:-{1,3}|[–—―_])(?![-\w]*-\w)|\s?:)?"
)
# The line that some plain-text inputs begin with: "date 2023-12-10 ".
HEADER = re.compile(r"\s*(?:date\s+\d{4}-\d\d-\d\d\s+)?", re.IGNORECASE)
# Where a line begins, and where inside a line: behind a sentence, a date, or before a word in capitals.
STARTS = re.compile(rf"\n\s*|(?<=[.!?\"”’)\d])\s+|(?<=\s)(?=[{_U}]{{3}}|{MONTH_PATTERN}\s\d)")
