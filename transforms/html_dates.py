"""The places in an HTML page that tell when its article was published or modified."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from lxml.html import HtmlElement

from transforms.json_ld import Node, find_page, strings
from transforms.plain import fold_blanks
from transforms.records import DateWitness
from transforms.timestamps import parse_timestamp

# Names under which publishers write it, in no namespace order; compared with the lists of htmldate and news-please.
_PUBLISHED = frozenset({
    "article:published_time", "article:published", "article:published_date", "article.published", "article:post_date",
    "article.created", "article:create_at", "article_date_original", "bt:pubdate", "citation_date", "created",
    "citation_publication_date", "cxenseparse:publishtime", "cxenseparse:recs:publishtime", "date", "date-published",
    "date_created", "date_published", "datecreated", "datepublished", "dc.created", "dc.date", "dc.date.created",
    "dc.date.issued", "dc.issued", "dc:created", "dc:date", "dcsext.articlefirstpublished", "dcterms.created",
    "dcterms.date", "dcterms.issued", "dcterms:created", "displaydate", "gentime", "iso-8601-publish-date",
    "mediator_published_time", "og:article:published", "og:article:published_time", "og:datepublished", "og:pubdate",
    "og:publish_date", "og:published_time", "og:regdate", "originalpublicationdate", "parsely-pub-date", "pdate",
    "ptime", "pubdate", "publication-date", "publication_date", "publish-date", "publish_date", "publish_time",
    "publishdate", "published-date", "published_date", "published_time", "publisheddate", "rbpubdate",
    "rnews:datepublished", "sailthru.date", "shareaholic:article_published_time", "twt-published-at",
    "vr:published_time",
})  # fmt: skip
_MODIFIED = frozenset({
    "article.updated", "article:modified", "article:modified_date", "article:modified_time", "article:post_modified",
    "bt:moddate", "datemodified", "dateupdate", "dc.date.modified", "dc.modified", "dcterms.modified", "last-modified",
    "lastdate", "lastmod", "lastmodified", "modificationdate", "modified_time", "og:article:modified_time",
    "og:modified_time", "og:updated_time", "revision_date", "updated_time",
})  # fmt: skip
_MAX_VALUES = 3
_MAX_TIMES = 5
# Characters before a time that may say what it is the time of.
_LEAD = 20
_UPDATED = re.compile(
    r"updat|modif|revis|chang|edited|aktualisiert|stand:|actualiza|actualis|mis à jour|aggiornat|atualiza|bijgewerkt"
    r"|oppdater|uppdater|opdater|обновл|更新",
    re.IGNORECASE,
)
# How many elements under the headline may hold the date, and how many characters it has.
_REACH = 60
_SHORTEST_DATE, _LONGEST_DATE = 8, 45
_LONGEST_MARKUP = 300  # indentation counts
_ELSEWHERE = frozenset({"aside", "nav", "footer"})


def read_dates(
    tree: HtmlElement, meta: Mapping[str, Sequence[str]], article: Node, nodes: list[Node]
) -> tuple[DateWitness, ...]:
    """Return the witnesses of a page in the order of trust: JSON-LD, meta elements, `<time>` elements."""
    witnesses = [*_json_ld(article), *_json_ld(find_page(nodes) or {}), *_meta(meta), *_times(tree)]
    return tuple(dict.fromkeys(witnesses))


def _json_ld(node: Node) -> Iterator[DateWitness]:
    for key in ("datePublished", "dateCreated", "dateModified"):
        for value in strings(node.get(key))[:_MAX_VALUES]:
            yield DateWitness("json_ld", fold_blanks(value), key == "dateModified")


def _meta(meta: Mapping[str, Sequence[str]]) -> Iterator[DateWitness]:
    for name, values in meta.items():
        if name in _PUBLISHED or name in _MODIFIED:
            yield from (DateWitness("meta", fold_blanks(value), name in _MODIFIED) for value in values[:_MAX_VALUES])


def _times(tree: HtmlElement) -> Iterator[DateWitness]:
    """Yield the first few `<time>` elements near the headline, else of the page, outside of side matter."""
    found = tree.xpath("(//h1)[1]/ancestor::*[.//time][1]//time") or tree.iter("time")
    times = (element for element in found if not any(outer.tag in _ELSEWHERE for outer in element.iterancestors()))
    for element in islice(times, _MAX_TIMES):
        if value := fold_blanks(element.get("datetime") or element.text_content()):
            yield DateWitness("time_element", value, _is_update(element))


def _is_update(element: HtmlElement) -> bool:
    """Tell whether its `itemprop`, the words right before it, or its own first words speak of an update.

    The class `updated` alone does not: hAtom asks for it on every entry. It does beside another time.
    """
    before, parent = element.getprevious(), element.getparent()
    if element.get("itemprop") == "dateModified":
        return True
    if "updated" in element.get("class", "").split() and before is not None and before.tag == "time":
        return True
    lead = (parent.text if parent is not None else "") if before is None else f"{before.text_content()} {before.tail}"
    return bool(_UPDATED.search((lead or "")[-_LEAD:]) or _UPDATED.search(element.text_content().strip()[:_LEAD]))


def find_text_date(tree: HtmlElement, latest: date) -> DateWitness | None:
    """Return the day that the page's visible text tells, or None.

    A line under the headline that is a date and little else is taken first, then what htmldate finds. Of the page
    only its body is looked at, since the head's witnesses are read already and htmldate falls back to modification
    and copyright dates there. Its extensive search is off: it takes any year that a page has.
    """
    from htmldate import find_date

    body = tree.find("body")
    if body is None:
        return None
    shown = next(_shown_dates(body), None)
    if shown:
        return DateWitness("text", shown)
    found = find_date(body, extensive_search=False, original_date=True, url="", max_date=latest.isoformat())
    # htmldate makes a year alone the first of January.
    return DateWitness("text", found) if found and not found.endswith("-01-01") else None


def _shown_dates(body: HtmlElement) -> Iterator[str]:
    """Yield the lines within reach under the first `<h1>` that are a date, with its weekday, time and label at most."""
    for element in islice(body.xpath("(//h1)[1]/following::*[not(self::script or self::style)]"), _REACH):
        text = fold_blanks(element.text or "") or fold_blanks(element.text_content()[:_LONGEST_MARKUP])
        if not _SHORTEST_DATE <= len(text) <= _LONGEST_DATE or _UPDATED.search(text):
            continue
        stamp = parse_timestamp(text)
        if stamp and stamp.day and not any(outer.tag in _ELSEWHERE for outer in element.iterancestors()):
            yield text
