"""Character sets: bytes as found to text."""

from __future__ import annotations

import codecs
import re

from transforms.errors import Rejected

SAMPLE_BYTES = 20_000
# A share of undecodable or control characters above this is no text: one in a hundred.
_BAD_SHARE = 0.01
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})""", re.IGNORECASE)
# Labels that browsers read as a wider set (https://encoding.spec.whatwg.org/#names-and-labels).
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    # A page that says UTF-16 in bytes that could be read so far is not UTF-16.
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
# Python's own, which no page is in: they run escapes, or make halves of surrogate pairs.
_NO_CHARSETS = re.compile(r"utf-7|escape|idna|punycode|undefined|mbcs|oem")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")


def decode(content: bytes, *, is_html: bool, told: str | None = None) -> str:
    """Return the text of `content`, its byte order mark dropped.

    Tried in this order: a byte order mark; UTF-8, whatever the page declares; UTF-16 known by its zero bytes; for
    HTML and XML the declared set, read as browsers read its label; UTF-8 that is damaged or cut off here and there;
    the set that the server told, which is its default as often as the page's; detection by charset_normalizer;
    Windows-1252.

    Args:
        content: bytes as found.
        is_html: whether a declaration inside counts (HTML, XML).
        told: character set that the server told, as written.

    Raises:
        Rejected: nothing decodes it, or what comes out is no text (control characters).
    """
    text = _by_mark(content) or _as_utf8(content) or _by_zeros(content)
    if text is None and is_html:
        text = _as_declared(content)
    if text is None:
        text = _as_damaged_utf8(content)
    if text is None and told:
        text = _as_named(content, told)
    if text is None:
        text = _detected(content)
    if len(_CONTROL.findall(text)) > _BAD_SHARE * len(text):
        raise Rejected("document", "not_text", "The bytes are no text in any character set that could be found out.")
    return text


def _by_mark(content: bytes) -> str | None:
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    return None


def _as_utf8(content: bytes) -> str | None:
    # ISO-2022 sets write everything in seven bits: they decode as UTF-8, but into escapes. Zeros are UTF-16.
    if b"\x1b$" in content or b"\x00" in content[:SAMPLE_BYTES]:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _by_zeros(content: bytes) -> str | None:
    sample = content[:SAMPLE_BYTES]
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    if not max(zeros) or max(zeros) < len(sample) // 6 or max(zeros) < 10 * min(zeros):
        return None
    return content.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", errors="replace")


def _as_declared(content: bytes) -> str | None:
    found = _XML.search(content[:200]) or _META.search(content[:4096])
    return _as_named(content, found[1].decode("ascii", "replace")) if found else None


def _as_named(content: bytes, label: str) -> str | None:
    """Return the text by the set of a label, or None where the label is none or the bytes are of another set."""
    try:
        name = codecs.lookup(label).name
        name = _WIDER.get(name, name)
        text = None if _NO_CHARSETS.search(name) else content.decode(name, errors="replace")
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    return text if text is not None and text.count("\ufffd") <= _BAD_SHARE * len(text) else None


def _as_damaged_utf8(content: bytes) -> str | None:
    """Return the text where far more sequences are UTF-8 than are not: other sets have one by chance at the most."""
    if b"\x1b$" in content:
        return None
    text = content.decode("utf-8", errors="replace")
    return text if len(content) - len(text) > 10 * text.count("\ufffd") else None


def _detected(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:SAMPLE_BYTES]).best()
    for name in (best.encoding if best else "cp1252", "cp1252"):
        text = content.decode(name, errors="replace")
        if text.count("\ufffd") <= _BAD_SHARE * len(text):
            return text
    raise Rejected("document", "not_text", "The bytes are no text in any character set that could be found out.")
