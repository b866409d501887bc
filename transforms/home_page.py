"""Home pages: which feeds and sitemaps an outlet has, and what it calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from transforms.addresses import normal_address, same_site
from transforms.charset import decode
from transforms.errors import Rejected
from transforms.html_metadata import read_metadata
from transforms.links import absolute_link
from transforms.plain import plain
from transforms.words import word_set

_FEED_TYPES = word_set(
    "application/rss+xml application/atom+xml application/rdf+xml application/feed+json application/x-rss+xml "
    "application/xml text/xml text/rss+xml text/rss"
)
_FEED_PATH = re.compile(
    r"/(?:rss|feeds?|atom)(?:\d|[._-]?(?:xml|json|atom|rdf))?/?$|\.(?:rss|atom|rdf)$|/(?:rss|feeds?)/.+"
    r"|[/_-](?:rss|feed|atom)[\w-]*\.(?:xml|json|php|aspx?)$",
    re.IGNORECASE,
)
_JSON_FEED_PATH = re.compile(r"feed[^/]*(?:\.json)?/?$", re.IGNORECASE)
_COMMENTS = re.compile(
    r"comment|kommentar|commentaire|comentario|coment[áa]rio|commenti\b|reacties|комментари|/replies", re.IGNORECASE
)
_PARTIAL = re.compile(
    r"/(?:tags?|categor\w+|authors?|topics?|search|label|podcasts?|videos?)(?:/|$)|[?&](?:s|tag|cat)="
)
_SITEMAP_PATH = re.compile(r"sitemap[^/]*\.(?:xml|xml\.gz|txt)$", re.IGNORECASE)
_INDEX = re.compile(r"/?(?:(?:index|default|home)(?:\.\w{2,5})?)?/?$", re.IGNORECASE)
# Where outlets put what their home page does not name; news sitemaps first, for they are short and fresh.
_WELL_KNOWN = {
    "feed": ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json"),
    "sitemap": (
        "/sitemap-news.xml", "/news-sitemap.xml", "/sitemap_news.xml", "/googlenews.xml", "/sitemap.xml",
        "/sitemap_index.xml",
    ),
}  # fmt: skip
_MAX_TITLE = 300


@dataclass(frozen=True, slots=True)
class Link:
    """What may list an outlet's articles.

    Attributes:
        url: its address, absolute.
        kind: `feed` or `sitemap`.
        title: what the page calls it, plain text, or None.
        is_guess: whether it is a well-known place that the page does not name.
    """

    url: str
    kind: str
    title: str | None = None
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """What a home page tells of the outlet: its name, and its language as written."""

    name: str | None = None
    language: str | None = None


def find_listings(content: bytes, url: str, charset: str | None = None) -> tuple[Link, ...]:
    """Return what may list the articles of the outlet whose home page the bytes are, best first, each once.

    In this order: feeds that the page declares, the outlet's main feed before those of tags and authors; links of the
    same site that look like feeds; sitemaps that it names; well-known places, marked as guesses. Feeds of comments
    are left out. What is no HTML yields the guesses alone.

    Args:
        content: bytes as found.
        url: address of the page.
        charset: character set that the server told.
    """
    tree = _parse(content, charset)
    named = [] if tree is None else [*_declared(tree, url), *_linked(tree, url)]
    ranked = sorted(filter(_is_of_articles, named), key=_rank)
    by_key: dict[str, Link] = {}
    for link in (*ranked, *_guesses(url)):
        by_key.setdefault(normal_address(link.url), link)
    return tuple(by_key.values())


def find_site(content: bytes, url: str, charset: str | None = None) -> Site:
    """Return what a home page tells of its outlet."""
    tree = _parse(content, charset)
    if tree is None:
        return Site()
    told = read_metadata(tree, url)
    return Site(told.site_name, told.language)


def is_home_page(url: str) -> bool:
    """Tell whether an address is that of a site's home page: no path, or an index page's, and no parameters."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and not parts.query and bool(_INDEX.fullmatch(parts.path))


def _parse(content: bytes, charset: str | None) -> HtmlElement | None:
    try:
        text = decode(content, is_html=True, told=charset)
        # As bytes: text with a declaration of its own is refused by the parser.
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return html.document_fromstring(text.encode(), parser=parser)
    except (Rejected, ValueError, etree.ParserError, etree.XMLSyntaxError):
        return None


def _base(tree: HtmlElement, url: str) -> str:
    told = next((element.get("href", "") for element in tree.iter("base")), "")
    return absolute_link(told, url) or url


def _declared(tree: HtmlElement, url: str) -> Iterator[Link]:
    base = _base(tree, url)
    for element in tree.iter("link"):
        relations = element.get("rel", "").lower().split()
        target = absolute_link(element.get("href", ""), base)
        if target and "sitemap" in relations:
            yield Link(target, "sitemap", _title(element.get("title")))
        elif target and {"alternate", "feed"} & set(relations) and _is_feed_type(element.get("type", ""), target):
            yield Link(target, "feed", _title(element.get("title")))


def _is_feed_type(told: str, target: str) -> bool:
    """Tell whether the type that a link tells is that of a feed; plain JSON is one where the address says so."""
    kind = told.partition(";")[0].strip().lower()
    is_json_feed = kind == "application/json" and bool(_JSON_FEED_PATH.search(urlsplit(target).path))
    return kind in _FEED_TYPES or (is_json_feed and "oembed" not in target)


def _linked(tree: HtmlElement, url: str) -> Iterator[Link]:
    base = _base(tree, url)
    for element in tree.iter("a"):
        target = absolute_link(element.get("href", ""), base)
        kind = _kind(target) if target else None
        if target and kind and same_site(target, url):
            yield Link(target, kind, _title(element.text_content()))


def _kind(target: str) -> str | None:
    """Return what an address looks like: `feed`, `sitemap` or nothing of the kind."""
    parts = urlsplit(target)
    if _SITEMAP_PATH.search(parts.path):
        return "sitemap"
    return "feed" if _FEED_PATH.search(parts.path) or parts.netloc.startswith(("feeds.", "rss.")) else None


def _guesses(url: str) -> Iterator[Link]:
    for kind, paths in _WELL_KNOWN.items():
        for path in paths:
            if target := absolute_link(path, url):
                yield Link(target, kind, is_guess=True)


def _is_of_articles(link: Link) -> bool:
    return not _COMMENTS.search(link.url) and not _COMMENTS.search(link.title or "")


def _rank(link: Link) -> tuple[bool, bool]:
    """Return what sorts feeds before sitemaps and feeds of everything before those of a part; else the page's order."""
    return link.kind != "feed", bool(_PARTIAL.search(link.url))


def _title(text: str | None) -> str | None:
    return plain((text or "")[:_MAX_TITLE]) or None
