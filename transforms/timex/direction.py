"""Whether the words around a time expression speak of the past or of the future."""

from __future__ import annotations

import re

_REACH = 120  # characters of context on either side; a clause is rarely longer
_CLAUSE_END = re.compile(
    r"(?<=[\w\"”’)%][a-z\d\"”’)%])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!Mrs)(?<!Gen)(?<!Sen)(?<!Rep)(?<!Gov)"
    r"[.!?;:][\"”’')]*\s+(?=[\"“‘'(]?[A-Z])|\n"
)
_PLANNED = r"due|scheduled|slated|expected|planned|set|forecast|poised|bound|supposed"
_SURE = (
    rf"will|won['’]t|shall|must|would|(?:is|are)\ (?:{_PLANNED})"
    r"|(?:was|were)\ due|due(?!\ to)|(?<!than[ -])(?<!as\ )expected|scheduled|slated|supposed|payable|upcoming"
    r"|forthcoming|(?<=[a-z]\ )(?<!and\ )(?<!but\ )(?:until|till)|effective(?:\ on|\ from)?\ $|starting|expires?"
    r"|takes?\ effect|ahead\ of|(?:is|are|was|were)\ (?:going\ |about\ )?to\ \w+|(?:is|are)(?:\ on)?\ $"
)
# In the present tense beside a day they tell a schedule: "The leaders meet Monday", "The trial resumes on Friday".
_VERBS = (
    r"meets?|travels|visits|arrives|leaves|flies|returns|votes|faces|holds|begins?|starts|opens|plays|hosts|resumes"
    r"|reopens|convenes|gathers|kicks\ off|concludes|premieres|airs|appears|testifies|goes|comes|takes\ office"
    r"|(?:[a-z]+s|we|they|I|you)\ (?:resume|start|open|reopen|go|come|gather|return|leave|travel|vote|play|face)"
)
# "Agreed to meet on Friday" looks ahead, "agreed to buy the firm on Friday" tells when it was agreed.
_EVENTS = (
    r"(?:meet|resume|hold|visit|travel|begin|start|return|attend|vote|testify|appear|step|open|reopen|leave|arrive|go"
    r"|come|play|face|launch|convene|stage|march|rally|strike|gather|report|submit|surrender|resign|close|end|take"
    r"|address|host|unveil|announce|release|decide|discuss|consider|hear|rule|be)"
)
_OBJECT = r"(?:\w+\ ){1,2}to\ "
_LIKELY = (
    rf"(?-i:may)|might|could(?!\ not|n['’]t)|should|can|cannot|(?:plans?|hopes?)(?!\ $)|planned|planning|intends?"
    rf"|{_VERBS}|(?:likely|ready|preparing|have|has|set|plans?|expects?|hopes?|seeks?|agrees?|vows?|promises?|threatens?"
    r"|pledges?|decides?)\ to\ (?!(?:an?|the|his|her|its|their)\b)[a-z]+"
    rf"|(?:agreed|vowed|promised|threatened|pledged|decided|voted|expected|hoped|sought|prepared)\ to\ {_EVENTS}"
    r"|(?:asks?|wants?|needs?|urges?|orders?|forces?|invites?|requires?|tells?|expects?|forecasts?|allows?)\ "
    rf"{_OBJECT}[a-z]+"
    rf"|(?:asked|wanted|urged|ordered|forced|invited|required|told|expected|forecast|allowed)\ {_OBJECT}{_EVENTS}"
)
_PAST_VERBS = (
    r"was|were|had|has|have|did|been|went|came|took|made|began|met|won|lost|fell|rose|saw|gave|got|left|held"
    r"|found|sent|spoke|wrote|led|became|broke|brought|built|bought|caught|chose|cut|drove|fought|flew|grew|heard|hit"
    r"|kept|knew|laid|paid|put|ran|sold|shot|showed|shook|spent|stood|struck|swore|taught|thought|threw"
)
# What stands before the plain form of a verb: "is expected to hit", "will have".
_MODALS = ("to", "will", "may", "might", "would", "could", "should", "can", "must")
_MODAL = "".join(rf"(?<!\b{word}\s)" for word in _MODALS)
_PARTICIPLE = r"(?<!\bbe\s)(?-i:(?!need\b|exceed\b|proceed\b|succeed\b|indeed\b)[a-z]{2,}ed)"
_OVER = (
    r"(?:lasted|ran|continued|stayed|remained|waited|went\ on|kept(?:\ \w+)?)\ (?:\w+\ )?until"
    r"|(?:did|was|were|had)(?:\ not|n['’]t)(?:\ \w+){1,6}\ until"
)
_LEFT = re.compile(
    rf"(?:(?<![\w’'])(?:(?P<over>{_OVER})|(?P<sure>{_SURE})|(?P<likely>{_LIKELY})"
    rf"|(?P<past>(?<!\bbe\s){_MODAL}(?:{_PAST_VERBS}|said|told)|since|after|ago|{_PARTICIPLE}))|(?P<will>['’]ll))(?:\b|$)",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    rf"(?<![\w’'])(?:(?P<sure>will|['’]ll|shall|(?:is|are)\ (?:{_PLANNED}|to))"
    rf"|(?P<likely>plans?|(?-i:may)|could|{_VERBS})|(?P<past>(?:{_PAST_VERBS}|said|told)|{_PARTICIPLE}))\b",
    re.IGNORECASE,
)
# "Were held on February 8": nothing between the verb and the day.
_TO_DAY = re.compile(r"\s(?:on|in)\s")
# Its tense follows that of the main clause: "are likely to buy as soon as trading opened Monday".
_AS_SOON_AS = re.compile(r"\bas soon as\b[^,]*$", re.IGNORECASE)
# "A service planned for Saturday was canceled": on that day, before it or after it.
_CALLED_OFF = re.compile(r"\s(?:was|were|ha(?:s|ve|d)\ been)\ (?:cancell?ed|postponed|called\ off|put\ off|scrapped)\b")
SURE_PAST, PAST, UNTOLD, LIKELY_FUTURE, FUTURE, EITHER = -2, -1, 0, 1, 2, 3
_DIRECTIONS = {"over": PAST, "past": PAST, "likely": LIKELY_FUTURE, "sure": FUTURE, "will": FUTURE}


def direction_of(text: str, start: int, end: int) -> int:
    """Return what the clause around `text[start:end]` speaks of: one of the six constants above.

    The last sign before the expression decides, else the first behind it; EITHER is what was planned and called off.
    """
    left = _CLAUSE_END.split(text[max(0, start - _REACH) : start])[-1]
    right = _CLAUSE_END.split(text[end : end + _REACH])[0]
    main = _AS_SOON_AS.sub("", left)
    before = _last_sign(main) or _last_sign(left)
    sign = before or _RIGHT.search(right)
    if sign is None:
        return UNTOLD
    found = _DIRECTIONS[str(sign.lastgroup)]
    if before and found > UNTOLD and _CALLED_OFF.match(right):
        return EITHER
    is_since = left.lower().endswith("since ")
    is_sure = before and found == PAST and (is_since or _TO_DAY.fullmatch(left, before.end()))
    return SURE_PAST if is_sure else found


def _last_sign(clause: str) -> re.Match[str] | None:
    return next(reversed([*_LEFT.finditer(clause)]), None)
