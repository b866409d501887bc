"""Sitemaps: XML sitemaps, indexes of them, news sitemaps and text sitemaps (https://www.sitemaps.org/protocol.html).

By lxml, because what is published as a sitemap parser fetches by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree

from transforms.charset import decode
from transforms.errors import Rejected
from transforms.links import absolute_link
from transforms.listing import Finding, Listing, counted, unique
from transforms.plain import plain
from transforms.xml_text import root_of, unpacked, xml_text

SITEMAP_ROOTS = frozenset({"urlset", "sitemapindex"})
_MAX_LINE = 4000
# Ampersands that stand for themselves, as in addresses that nobody escaped, and entities that XML does not know.
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,8}|#x[0-9A-Fa-f]{1,8});)")


def read_sitemap(content: bytes, url: str, charset: str | None = None) -> Listing:
    """Return what a sitemap lists: pages, or further sitemaps of an index; a broken one as far as it can be read.

    Images, videos and translations of a page are passed over. Of a news sitemap `news:title` and
    `news:publication_date` are kept; `lastmod` is the time of modification.

    Args:
        content: bytes as found, gzipped or not.
        url: address of the sitemap, which relative links are relative to.
        charset: character set that the server told.

    Raises:
        Rejected: stage `fetch`: `not_a_sitemap`, `xml_entities` or `too_large`.
    """
    content = unpacked(content)
    try:
        text = xml_text(content, charset)
        root = root_of(text)
        return _read_lines(decode(content, is_html=False, told=charset)) if root is None else _read_xml(text, root, url)
    except Rejected as refusal:
        if refusal.stage == "fetch":
            raise
        raise Rejected("fetch", "not_a_sitemap", "It is no sitemap: its bytes are no text.") from refusal


def _read_lines(text: str) -> Listing:
    """Return what a text sitemap lists: a whole address a line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [absolute_link(line[: _MAX_LINE + 1], "") for line in lines]
    if not any(found):
        raise Rejected("fetch", "not_a_sitemap", "It is no sitemap: no line of it is an address.")
    return Listing(
        kind="sitemap",
        findings=unique(Finding(link) for link in found if link),
        left_out=counted("the line is no web address" for link in found if link is None),
    )


def _read_xml(text: str, root: str, url: str) -> Listing:
    if root not in SITEMAP_ROOTS:
        kind = "an HTML page" if root == "html" else "XML of another kind"
        raise Rejected("fetch", "not_a_sitemap", f"It is no sitemap but {kind}.")
    found = [(name, _finding(told, url)) for name, told in _entries(text) if name in ("url", "sitemap")]
    if not found and "loc>" in text:
        raise Rejected("fetch", "not_a_sitemap", "The sitemap is too broken to be read.")
    return Listing(
        kind="sitemap",
        findings=unique(each for name, each in found if name == "url" and isinstance(each, Finding)),
        sitemaps=tuple(
            dict.fromkeys(each.link for name, each in found if name == "sitemap" and isinstance(each, Finding))
        ),
        left_out=counted(each for _, each in found if isinstance(each, str)),
    )


def _finding(told: Mapping[str, str], url: str) -> Finding | str:
    """Return the finding of an entry, or why there is none."""
    if not told.get("loc"):
        return "it has no link"
    link = absolute_link(told["loc"], url)
    if link is None:
        return "its link is no web address"
    title = plain(told.get("title", "")) or None
    return Finding(link, None, title, told.get("publication_date") or None, told.get("lastmod") or None)


def _entries(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the name of each child of the document element (`url` or `sitemap`) with what it tells by name.

    Names are taken without their namespace, which many a sitemap misspells. Each entry is let go of when it is read.
    """
    source = BytesIO(_BARE.sub("&amp;", text).encode())
    # No entity is resolved, nothing is loaded, and depth and length of text have the parser's limits (no huge_tree).
    reader = etree.iterparse(
        source, events=("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, encoding="utf-8", remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in reader:
            root = element.getparent()
            if root is not None and _name(root) in SITEMAP_ROOTS:
                yield _name(element), _told(element)
                element.clear(keep_tail=False)
                while (before := element.getprevious()) is not None:
                    root.remove(before)
    # What was read before the damage stands.
    except etree.XMLSyntaxError:
        return


def _told(entry: etree._Element) -> dict[str, str]:
    """Return the texts of an entry's own elements and of those in its `news:news`, the first of each name."""
    told: dict[str, str] = {}
    for element in entry:
        for leaf in element if _name(element) == "news" else (element,):
            told.setdefault(_name(leaf), " ".join("".join(map(str, leaf.itertext())).split()))
    return told


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()
