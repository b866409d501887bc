"""The body of a page: each line of its story with its part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from transforms.markup import part_by_markup
from transforms.parts import part_by_words
from transforms.plain import skeleton
from transforms.timestamps import is_date

# Share of a longer headline from which on it is the same.
_SAME_HEADLINE = 0.5
# Lines of a story that may tell of its author, the words and characters of such a line, and the letters of a name.
_FIRST, _LAST = 2, 5
_MAX_WORDS, _MAX_CREDIT = 10, 600
_SHORTEST_NAME = 4


def part_lines(
    tree: HtmlElement, lines: Sequence[str], title: str | None, standfirst: str | None, authors: Sequence[str]
) -> list[tuple[str, str]]:
    """Return part and text of the lines, without those that repeat the headline or the standfirst."""
    marks = part_by_markup(tree, lines)
    credits = _credits(lines, authors)
    parts = [(part_by_words(line) or marks.get(line) or credits.get(line) or "body", line) for line in lines]
    headline, lead = skeleton(title or ""), skeleton(standfirst or "")
    return [(part, line) for part, line in parts if not _repeats(skeleton(line), headline, lead)]


def _repeats(line: str, headline: str, standfirst: str) -> bool:
    """Tell whether a line is the headline, with another kicker or none, or the standfirst (of each its letters)."""
    shorter, longer = sorted((line, headline), key=len)
    is_headline = longer.endswith(shorter) and len(shorter) > _SAME_HEADLINE * len(longer)
    return bool(line) and (line == standfirst or is_headline)


def _credits(lines: Sequence[str], authors: Iterable[str]) -> dict[str, str]:
    """Return `byline` for lines that credit an author, or tell the date alone under the headline.

    The last lines do so that open with an author's name, and the first that are little more.
    """
    names = tuple(name for author in authors if len(name := skeleton(author)) >= _SHORTEST_NAME)
    first = [line for line in lines[:_FIRST] if len(line.split()) <= _MAX_WORDS]
    ends = {*first, *lines[-_LAST:]} if names else ()
    named = {line for line in ends if len(line) <= _MAX_CREDIT and skeleton(line).startswith(names)}
    return dict.fromkeys(named.union(filter(is_date, lines[:_FIRST])), "byline")
