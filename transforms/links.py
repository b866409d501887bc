"""Links: addresses as feeds, sitemaps and pages write them, made absolute."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_MAX_LENGTH = 4000
# What browsers drop from an address wherever it stands (https://url.spec.whatwg.org/#concept-basic-url-parser).
_DROPPED = re.compile("[\t\n\r]")
# What leads nowhere but to the base itself.
_NOWHERE = re.compile(r"(?:https?:/*)?(?:#.*)?", re.IGNORECASE)
_NO_ADDRESS = re.compile('[\x00-\x1f\x7f<>"`{}|\\\\^\ud800-\udfff]')


def absolute_link(link: str, base: str) -> str | None:
    """Return `link` as an absolute address of the web, a blank inside as `%20`, or None if it is none.

    An ampersand that was escaped once too often is one. Only http and https with a host count; what no address may
    have (controls, quotation marks, angle brackets) is no reason to guess another.
    """
    link = _DROPPED.sub("", link.strip()).replace("&amp;", "&")
    if _NOWHERE.fullmatch(link):
        return None
    try:
        address = urljoin(base, link).replace(" ", "%20")
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return address if is_web and len(address) <= _MAX_LENGTH and not _NO_ADDRESS.search(address) else None
