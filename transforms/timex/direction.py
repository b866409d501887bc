"""Whether the words around a time expression speak of the past or of the future."""

from __future__ import annotations

import re

_REACH = 120  # characters of context on either side; a clause is rarely longer
_CLAUSE_END = re.compile(
    r"(?<=[\w\"”’)%][a-z\d\"”’)%])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!Mrs)(?<!Gen)(?<!Sen)(?<!Rep)(?<!Gov)"
    r"[.!?;:][\"”’')]*\s+(?=[\"“‘'(]?[A-Z])|\n"
)
_SURE = (
    r"will|won['’]t|['’]ll|shall|must|would|(?:is|are)\ (?:due|scheduled|slated|expected|planned|set)"
    r"|due|scheduled|slated|expected|upcoming|forthcoming|until|till|effective|starting|expires?|takes\ effect"
    r"|ahead\ of|(?:is|are|was|were)\ (?:going\ |about\ )?to\ \w+"
)
_VERBS = (  # in the present tense beside a day they tell a schedule: "The leaders meet Monday"
    r"meets?|travels|visits|arrives|leaves|flies|returns|votes|faces|holds|begins?|starts|opens|plays|hosts"
)
_LIKELY = (
    rf"may|might|could|should|can|cannot|plans?|planned|planning|hopes?|intends?|{_VERBS}"
    r"|(?:agree|vow|promis|threaten|pledg|decid|prepar|likely|ready|have|has|due|set|vote|plan|expect|hop|seek)\w*"
    r"\ to\ (?!(?:an?|the|his|her|its|their)\b)[a-z]+"
    r"|(?:ask|want|need|urg|order|forc|invit|requir|tell|told)\w*\ (?:\w+\ ){1,2}to\ (?!(?:an?|the)\b)[a-z]+"
)
_PAST_VERBS = (
    r"was|were|had|has|have|did|been|said|told|went|came|took|made|began|met|won|lost|fell|rose|saw|gave|got|left|held"
    r"|found|sent|spoke|wrote|led|became|broke|brought|built|bought|caught|chose|cut|drove|fought|flew|grew|heard|hit"
    r"|kept|knew|laid|paid|put|ran|sold|shot|showed|shook|spent|stood|struck|swore|taught|thought|threw"
)
_PARTICIPLE = r"(?<!\bbe\s)(?-i:(?!need\b|exceed\b|proceed\b|succeed\b|indeed\b)[a-z]{2,}ed)"
_LEFT = re.compile(
    rf"(?<![\w’'])(?:(?P<sure>{_SURE})|(?P<likely>{_LIKELY})"
    rf"|(?P<past>(?<!\bbe\s)(?:{_PAST_VERBS})|since|after|ago|{_PARTICIPLE}))\b",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    rf"(?<![\w’'])(?:(?P<sure>will|['’]ll|shall|is\ (?:scheduled|expected|due|to)|are\ (?:scheduled|expected|due|to))"
    rf"|(?P<likely>plans?|may|could|{_VERBS})|(?P<past>(?:{_PAST_VERBS})|{_PARTICIPLE}))\b",
    re.IGNORECASE,
)
PAST, UNTOLD, LIKELY_FUTURE, FUTURE = -1, 0, 1, 2


def direction_of(text: str, start: int, end: int) -> int:
    """Return what the clause around `text[start:end]` speaks of: PAST, UNTOLD, LIKELY_FUTURE or FUTURE.

    The last sign before the expression decides, else the first behind it.
    """
    left = _CLAUSE_END.split(text[max(0, start - _REACH) : start])[-1]
    right = _CLAUSE_END.split(text[end : end + _REACH])[0]
    sign = next(reversed([*_LEFT.finditer(left)]), None) or _RIGHT.search(right)
    if sign is None:
        return UNTOLD
    return {"sure": FUTURE, "likely": LIKELY_FUTURE, "past": PAST}[str(sign.lastgroup)]
