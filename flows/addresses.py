"""Inputs that name pages instead of holding them: web addresses, lists of them, saved feeds and sitemaps."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flows.formats import LISTING_FORMATS, format_of
from flows.inputs import InputRef, is_hidden, walk
from flows.url_lists import check_url, read_url_list


@dataclass(frozen=True, slots=True)
class Parted:
    """The inputs by what they need.

    Attributes:
        files: files and folders, to be discovered.
        urls: web addresses that were given: pages, feeds, sitemaps or home pages.
        url_lists: absolute path and name of the files that are lists of addresses.
        listings: absolute path and name of the files that are feeds or sitemaps.
    """

    files: tuple[str, ...]
    urls: tuple[str, ...]
    url_lists: tuple[tuple[str, str], ...]
    listings: tuple[tuple[str, str], ...]


def part(inputs: Iterable[str], is_left_out: Callable[[str], bool] = lambda _: False) -> Parted:
    """Part the inputs into those that hold documents and those that name pages, also inside folders.

    Args:
        inputs: files, folders and web addresses.
        is_left_out: tells of a file's absolute path whether it is to be left out.

    Raises:
        InputError: an input does not exist, or is no whole address.
    """
    given = list(dict.fromkeys(inputs))
    urls = tuple(name for name in given if "://" in name)
    for url in urls:
        check_url(url)
    files = tuple(name for name in given if "://" not in name)
    wanted = [(path, name) for path, name in walk(files) if not is_hidden(name) and not is_left_out(path)]
    by_format: dict[str, list[tuple[str, str]]] = {form: [] for form in LISTING_FORMATS}
    for path, name in wanted:
        by_format.get(format_of(path), []).append((path, name))
    return Parted(files, urls, tuple(by_format["urls"]), tuple(by_format["listing"]))


def listed_urls(path: str, name: str) -> Iterator[str | InputRef]:
    """Yield the addresses of a list; a line that is none, and the rest of a file that cannot be read, is a refusal."""
    line = 0
    try:
        for listed in read_url_list(path):
            line = listed.line
            yield _refused(path, name, line, f"The line {listed.fault}") if listed.fault else listed.text
    except (OSError, EOFError, zlib.error) as error:
        yield _refused(path, name, line + 1, f"The list cannot be read from here on: {type(error).__name__}.")


def _refused(path: str, name: str, line: int, reason: str) -> InputRef:
    return InputRef(path, f"{name}#line {line}", "urls", 0, line, refusal=("bad_address", reason))
