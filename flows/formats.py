"""What an input file is: told by its name, and by its first bytes where the name leaves it open."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from flows.files import read_head
from flows.url_lists import is_url_list

LISTING_FORMATS = ("urls", "listing")
_BY_NAME = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".mhtml": "unknown",
    ".txt": "text", ".text": "text", ".jsonl": "jsonl", ".ndjson": "jsonl", ".warc": "warc", ".arc": "warc",
    ".urls": "urls", ".rss": "listing", ".atom": "listing", ".rdf": "listing",
}  # fmt: skip
_WARC = re.compile(rb"WARC/\d|filedesc://")
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
_FEED_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel|urlset|sitemapindex)\b", re.IGNORECASE)
_JSON_FEED = re.compile(r"jsonfeed\.org\\?/version")
_HTML_ROOT = re.compile(
    r"<(?:html|head|body|title|meta|link|script|style|article|main|div|section|h[1-6]|p|table|a)\b", re.IGNORECASE
)
# What no text holds: the binary data bytes of the WHATWG MIME sniffing standard, section 3.
_BINARY = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def format_of(path: str) -> str:
    """Return the format of a file by its name, `.gz` aside.

    Returns:
        `html`, `text`, `jsonl`, `warc` (ARC too), `urls` (a list of addresses), `listing` (a feed or sitemap) or
        `unknown`. Only the name decides of pages and JSON Lines, as it is what a person can see and change.
    """
    name = _BY_NAME.get(Path(path.removesuffix(".gz")).suffix.lower())
    if name is None:
        return _by_head(read_head(path))
    return "urls" if name == "text" and is_url_list(path) else name


def sniff(head: bytes) -> str:
    """Return the format that the first bytes of a file without a name tell, as `format_of` does; never `urls`."""
    text = _decoded(head).lstrip("\ufeff")
    if (known := _by_head(head)) != "unknown":
        return known
    if is_html(head):
        return "html"
    if _BINARY.search(text):
        return "unknown"
    first = text.lstrip().partition("\n")[0].rstrip()
    if first in ("{", "[") or first.startswith("[{"):  # one JSON value over many lines is no JSON Lines
        return "unknown"
    return "jsonl" if first.startswith("{") else "text"


def is_html(head: bytes) -> bool:
    """Whether a document begins as HTML does, after comments, declarations and blanks."""
    text = _decoded(head).lstrip("\ufeff")
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    return bool(_HTML_ROOT.match(text, start)) or text[:start].lstrip().lower().startswith("<!doctype html")


def is_text(head: bytes) -> bool:
    """Whether bytes hold none that only binary data has."""
    return not _BINARY.search(_decoded(head))


def _by_head(head: bytes) -> str:
    """Tell apart what cannot be mistaken: WARC and ARC, feeds and sitemaps."""
    if _WARC.match(head):
        return "warc"
    text = _decoded(head).lstrip("\ufeff")
    prolog = _PROLOG.match(text)
    is_feed = _FEED_ROOT.match(text, prolog.end() if prolog else 0)
    is_json_feed = text.lstrip().startswith("{") and _JSON_FEED.search(text)
    return "listing" if is_feed or is_json_feed else "unknown"


def _decoded(head: bytes) -> str:
    """Return the head as text that keeps every ASCII character of it."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS.items() if head.startswith(mark)), "latin-1")
    return head.decode(encoding, "replace")
