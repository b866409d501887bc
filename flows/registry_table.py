"""The rows of the sources file: which feeds are monitored, as a person tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flows.outlets import known_outlets
from transforms.plain import fold_blanks
from transforms.records import Feed, Source

COLUMNS = ("feed_url", "kind", "source_id", "name", "country_code", "language", "home_url", "state")
# A spreadsheet takes a file without it for one in the character set of the machine.
MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: the line that it begins on, counted from 1, and its cells, one a column."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The file: its columns in their order, and its rows in theirs.

    Attributes:
        columns: names of the columns; those that Dateline knows are all there.
        rows: the rows.
        delimiter: what parts the cells.
        newline: what ends a row.
        mark: the byte order mark, or nothing.
    """

    columns: tuple[str, ...] = COLUMNS
    rows: tuple[Row, ...] = ()
    delimiter: str = ","
    newline: str = "\n"
    mark: str = MARK

    def told(self, row: Row) -> dict[str, str]:
        """Return the cells of a row by column, without white space around and line ends inside."""
        return {name: fold_blanks(row.cells[self.columns.index(name)]) for name in COLUMNS}

    def feeds(self) -> list[Feed]:
        """Return the feeds as the file tells them, in its order; outlet and name by the registry where it does not."""
        return [_feed(self.told(row)) for row in self.rows]

    def adding(self, *added: Mapping[str, str]) -> Sources:
        """Return the file with more rows at its end, each given by its cells."""
        line = self.rows[-1].line + 1 if self.rows else 2
        rows = (
            Row(number, tuple(fold_blanks(cells.get(name, "")) for name in self.columns))
            for number, cells in enumerate(added, start=line)
        )
        return replace(self, rows=(*self.rows, *rows))

    def setting(self, feed_urls: set[str], column: str, value: str) -> Sources:
        """Return the file with a cell changed in the rows of some feeds."""
        place = self.columns.index(column)
        rows = (
            replace(row, cells=(*row.cells[:place], value, *row.cells[place + 1 :]))
            if self.told(row)["feed_url"] in feed_urls
            else row
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))

    def without(self, feed_urls: set[str]) -> Sources:
        """Return the file without the rows of some feeds."""
        return replace(self, rows=tuple(row for row in self.rows if self.told(row)["feed_url"] not in feed_urls))


def _feed(told: Mapping[str, str]) -> Feed:
    known = known_outlets().resolve(told["source_id"] or told["home_url"] or told["feed_url"], told["name"] or None)
    return Feed(
        feed_url=told["feed_url"],
        source_id=_outlet_id(told["source_id"].lower(), known),
        kind=told["kind"] or "feed",
        name=told["name"] or known.name,
        state=told["state"] or "active",
        country_code=told["country_code"].upper() or known.country_code,
        language=told["language"].lower() or known.language,
        home_url=told["home_url"] or known.home_url,
    )


def _outlet_id(told: str, known: Source) -> str:
    """Return the id that is told; of another domain of an outlet that is known, that outlet's, as its articles have."""
    is_known = "." in told and known.origin == "registry"
    return told if told and not is_known else known.source_id
