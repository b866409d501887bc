"""XML of feeds and sitemaps as text: unpacked, decoded, mended where that is safe, entities refused."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from xml.parsers import expat

from transforms.charset import decode
from transforms.errors import Rejected

# The sitemap protocol's own limit, 50 MB uncompressed (https://www.sitemaps.org/protocol.html); no feed needs more.
MAX_BYTES = 52_428_800
_GZIP = b"\x1f\x8b"
# Declaration, instructions and comments; a declaration whose end is misspelt ends at the bracket.
_PROLOG = re.compile(r"(?:[\s\ufeff]++|<\?[^>]*+>|<!--.*?-->)*+", re.DOTALL)
# Where the document opens behind what a script printed before it (warnings, blank lines).
_MAX_LEAD = 2_000
_OPENING = re.compile(
    r"<(?:\?xml|!DOCTYPE|html|(?:[\w.-]{1,100}:)?(?:rss|rdf|feed|channel|urlset|sitemapindex))\b", re.IGNORECASE
)
# A page's document type is left: it tells that it is a page.
_DOCTYPE = re.compile(r"<!DOCTYPE(?!\s+html\b)[^\[>]*+(\[)?", re.IGNORECASE)
_ROOT = re.compile(r"<(?:!DOCTYPE\s+(?=html\b)|[\w.-]{1,100}:)?([A-Za-z][\w.-]{0,100})[\s/>]", re.IGNORECASE)
# Characters that no XML document may have (https://www.w3.org/TR/xml/#charsets).
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|(\d{1,8}));")
# As deep as libxml2 reads without `huge_tree`.
_MAX_DEPTH = 256


def xml_text(content: bytes, charset: str | None = None) -> str:
    """Return the text of an XML document from its document element on, fit for a parser: no prolog, no controls.

    Args:
        content: bytes as found, gzipped or not.
        charset: character set that the server told.

    Raises:
        Rejected: `too_large` (over `MAX_BYTES` unpacked); `not_text`; `xml_entities`: its document type declares
            entities, as "billion laughs" do and no feed has to.
    """
    text = decode(unpacked(content), is_html=True, told=charset)
    return _REFERENCE.sub(_legal, _NO_XML.sub("", _without_doctype(_without_lead(text))))


def root_of(text: str) -> str | None:
    """Return the local name of the document element in lower case, or None where there is no markup."""
    found = _ROOT.match(text)
    return found[1].lower() if found else None


def check_depth(text: str) -> None:
    """Refuse XML whose elements stand too deep in each other; what is broken is looked at up to the damage.

    Raises:
        Rejected: `xml_nesting`.
    """
    depth = 0

    def opened(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise Rejected("fetch", "xml_nesting", f"Its XML is nested more than {_MAX_DEPTH} deep.")

    def closed(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    with suppress(expat.ExpatError):
        parser.Parse(text.encode(), True)


def unpacked(content: bytes) -> bytes:
    """Return the bytes unpacked if they are gzipped, as far as they can be, else as they are.

    Raises:
        Rejected: they are over `MAX_BYTES`.
    """
    pieces, size, rest = [], 0, content
    while rest.startswith(_GZIP) and size <= MAX_BYTES:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            pieces.append(unpacker.decompress(rest, MAX_BYTES + 1 - size))
        except zlib.error:
            break
        size, rest = size + len(pieces[-1]), unpacker.unused_data
    whole = b"".join(pieces) if pieces else content
    if len(whole) > MAX_BYTES:
        raise Rejected("fetch", "too_large", f"It is larger than {MAX_BYTES:,} bytes, which no feed or sitemap may be.")
    return whole


def _legal(found: re.Match[str]) -> str:
    """Return a character reference as it is, or the replacement character where no XML may have that character."""
    code = int(found[1], 16) if found[1] else int(found[2])
    return "\ufffd" if code > 0x10FFFF or _NO_XML.match(chr(code)) else found[0]


def _without_lead(text: str) -> str:
    """Return the text from its document type or document element on."""
    text = _without_prolog(text)
    opening = _OPENING.search(text, 0, _MAX_LEAD)
    return _without_prolog(text[opening.start() :]) if opening else text


def _without_prolog(text: str) -> str:
    found = _PROLOG.match(text)
    return text[found.end() :] if found else text


def _without_doctype(text: str) -> str:
    """Return the text without its document type, which no feed needs.

    Raises:
        Rejected: the document type declares entities.
    """
    found = _DOCTYPE.match(text)
    if not found:
        return text
    end = text.find("]", found.end()) if found[1] else found.end()
    if found[1] and "<!entity" in text[found.end() : max(end, 0) or None].lower():
        raise Rejected("fetch", "xml_entities", "Its XML declares entities, which is refused: they can be a bomb.")
    close = text.find(">", end)
    return _without_prolog(text[close + 1 :]) if end >= 0 and close >= 0 else ""
