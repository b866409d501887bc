"""The standfirst of a page: the sentence or two between headline and story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from transforms.parts import is_sentence, part_by_words
from transforms.plain import fold_blanks, plain, skeleton

_CLASS = re.compile(
    r"(?<![a-z])(?:standfirst|sub-?(?:title|head(?:line|er|ing)?|line)|dec?k|lead|lede|lead-?(?:text|in)|intro"
    r"(?:duction)?|summary|excerpt|abstract|teaser|chapo|vorspann|entradilla|bajada|sommario|ingress|resume|speakable"
    r"|article-?(?:description|lead|intro)|sapo)(?![a-z])",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"caption|related|recommend|widget|sidebar|image|video|gallery|breaking|trending", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PROPERTIES = frozenset({"description", "alternativeHeadline", "alternateName"})
_INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "em", "font", "i", "q", "s", "small", "span", "strong", "sub", "sup", "u"}
)
_ELSEWHERE = frozenset(
    {"a", "aside", "button", "figcaption", "figure", "footer", "form", "li", "nav", "script", "style"}
)
_SHORTEST, _LONGEST = 25, 900
# What ends so is cut from the story.
_CUT = ("...", "…")
# How many elements after the headline, and how many characters of two texts, are compared.
_REACH = 250
_SAME = 60


def find_standfirst(
    headline: HtmlElement, titles: Sequence[str], descriptions: Sequence[str], paragraphs: Sequence[str]
) -> str | None:
    """Return the standfirst that stands between the headline and the story, or None.

    It must be seen on the page: an element after the headline and before the first paragraph of the story that
    either is marked as a standfirst (class, `itemprop`), or is a heading under the headline, or reads as the page's
    description does, or is a sentence that comes next after the headline and is none of the story's paragraphs.
    A description that the page does not show is none: most are cut from the story.

    Args:
        headline: the element that shows the headline.
        titles: headlines shown and told: none of them is a standfirst, even with another kicker before it.
        descriptions: descriptions told by meta elements and JSON-LD.
        paragraphs: the story as extracted; its first may be the standfirst itself.
    """
    names = [name for title in titles if (name := skeleton(title))]
    told = [skeleton(text)[:_SAME] for text in descriptions]
    story = {skeleton(text[:_LONGEST])[:_SAME] for text in paragraphs if len(text) >= _SHORTEST}
    is_next = True
    for element in filter(_is_leaf, islice(_following(headline), _REACH)):
        text = fold_blanks(element.text_content())[: _LONGEST + 1]
        whole = skeleton(text)
        if not whole or any(name in whole or whole in name for name in names):
            continue
        start = whole[:_SAME]
        if _SHORTEST <= len(text) <= _LONGEST and not text.endswith(_CUT) and part_by_words(text) is None:
            is_lead = is_next and start not in story and _is_lead(element, text)
            if is_lead or _is_marked(element) or start in told or _is_subheading(element):
                return plain(text)
        if start in story:
            return None
        is_next = False
    return None


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    node: HtmlElement | None = element
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter("p", "div", "h2", "h3", "span", "section", "header", "strong")
        node = node.getparent()


def _is_leaf(element: HtmlElement) -> bool:
    """Tell whether the element holds text and nothing but inline elements, outside of lists, links and pictures."""
    if element.tag in ("span", "strong") and element.getparent().tag in ("p", "h2", "h3"):
        return False
    if any(child.tag not in _INLINE for child in element.iterdescendants()):
        return False
    return not any(outer.tag in _ELSEWHERE for outer in islice(element.iterancestors(), 4))


def _is_lead(element: HtmlElement, text: str) -> bool:
    return is_sentence(text) and element.find(".//a") is None and not _ASIDE.search(_names(element))


def _is_subheading(element: HtmlElement) -> bool:
    return element.tag == "h2" and element.find(".//a") is None and not _ASIDE.search(_names(element.getparent()))


def _is_marked(element: HtmlElement) -> bool:
    parent = element.getparent()
    return any(node.get("itemprop") in _PROPERTIES or _CLASS.search(_names(node)) for node in (element, parent))


def _names(element: HtmlElement) -> str:
    """Return what the element is called in its attributes, words set apart by hyphens and blanks."""
    names = filter(None, (element.get(key) for key in ("class", "id", "data-testid", "data-component")))
    return _CAMEL.sub("-", " ".join(names)).replace("_", "-")
