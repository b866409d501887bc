"""Lengths of time, stretches counted from a day, repetitions, and words such as "now" and "recently"."""

from __future__ import annotations

from datetime import date
from re import Match

from transforms.timex.calendar import add_days
from transforms.timex.numbers import NUMBER_PATTERN, count_of
from transforms.timex.spans import Context, Rule
from transforms.timex.value import Value, duration_value, shift, unit_value, unknown_value

_UNIT = r"(?P<unit>(?i:second|minute|hour|day|week|fortnight|weekend|month|quarter|year|decade|century|centurie))s?"
_COUNT = rf"(?P<count>(?=[\dAaEeFfMmNnOoSsTt])(?i:{NUMBER_PATTERN}(?:\s(?:to|or)\s{NUMBER_PATTERN})?))"
_ABOUT = (
    r"(?:(?=[AaNnRrSsMmLlFfOoUuJjTt])(?i:about|around|nearly|almost|roughly|approximately|some|more\sthan|less\sthan|fewer\sthan|at\sleast|over"
    r"|up\sto|as\smany\sas|only|just|the\slast|another)\s)?"
)
_BETWEEN = r"(?:\s(?i:more|additional|consecutive|straight|full|trading|business|calendar|long|fiscal))?"
_HALF = r"(?P<half>\sand\sa\shalf)?"
_CLOCK_UNITS = frozenset({"second", "minute", "hour"})
_REFERENCES = {
    "PRESENT_REF": (
        r"now|right\snow|currently|current|at\spresent|presently|nowadays|these\sdays|at\sthe\smoment|at\sthis\stime"
    ),
    "PAST_REF": (
        r"recently|recent(?:\s(?:years|months|weeks|days|quarters|decades))?|past\s(?:years|months|weeks|days|decades)"
        r"|in\sthe\spast(?!\s[a-z]+)|long\sago"
    ),
    "FUTURE_REF": r"(?<!\bas\s)soon(?!\s(?:after|before|as))|in\sthe\s(?:near\s)?future|the\sfuture",
}


def _unit(match: Match[str]) -> str:
    unit = match["unit"].casefold()
    return "century" if unit == "centurie" else unit


def _number(match: Match[str]) -> float | None:
    count = count_of(match["count"])
    return None if count is None else count + (0.5 if match["half"] else 0)


def _away(match: Match[str], context: Context) -> Value:
    """Two years ago, three days later: the unit of the calendar that lies so far from the anchor or the last day."""
    unit, count, way = _unit(match), _number(match), match["way"].casefold()
    from_anchor = way in ("ago", "from now", "hence")
    start = context.anchor if from_anchor else context.day or (context.period.value_from if context.period else None)
    if unit in _CLOCK_UNITS or way in ("after", "before"):
        return duration_value(unit, count)
    if count is None:
        return Value("FUTURE_REF" if way in ("from now", "later", "hence", "after") else "PAST_REF", "ref")
    if start is None:
        return unknown_value(unit)
    step = -1 if way in ("ago", "earlier", "before", "previously") else 1
    try:
        day = _moved(start, unit, step * count)
        return unit_value(unit, day).on("published" if from_anchor else "context")
    except OverflowError:
        return duration_value(unit, count)


def _moved(start: date, unit: str, count: float) -> date:
    whole = shift(start, unit, int(count))
    half = {"year": 182, "month": 15, "decade": 1826}.get(unit, 0) if count % 1 else 0
    return add_days(whole, half if count > 0 else -half)


def _stretch(match: Match[str], context: Context) -> Value:
    """The past two months: a length whose days reach up to the anchor, or from it."""
    unit, count = _unit(match), _number(match)
    value = duration_value(unit, count)
    if context.anchor is None or count is None:
        return value
    step = 1 if match["which"].casefold() in ("next", "coming", "following") else -1
    try:
        other = _moved(context.anchor, unit, step * count)
    except OverflowError:
        return value
    first, last = sorted((context.anchor, other))
    return Value(value.timex, "duration", first, last, "published")


def _length(match: Match[str], _context: Context) -> Value | None:
    count, unit = match["count"].casefold(), _unit(match)
    if unit == "quarter" and "-" in match[0]:  # three-quarters is a fraction
        return None
    if match.string.endswith("half ", 0, match.start()):  # "half a century" is no century
        return None
    if unit == "second" and not match[0].casefold().endswith("s"):
        return None
    if count in ("a", "an", "some", "many") and unit in ("second", "minute", "day", "weekend", "quarter"):
        return None
    return duration_value(unit, _number(match))


def _bare(match: Match[str], _context: Context) -> Value:
    return duration_value(_unit(match), None)


def _every(match: Match[str], _context: Context) -> Value:
    value = duration_value(_unit(match), 1)
    return Value(value.timex, "set")


def _reference(match: Match[str], _context: Context) -> Value:
    return Value(str(match.lastgroup), "ref")


_FAR = rf"{_ABOUT}{_COUNT}{_HALF}[\s-]{_UNIT}"
STRETCH_RULES = (
    Rule(rf"{_FAR}\s(?P<way>(?i:ago|earlier|before|later|hence|from\snow|after))(?!\w)", _away),
    Rule(
        rf"(?i:the\s)?(?P<which>(?i:last|past|previous|next|coming|following|first))\s{_COUNT}{_HALF}\s{_UNIT}(?!\w)",
        _stretch,
    ),
)
LENGTH_RULES = (
    Rule(rf"(?i:every|each)\s{_UNIT}(?<!s)(?!\w)", _every),
    # An age ("a 6-year-old", "aged 37 years old") describes a person and is no time.
    Rule(rf"{_ABOUT}{_COUNT}{_HALF}{_BETWEEN}[\s-]{_UNIT}(?![\w-]|\sold\b|\sof\sage\b)", _length),
    Rule(rf"{_COUNT}{_HALF}-{_UNIT}-long(?!\w)", _length),
    Rule(
        r"(?:(?<=for\s)|(?<=over\s)|(?<=in\s)|(?<=within\s)|(?<=over\sthe\s))(?P<unit>(?:minute|hour|day|week|month|year|decade|centurie))s(?!\w)",
        _bare,
    ),
    Rule(r"(?P<unit>(?:day|week|month|year|decade|centurie))s-long(?!\w)", _bare),
    Rule(r"(?i:the\s)?(?:(?i:coming|next)\s(?P<unit>day|week|month|year|decade)s)(?!\w)", _bare),
    Rule(r"(?i:the\s)(?P<unit>day|week|month|year|decade)s\s(?:ahead|to\scome)(?!\w)", _bare),
    Rule("(?:" + "|".join(f"(?P<{name}>(?i:{words}))" for name, words in _REFERENCES.items()) + r")(?!\w)", _reference),
)
