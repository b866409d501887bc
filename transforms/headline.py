"""The headline of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from transforms.plain import fold_blanks, plain, skeleton

_SEPARATOR = re.compile(r"\s+[|\-–—·•»«:/~]+\s+|\s*[|｜]\s*|\s+::\s+|_(?=\S+$)")
_WORD = re.compile(r"\w+")
_KICKER = re.compile(
    r"kicker|(?:top|over|catch)-?line|roof|dachzeile|eyebrow|overhead|(?:super|pre|sub)-?(?:title|head(?:ing|line)?)"
    r"|hidden",
    re.I,
)
# Pages that want their headline elsewhere put the only `<h1>` at the end of the trail from the front page.
_TRAIL = re.compile(r"bread-?crumb", re.I)
_TRAIL_DEPTH = 4
_LESSER_HEADINGS = "//h2 | //*[@itemprop='headline' and not(self::h1 or self::meta)]"
_KICKER_COLON = re.compile(r":\s+")
_AGREEING = 0.5
# Machines are told other words than readers; but the `<h1>` of a story shares some of them.
_RELATED = 0.2
# The agreement of two that differ in case, accents and punctuation at most.
_EQUAL = 1.5
_MAX_HEADLINE = 300
_MAX_HEADINGS = 50
# A headline is more of a told title than the outlet's name or a section is.
_MIN_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, and the element that shows it where one does."""

    text: str
    element: HtmlElement | None


def find_headline(
    tree: HtmlElement, titles: Sequence[str], page_title: str | None, site_names: Iterable[str]
) -> Headline | None:
    """Return the headline of a page, without the outlet's name, or None where the page has none.

    The `<h1>` that agrees best with a told title is what readers see and is taken first, with the kicker that its
    publisher sets before it by a colon; then a lesser heading that is a told title; then an `<h1>` in the story's own
    element that shares words with one; then the told titles of JSON-LD and meta elements; then `<title>`; then the
    only `<h1>`. From told ones the outlet's name is cut off.

    Args:
        tree: the page.
        titles: titles told by JSON-LD and meta elements, the most trusted first.
        page_title: text of the `<title>` element.
        site_names: names and domains of the outlet, to be cut off.
    """
    names = list(site_names)
    told = [*titles, *([page_title] if page_title else [])]
    bare = [cut_site_name(title, names) for title in told]
    headings = _readable(element for element in tree.iter("h1") if not _is_trail(element))
    outlets = set(map(skeleton, names))
    shown = [heading for heading in headings if skeleton(heading.text) not in outlets]
    of_story = [heading for heading in shown if _is_in_story(heading.element)]
    for candidates, least in ((shown, _AGREEING), (_lesser(tree), _EQUAL), (of_story, _RELATED)):
        best = max(candidates, key=lambda headline: _agreement(headline.text, told), default=None)
        if best and _agreement(best.text, told) >= least:
            return Headline(_with_kicker(_without_kicker(best.text, told), bare), best.element)
    if told:
        return Headline(bare[0], None)
    return shown[0] if len(shown) == 1 else None


def _lesser(tree: HtmlElement) -> Iterator[Headline]:
    # A generator: most pages are not searched.
    yield from _readable(tree.xpath(_LESSER_HEADINGS))


def _readable(elements: Iterable[HtmlElement]) -> Iterator[Headline]:
    return (Headline(text, element) for element in islice(elements, _MAX_HEADINGS) if (text := _shown(element)))


def _is_trail(element: HtmlElement) -> bool:
    """Tell whether a heading is the end of the page's breadcrumbs."""
    around = (element, *islice(element.iterancestors(), _TRAIL_DEPTH))
    return any(node.tag == "nav" or _TRAIL.search(f"{node.get('class', '')} {node.get('id', '')}") for node in around)


def _is_in_story(element: HtmlElement) -> bool:
    return next(element.iterancestors("article", "main"), None) is not None


def _shown(element: HtmlElement) -> str:
    """Return the text of a heading without the elements that their class calls a kicker."""
    text = fold_blanks("".join(_pieces(element))) or fold_blanks(element.text_content())
    return plain(text) if len(text) <= _MAX_HEADLINE else ""


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not _KICKER.search(child.get("class", "")):
            yield from _pieces(child)
        yield child.tail or ""


def _without_kicker(shown: str, told: Iterable[str]) -> str:
    """Return the told title that `shown` ends with after a kicker ("Opinion: ..."), else `shown`."""
    whole = skeleton(shown)
    endings = (title for title in told if len(skeleton(title)) > _MIN_SHARE * len(whole))
    return next((title for title in endings if whole != skeleton(title) and whole.endswith(skeleton(title))), shown)


def _with_kicker(shown: str, told: Sequence[str]) -> str:
    """Return the told title that is `shown` after a kicker and a colon, if no other told title is `shown` alone."""
    if any(skeleton(title) == skeleton(shown) for title in told):
        return shown
    for title in told:
        for colon in _KICKER_COLON.finditer(title):
            if skeleton(title[colon.end() :]) == skeleton(shown):
                return title
    return shown


def cut_site_name(title: str, site_names: Iterable[str]) -> str:
    """Return `title` without the parts, set off by a dash or bar, that are one of `site_names`.

    >>> cut_site_name("Floods in Kent - The Daily", ["The Daily"])
    'Floods in Kent'
    """
    names = {name for text in site_names if (name := skeleton(text))}
    while cuts := list(_SEPARATOR.finditer(title)):
        first, last = cuts[0], cuts[-1]
        if _is_site(title[last.end() :], names):
            title = title[: last.start()]
        elif _is_site(title[: first.start()], names):
            title = title[first.end() :]
        else:
            break
    return title


def _is_site(part: str, names: set[str]) -> bool:
    name = skeleton(part)
    return any(
        name == other or (len(name) > 3 and name in other) or (len(other) > 3 and other in name) for other in names
    )


def _agreement(text: str, told: Iterable[str]) -> float:
    """Return the greatest share of the words of the shorter of `text` and a told title that the other has."""
    return max((_overlap(text, title) for title in told), default=0.0)


def _overlap(one: str, other: str) -> float:
    if (short := skeleton(one)) and (long := skeleton(other)) and (short in long or long in short):
        share = min(len(short), len(long)) / max(len(short), len(long))
        return share + _AGREEING if share >= _MIN_SHARE else share
    left, right = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(left & right) / max(1, min(len(left), len(right)), max(len(left), len(right)) // 2)
