"""Today and its neighbours, and days counted from the day that the text named last."""

from __future__ import annotations

import re
from re import Match

from transforms.timex.calendar import add_days
from transforms.timex.clock import day_before, time_of
from transforms.timex.patterns import BEFORE_DAY, BEHIND_DAY, PARTS_OF_DAY, STEPS
from transforms.timex.spans import Context, Rule
from transforms.timex.value import Value, day_value

_NEAR = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
    "the day after tomorrow": 2, "last night": -1, "overnight": 0,
}  # fmt: skip
_NIGHTS = {"tonight": "TNI", "last night": "TNI", "overnight": "TNI"}
# "More than today", "as it is today", "I still own today", "today than ever" speak of these days, not of one.
_THESE_DAYS_BEFORE = re.compile(
    r"\b(?:than|still\s[a-z]+(?<!ed)(?<!ing)|(?:it|they|we|he|she|you)\s(?:is|are)|what\s(?:is|are)"
    r"|[Ee]ven|world\sof|[a-z]+s\sof)\s$"
)
_THESE_DAYS_BEHIND = re.compile(
    r"\s(?:than\s|as\s(?:it|they|we|he|she)\s)|,?\s(?:only\s|there\s(?:is|are)\s|(?:it\sis|they\sare)\s(?!\w+ing\b))"
    r"|['’]s\s(?:world|society|youth|young|standards|generations?|times|technology|women|children|students)\b"
)
# "Today, nearly all towns have one", but "Today is a holiday" and "Today the board is meeting".
_STATE_BEHIND = re.compile(
    r",?\s(?!is\b|was\b)(?:(?!\b(?:will|was|were|had|did|would|\w+ed)\b)[^.,;\n]){0,60}?"
    r"\b(?:is|are|has|have|remains?)\b(?!\s\w+ing\b)"
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_NAME_BEFORE = re.compile(r"[A-Z]\w+ $")  # "USA Today"


def _near_day(match: Match[str], context: Context) -> Value | None:
    if match["word"] == "Today" and _NAME_BEFORE.search(match.string[max(0, match.start() - 20) : match.start()]):
        return None
    word = " ".join(match["word"].casefold().split())
    if word == "today" and _speaks_of_these_days(match):
        return Value("PRESENT_REF", "ref")
    time = _NIGHTS.get(word) or time_of(match)
    if word.startswith("this "):
        word, time = "today", PARTS_OF_DAY[word.removeprefix("this ")]
    if word == "overnight" and context.day and _is_in_sentence(match, context):
        return day_value(context.day, time).on("context")
    if context.anchor is None:
        return Value("XXXX-XX-XX" + time, "time" if time else "day")
    return day_value(add_days(context.anchor, _NEAR[word]), time).on("published")


def _part_of_named(match: Match[str], context: Context) -> Value | None:
    """The part of the day that was named just before: "in the morning"; without one it may be any morning."""
    day = day_before(match, context)
    return day_value(day, PARTS_OF_DAY[match["unit"]]).on("context") if day else None


def _is_in_sentence(match: Match[str], context: Context) -> bool:
    """Whether the day named last stands in the same sentence."""
    return context.day_end is not None and not _SENTENCE_END.search(match.string, context.day_end, match.start())


def _speaks_of_these_days(match: Match[str]) -> bool:
    before = match.string[max(0, match.start() - 30) : match.start()]
    if match[0] == "Today" and _STATE_BEHIND.match(match.string, match.end()):
        return True
    return bool(_THESE_DAYS_BEFORE.search(before) or _THESE_DAYS_BEHIND.match(match.string, match.end()))


def _day_besides_named(match: Match[str], context: Context) -> Value:
    """The day before or after the one named last, or that day: "earlier in the day"; else the publication day."""
    step = {"before": -1, "after": 1}.get(match["side"] or "", 0)
    if context.day:
        return day_value(add_days(context.day, step)).on("context")
    if step or context.anchor is None:
        return Value("XXXX-XX-XX", "day")
    return day_value(context.anchor).on("published")


def _same_day(match: Match[str], context: Context) -> Value | None:
    """What a day is besides: "Oct. 12, the day before the vote"."""
    if context.day is None or match.string[context.day_end : match.start()] != ", ":
        return None
    return day_value(context.day).on("context")


def _said_day(match: Match[str], context: Context) -> Value | None:
    """Days counted from the day that the text named last: "the next day", "that night"."""
    step = STEPS.get(match["which"].casefold().split()[-1], 0)
    time = PARTS_OF_DAY.get(match["unit"], "")
    if context.day is None:
        return Value("XXXX-XX-XX" + time, "time" if time else "day")
    return day_value(add_days(context.day, step), time).on("context")


NEAR_DAY_RULES = (
    Rule(
        rf"{BEFORE_DAY}(?P<word>(?i:the\sday\sbefore\syesterday|the\sday\safter\stomorrow|last\snight|overnight|tonight"
        rf"|this\s(?:morning|afternoon|evening)|today|yesterday|tomorrow))(?!\w){BEHIND_DAY}",
        _near_day,
    ),
    Rule(
        r"(?:(?i:earlier|later)\s)?(?P<which>(?i:(?:the|that)\s(?:next|following|previous|same)|that))\s"
        r"(?P<unit>day|morning|afternoon|evening|night)(?!\w)",
        _said_day,
    ),
    Rule(r"(?:(?<=\bin\s)|(?<=\bIn\s))the\s(?P<unit>morning|afternoon|evening)(?!\w)", _part_of_named),
    Rule(r"(?i:the)\sday\s(?P<side>before|after)(?=[.,;:!?”\"]|\s*$)", _day_besides_named),
    Rule(r"(?<=,\s)the\sday(?=\s(?:before|after|of|on|that|when)\s)", _same_day),
    Rule(r"(?i:earlier|later)\sin\sthe\sday(?P<side>(?!))?(?!\w)", _day_besides_named),
)
