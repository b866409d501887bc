"""Find the date and time expressions of a text and what days they mean.

Expressions that name no whole day of the calendar are counted from the anchor, the day of publication or of the
dateline. Whether a bare "Friday" or "October 7" lies before or behind it is told by the verbs and prepositions of its
clause; without such a sign the past is meant, as is usual in news. Values follow TIMEX3 (ISO-TimeML, ISO 24617-1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from transforms.records import Block
from transforms.timex.clock import CLOCK_RULES
from transforms.timex.counted_days import COUNTED_DAY_RULES, beside
from transforms.timex.days import DAY_RULES, HOLIDAY_RULE, MONTH_DAY_RULES
from transforms.timex.lengths import LENGTH_RULES, STRETCH_RULES
from transforms.timex.months import MONTH_RULES
from transforms.timex.near_days import NEAR_DAY_RULES
from transforms.timex.periods import PERIOD_RULES
from transforms.timex.quarters import QUARTER_RULES
from transforms.timex.ranges import RANGE_RULES
from transforms.timex.spans import Context, DateSpan, Rule
from transforms.timex.weekdays import WEEKDAY_RULE, WEEKDAY_RULES
from transforms.timex.years import YEAR_RULES

# In this order: where two rules match at the same character, the first wins.
_RULES: tuple[Rule, ...] = (
    *map(beside, (*MONTH_DAY_RULES, HOLIDAY_RULE, WEEKDAY_RULE)),
    *COUNTED_DAY_RULES,
    *DAY_RULES,
    *RANGE_RULES,
    *WEEKDAY_RULES,
    *NEAR_DAY_RULES,
    *CLOCK_RULES,
    *QUARTER_RULES,
    *STRETCH_RULES,
    *MONTH_RULES,
    *PERIOD_RULES,
    *YEAR_RULES,
    *LENGTH_RULES,
)
_NAMED = re.compile(r"\(\?P<\w+>")


def find_dates(text: str, anchor: date | None, blocks: Sequence[Block] | None = None) -> tuple[DateSpan, ...]:
    """Return the time expressions of `text` in order, not overlapping.

    Args:
        text: the article's text.
        anchor: publication day; without it, what needs one keeps no days, and X in its TIMEX3 value.
        blocks: its paragraphs; where given, an expression that reaches over the end of one is left out, and what
            follows a dateline or a line of nothing but a date is counted from that day, if it lies in the week before
            `anchor` or, told with its year, in the week behind it.
    """
    return tuple(_within(text, Context(anchor), blocks or ()))


def _within(text: str, context: Context, blocks: Sequence[Block]) -> Iterator[DateSpan]:
    ends = sorted({block.char_end for block in blocks})
    own = [block for block in blocks if block.part in ("dateline", "byline")]
    for span in _spans(text, context):
        if any(span.char_start < end < span.char_end for end in ends):
            continue
        if span.value_from and any(_is_own_day(span, block) for block in own):
            context.note_own_day(span.value_from, is_sure=span.basis == "explicit")
        yield span


def _is_own_day(span: DateSpan, block: Block) -> bool:
    """Whether the span stands in a dateline, or is a whole line of the byline."""
    if block.part == "byline":
        return (block.char_start, block.char_end) == (span.char_start, span.char_end)
    return block.char_start <= span.char_start < block.char_end


def _spans(text: str, context: Context) -> Iterator[DateSpan]:
    master, patterns = _compiled()
    position = 0
    while match := master.search(text, position):
        rule = int(match.lastgroup[1:]) if match.lastgroup else 0
        found = patterns[rule].match(text, match.start())
        span = _span(found, _RULES[rule], context) if found else None
        position = max(span.char_end if span else match.end(), match.start() + 1)
        if span:
            yield span


def _span(match: re.Match[str], rule: Rule, context: Context) -> DateSpan | None:
    try:
        value = rule.read(match, context)
    except OverflowError:
        return None
    if value is None:
        return None
    context.note(value, match.end())
    surface = match[0].rstrip()
    start = match.start()
    basis = context.anchor_basis if value.basis == "published" else value.basis
    return DateSpan(
        surface, start, start + len(surface), value.value_from, value.value_to, value.grain, value.timex, basis
    )


@lru_cache(maxsize=1)
def _compiled() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Return one pattern that finds where a rule matches, and the pattern of each rule, which reads its words.

    An expression begins with a word, or the mark of "'90s". The group that tells which rule it was stands empty behind
    the rule: in front it would hide the rule's first letters, by which `re` passes most rules over.
    """
    bare = (_unnamed(rule.pattern) for rule in _RULES)
    rules = "|".join(f"(?:{each})(?P<r{i}>)" for i, each in enumerate(bare))
    master = re.compile(rf"(?<![\w$£€])(?=[\w'’])(?:{rules})")
    return master, tuple(re.compile(rule.pattern) for rule in _RULES)


def _unnamed(pattern: str) -> str:
    """Drop the names of a pattern's groups, so that patterns with the same names can stand in one."""
    return _NAMED.sub("(?:", pattern)
