"""The lines of a file of entities, read one by one, and what each yields."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from transforms import follow_the_money
from transforms.errors import Rejected
from transforms.follow_the_money import Imported
from transforms.imported import LeftOut, parse_line, refused
from transforms.wikidata import ItemReader, is_item, items

_SHOWN = 2_000  # bytes of a refused line that the quarantine keeps


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be taken in: why, and what it begins with."""

    error: Rejected
    text: str
    byte_count: int


class EntityLines:
    """Reads a file line by line, and counts what it leaves out.

    Attributes:
        left_out: how many sound lines hold nothing that the knowledge base keeps, by what they are.
    """

    def __init__(
        self, path: Path, classes: Mapping[str, str | None], countries: Mapping[str, str], longest: int
    ) -> None:
        """Take the file, the tables of `ItemReader`, and the longest line in bytes that is read."""
        self._path, self._longest = path, longest
        self.items = ItemReader(classes, countries)
        self.left_out: Counter[str] = Counter()

    def read(self) -> Iterator[tuple[int, Imported | Refused]]:
        """Yield what the lines hold, with their numbers, counted from 1.

        Raises:
            OSError: the file cannot be opened.
        """
        for number, line in self._lines():
            for fields in self._objects(line):
                yield from ((number, each) for each in self._imported(fields, line))

    def _objects(self, line: bytes | Rejected) -> Iterator[Mapping[str, Any] | Rejected]:
        """Yield the objects of a line, or why it cannot be read."""
        try:
            if isinstance(line, Rejected):
                raise line
            if len(line) > self._longest:
                raise refused("line_too_long", f"The line is longer than {self._longest} bytes.")
            fields = parse_line(line)
        except Rejected as error:
            yield error
        else:
            yield from items(fields) if fields is not None else ()

    def _imported(self, fields: Any, line: bytes | Rejected) -> list[Imported | Refused]:
        begins = b"" if isinstance(line, Rejected) else line
        try:
            return list(self._of_format(fields))
        except LeftOut as what:
            self.left_out[str(what)] += 1
            return []
        except Rejected as error:
            return [Refused(error, begins[:_SHOWN].decode(errors="replace"), len(begins))]

    def _of_format(self, fields: Any) -> Iterator[Imported]:
        if isinstance(fields, Rejected):
            raise fields
        if isinstance(fields, dict) and follow_the_money.is_entity(fields):
            return follow_the_money.read_entity(fields)
        if isinstance(fields, dict) and is_item(fields):
            return self.items.read(fields)
        raise refused("unknown_format", "The line is neither an entity of FollowTheMoney nor an item of Wikidata.")

    def _lines(self) -> Iterator[tuple[int, bytes | Rejected]]:
        """Yield the lines; of a file that is damaged, the good ones and then the damage."""
        number = 0
        with _open(self._path) as stream:
            try:
                while line := stream.readline(self._longest + 1):
                    number += 1
                    yield number, line
                    while len(line) > self._longest and not line.endswith(b"\n"):
                        line = stream.readline(self._longest + 1)
            except (OSError, EOFError, zlib.error) as error:
                yield number + 1, refused("damaged_file", f"The file is damaged from here on: {type(error).__name__}.")


def _open(path: Path) -> BinaryIO:
    if path.suffix == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    return cast(BinaryIO, bz2.open(path, "rb")) if path.suffix == ".bz2" else path.open("rb")
