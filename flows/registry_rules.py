"""What a row of the sources file may hold, and the words for what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from transforms.links import absolute_link
from transforms.records.monitoring import FEED_KINDS

STATES = ("active", "paused")
_CODES = {
    "country_code": (re.compile(r"[A-Za-z]{2}"), "two letters such as GB (ISO 3166-1)"),
    "language": (re.compile(r"[A-Za-z]{2}"), "two letters such as en (ISO 639-1)"),
    "source_id": (re.compile(r"[\w.-]{1,100}"), "the outlet's domain, or a short name without blanks"),
}
_CHOICES = {"kind": FEED_KINDS, "state": STATES}


def mistakes(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[str]:
    """Yield what is wrong, each with line and column.

    Args:
        rows: by row the line that it begins on, and its cells by column.
    """
    lines: dict[str, int] = {}
    for line, told in rows:
        for column, wrong in _mistakes(told):
            yield f"line {line}, column {column}: {wrong}"
        key = feed_key(told["feed_url"])
        if key in lines:
            yield f"line {line}, column feed_url: {told['feed_url']} is in line {lines[key]} already"
        elif key:
            lines[key] = line


def feed_key(url: str) -> str:
    """Return what two ways to write a feed's address have in common.

    Scheme, case of the host, `www.`, standard ports, the fragment and a closing slash make no difference. Parameters
    do: the feeds of many sites differ in nothing else.
    """
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{port}{parts.path.rstrip('/')}{query}"


def _mistakes(told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not told["feed_url"]:
        yield "feed_url", "it is empty: give the address that is polled"
    for column in ("feed_url", "home_url"):
        if told[column] and absolute_link(told[column], "") is None:
            yield column, f"“{told[column]}” is no web address, which begins with https:// or http://"
    for column, allowed in _CHOICES.items():
        if told[column] and told[column] not in allowed:
            yield column, f"“{told[column]}” is none of {', '.join(allowed)}"
    for column, (pattern, form) in _CODES.items():
        if told[column] and not pattern.fullmatch(told[column]):
            yield column, f"“{told[column]}” is not {form}"
