"""What an HTML page tells about its article in its head and its JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from transforms.access import read_access
from transforms.authors import is_outlet_name
from transforms.html_dates import read_dates
from transforms.json_ld import Node, find_article, first, linked, read_nodes, strings, types
from transforms.plain import plain
from transforms.records import DateWitness

_AUTHOR = (
    "author", "article:author", "article:author_name", "og:article:author", "og:author", "parsely-author", "authors",
    "sailthru.author", "byl", "dc.creator", "dcterms.creator", "dc:creator", "creator", "cxenseparse:author",
    "shareaholic:article_author_name", "citation_author", "rbauthors", "mediator_author", "article.author",
    "articleauthor",
)  # fmt: skip
_WRITTEN_BY = re.compile(
    r"written by|author|écrit par|verfasst von|geschrieben von|escrito por|scritto da", re.IGNORECASE
)
_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title", "headline")
_DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description", "sailthru.description")
_SITE_NAME = ("og:site_name",)
_LESSER_SITE_NAME = ("application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher")
# Microdata.
_ITEM_PUBLISHER = "//*[@itemprop='publisher']//*[@itemprop='name']/@content"
_LANGUAGE = ("content-language", "dc.language", "dcterms.language", "language", "og:locale")
_PUBLISHERS = frozenset({"NewsMediaOrganization", "Organization", "WebSite"})
# Tags as BCP 47 has them, or with an underscore.
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
# A longer value is no title, name or description.
_MAX_VALUE = 5000

Meta = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page tells of itself; each tuple is in the order of trust.

    Attributes:
        url: the address given, else the one that the page names.
        canonical_url: the address that the page names as its own.
        titles: headlines of JSON-LD and meta elements.
        page_title: the `<title>` element.
        descriptions: descriptions of meta elements and JSON-LD.
        article_body: the story as JSON-LD tells it, markup and line breaks as they are.
        site_name: name of the outlet.
        bylines: author credits as written.
        dates: witnesses of publication and modification.
        language: language tag as written.
        is_accessible_for_free: whether it says that everybody may read the article; None where it says nothing.
    """

    url: str | None
    canonical_url: str | None
    titles: tuple[str, ...]
    page_title: str | None
    descriptions: tuple[str, ...]
    article_body: str | None
    site_name: str | None
    bylines: tuple[str, ...]
    dates: tuple[DateWitness, ...]
    language: str | None
    is_accessible_for_free: bool | None


def read_metadata(tree: HtmlElement, url: str | None) -> PageMetadata:
    """Return what the page tells; `url` is the address that it was read from, where known."""
    nodes = read_nodes(tree)
    article = find_article(nodes) or {}
    meta = _read_meta(tree)
    canonical = _canonical(tree, meta, url)
    site_names = [
        *_values(meta, _SITE_NAME),
        *_publishers(article, nodes),
        *map(str, tree.xpath(_ITEM_PUBLISHER)),
        *_values(meta, _LESSER_SITE_NAME),
    ]
    return PageMetadata(
        url=url or canonical,
        canonical_url=canonical,
        titles=_texts([*strings(article.get("headline")), *_values(meta, _TITLE)]),
        page_title=next(iter(_texts(element.text_content() for element in tree.xpath("(//head//title)[1]"))), None),
        descriptions=_texts([*_values(meta, _DESCRIPTION), *strings(article.get("description"))]),
        article_body=first(article.get("articleBody")),
        site_name=next(iter(_texts(site_names)), None),
        bylines=_bylines(article, nodes, meta, [*site_names, urlsplit(url or canonical or "").netloc]),
        dates=read_dates(tree, meta, article, nodes),
        language=_language(tree, meta, article),
        is_accessible_for_free=read_access(meta, article, nodes),
    )


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in values if len(value) <= _MAX_VALUE and (text := plain(value))))


def _bylines(article: Node, nodes: list[Node], meta: Meta, outlets: Iterable[str]) -> tuple[str, ...]:
    """Return the credits of the first place that names others than the outlet itself."""
    told = (strings(linked(article.get(key), nodes)) for key in ("author", "creator"))
    places = (*told, _values(meta, _AUTHOR), _labelled(meta))
    for values in places:
        credits = _texts(values)
        if any(not credit.startswith("http") and not is_outlet_name(credit, outlets) for credit in credits):
            return credits
    return ()


def _labelled(meta: Meta) -> list[str]:
    """Return what a page labels as its writers for the previews of links (`twitter:label1`, `twitter:data1`)."""
    pairs = ((meta.get(f"twitter:label{number}", ()), meta.get(f"twitter:data{number}", ())) for number in (1, 2))
    return [value for labels, values in pairs if any(_WRITTEN_BY.search(label) for label in labels) for value in values]


def _read_meta(tree: HtmlElement) -> Meta:
    """Return the contents of the meta elements by their lower-cased name, property, itemprop or http-equiv."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        # Not by the book, but written: `value` for `content`, and `datetime` beside an `itemprop`.
        content = element.get("content") or element.get("value") or element.get("datetime")
        keys = (element.get(key) for key in ("name", "property", "itemprop", "http-equiv"))
        for key in filter(None, keys):
            if content:
                meta.setdefault(key.strip().lower(), []).append(content)
    return meta


def _values(meta: Meta, names: Iterable[str]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]


def _publishers(article: Node, nodes: list[Node]) -> list[str]:
    outlets = (node for node in nodes if _PUBLISHERS & set(types(node)))
    return [*strings(article.get("publisher")), *(name for node in outlets for name in strings(node.get("name")))]


def _canonical(tree: HtmlElement, meta: Meta, url: str | None) -> str | None:
    """Return the page's own address, if it is one of the web and not merely the site's front page."""
    links = [str(link) for link in tree.xpath("//link[@rel='canonical']/@href")]
    for link in [*links, *_values(meta, ("og:url", "parsely-link", "twitter:url"))]:
        try:
            parts = urlsplit(urljoin(url or "", link.strip()))
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and parts.path.strip("/"):
            return parts._replace(fragment="").geturl()
    return None


def _language(tree: HtmlElement, meta: Meta, article: Node) -> str | None:
    root = tree.getroottree().getroot()
    told = [root.get("lang"), root.get("xml:lang"), *_values(meta, _LANGUAGE), first(article.get("inLanguage"))]
    return next((tag.strip() for tag in told if tag and _TAG.fullmatch(tag.strip())), None)
