"""What inputs name instead of holding it: lists of addresses, and feeds and sitemaps that were saved as files."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from flows.addresses import Parted, listed_urls
from flows.files import open_bytes
from flows.inputs import InputRef
from transforms.errors import Rejected
from transforms.listing import Finding, Listing, read_listing

# Where links of a saved feed are relative to something, nobody knows what: they are left out.
_NOWHERE = ""


@dataclass(slots=True)
class Named:
    """What inputs name.

    Attributes:
        urls: addresses to look at: pages, feeds, sitemaps or home pages.
        listed: pages to fetch, by the file that lists them.
        refused: files, and lines of files, that name nothing.
    """

    urls: list[str]
    listed: dict[str, list[Finding]] = field(default_factory=dict)
    refused: list[InputRef] = field(default_factory=list)


def read_named(parted: Parted, limit: int) -> Named:
    """Read the lists, feeds and sitemaps among the inputs; one that is larger than `limit` bytes is refused."""
    named = Named(list(parted.urls))
    for path, name in parted.url_lists:
        for listed in listed_urls(path, name):
            if isinstance(listed, InputRef):
                named.refused.append(listed)
            else:
                named.listed.setdefault(name, []).append(Finding(listed))
    for path, name in parted.listings:
        saved = read_saved(path, name, limit)
        if isinstance(saved, InputRef):
            named.refused.append(saved)
        else:
            named.listed[name] = list(saved.findings)
            named.urls.extend(saved.sitemaps)
    return named


def read_saved(path: str, name: str, limit: int) -> Listing | InputRef:
    """Return what a saved feed, sitemap or sitemap index lists, or the file as a document that is refused.

    Args:
        path: absolute path of the file.
        name: its name relative to the input.
        limit: a larger file, in bytes, is refused.
    """
    try:
        with open_bytes(path) as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            raise Rejected("fetch", "too_large", f"The file has more than {limit:,} bytes.")
        listing = read_listing(content, _NOWHERE)
    except (OSError, EOFError, zlib.error) as error:
        return _refused(path, name, ("unreadable", f"The file cannot be read: {type(error).__name__}."))
    except Rejected as error:
        return _refused(path, name, (error.rule, error.reason))
    if listing is None or not (listing.findings or listing.sitemaps):
        return _refused(path, name, ("nothing_listed", "The file lists no pages."))
    return listing


def _refused(path: str, name: str, refusal: tuple[str, str]) -> InputRef:
    return InputRef(path, name, "listing", 0, refusal=refusal)
