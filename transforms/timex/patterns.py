"""Pieces of patterns that several rules share, and the words for earlier and later units."""

from __future__ import annotations

from transforms.timex.calendar import MONTH_PATTERN

FOUR_DIGITS = r"(?:1[4-9]\d\d|20\d\d|21\d\d)"
YEAR = rf"{FOUR_DIGITS}(?![\d,.]?\d)"
DAY_OF_MONTH = r"(?:[12]\d|3[01]|0?[1-9])(?!\d|:\d|\.\d|,\d{3})"
WEEKDAY_NAME = r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
WEEKDAY = (
    rf"(?:{WEEKDAY_NAME}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.(?!\w)"
    rf"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=,\ (?:{MONTH_PATTERN}|\d)))"
)
CLOCK = (
    r"(?=[\dnm])(?:(?:1[0-2]|0?[1-9])(?::[0-5]\d)?\s?(?i:a\.m\.?|p\.m\.?|am|pm)(?!\w)|(?:[01]?\d|2[0-3]):[0-5]\d(?![:\d])"
    r"(?:\sin\sthe\s(?:morning|afternoon|evening))?"
    r"|noon|midday|midnight)(?:\s\(?(?:[ECMP][SD]?T|GMT|UTC|BST|CET)\)?|\slocal\stime)?"
)
# Look-aheads of first letters spare `re` the alternatives of any case, which it tries one by one at every word.
# What may stand before a day ("5 p.m. on Friday", "late Friday") and behind it ("Friday night", "Friday at 5 p.m.").
BEFORE_DAY = (
    rf"(?:(?P<clock>{CLOCK}),?\s(?:on\s)?)?(?:(?=[Ttaemn])(?i:the\s)?(?P<part_of>morning|afternoon|evening|night)\sof\s)?"
    r"(?:(?=[EeLlMm])(?i:early|late|mid|earlier|later)(?:\s(?:on\s)?|-))?"
)
BEHIND_DAY = (
    rf"(?:\s(?P<part>(?i:morning|afternoon|evening|night))(?!\w))?(?:,?\s(?:at|around)\s(?P<later_clock>{CLOCK}))?"
)
STAGE = (
    r"(?:(?=[TtEeLlMmBbSs])(?i:(?:the\s)?(?:early|late|mid|end|beginning|start|middle)(?:\sof|\sin)?|earlier|later)"
    r"[\s-](?:the\s)?)?"
)
WHICH = r"(?P<which>(?=[LlPpTtCcNnFfUu])(?i:last|past|previous|preceding|this|current|next|coming|following|upcoming))"
OF_YEAR = (
    rf"(?:,?\s(?:of\s)?(?:(?:fiscal\s)?(?P<year>{YEAR})"
    r"|(?P<relative_year>last|this|next|the\sprevious|the\sfollowing)\s(?:fiscal\s)?year)(?!\w))?"
)
STEPS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "the": 0, "latest": -1,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
PARTS_OF_DAY = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
