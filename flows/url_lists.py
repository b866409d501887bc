"""Lists of web addresses: text with one on each line, blank lines and `#` comments aside."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from flows.files import open_bytes
from transforms.errors import InputError

URL_SCHEMES = ("http://", "https://")
LONGEST = 8_000
_NOT_PRINTABLE = re.compile(r"[\s\x00-\x1f\x7f]")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list.

    Attributes:
        line: its number, counted from 1.
        text: what it says, without blanks around it.
        fault: what is wrong with it as an address, one sentence, or None.
    """

    line: int
    text: str
    fault: str | None


def check_url(url: str) -> None:
    """Check that a text is a whole address of the web.

    Raises:
        InputError: it is not; the message says what is wrong.
    """
    if fault := _fault(url):
        raise InputError(f"{ascii(url[:200])[1:-1]} {fault}")


def read_url_list(path: str) -> Iterator[Listed]:
    """Yield the lines that are to be addresses, good or not.

    Raises:
        OSError, EOFError, zlib.error: the file cannot be read, or not further.
    """
    with open_bytes(path) as stream:
        number = 0
        while line := stream.readline(LONGEST):
            number += 1
            text = line.decode("utf-8", "backslashreplace").removeprefix(_BYTE_ORDER_MARK).strip()
            if text and not text.startswith("#"):
                yield Listed(number, text, _fault(text))
            # The rest of a long line; whoever only asks whether this is a list has gone by now.
            while len(line) == LONGEST and not line.endswith(b"\n"):
                line = stream.readline(LONGEST)


def is_url_list(path: str) -> bool:
    """Whether every line of a file that is not blank or a comment is an address, and one is."""
    is_empty = True
    try:
        for listed in read_url_list(path):
            if listed.fault:
                return False
            is_empty = False
    except (OSError, EOFError, zlib.error):
        return False
    return not is_empty


def _fault(url: str) -> str | None:
    if not url.lower().startswith(URL_SCHEMES):
        return "is no web address: it must begin with http:// or https://."
    if len(url) >= LONGEST:
        return f"is no web address: it has more than {LONGEST:,} characters."
    if _NOT_PRINTABLE.search(url):
        return "is no web address: it has a blank or a control character in it."
    return _fault_of_host(url)


def _fault_of_host(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is no web address: its host or its port is malformed."
    if not host:
        return "is no web address: it names no host."
    if parts.username is not None:
        return "has a user name in it, which would be stored; give it without."
    return None
