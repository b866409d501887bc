"""The registry: the file of the feeds that are monitored, edited in a spreadsheet or by `dateline sources`.

A CSV file in UTF-8, a row a feed. Only `feed_url` must be told: without the others a row is an active feed of the
outlet that its address is known to be of. Columns that Dateline does not know are kept as they are.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from flows.registry_rules import mistakes
from flows.registry_table import COLUMNS, MARK, Row, Sources
from transforms.errors import InputError

_DELIMITERS = ",;\t"
_MISTAKES_SHOWN = 10


def read_sources(path: Path) -> Sources:
    """Read the file; where there is none, it has no rows.

    Raises:
        InputError: it cannot be read, or has mistakes: the sentence names the line and column of each.
    """
    if not path.exists():
        return Sources()
    text = _text(path)
    bare = text.removeprefix(MARK)
    delimiter = _delimiter(bare)
    header, *lines = list(_lines(path, bare, delimiter)) or [Row(1, ("feed_url",))]
    columns = tuple(cell.strip() for cell in header.cells)
    if wrong := next((name for name in COLUMNS if columns.count(name) > 1), None):
        raise InputError(f"{path} has the column {wrong} twice; its first line names each column once.")
    if "feed_url" not in columns:
        raise InputError(f"{path} has no column feed_url; its first line must be: {','.join(COLUMNS)}")
    columns += tuple(name for name in COLUMNS if name not in columns)
    rows = tuple(Row(line.line, _fitted(line.cells, len(columns))) for line in lines if any(map(str.strip, line.cells)))
    newline = "\r\n" if "\r\n" in bare else "\n"
    sources = Sources(columns, rows, delimiter, newline, MARK if text != bare else "")
    _check(path, sources)
    return sources


def write_sources(path: Path, sources: Sources) -> None:
    """Write the file, whole or not at all.

    Raises:
        InputError: it cannot be written, or what is to be written has mistakes.
    """
    _check(path, sources)
    rows = (sources.columns, *(row.cells for row in sources.rows))
    text = "".join(_written(cells, sources.delimiter) + sources.newline for cells in rows)
    try:
        _put(path.resolve(), (sources.mark + text).encode())
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error


def registry_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the outlets of the file as rows for `SourceRegistry.from_rows`, each once.

    Raises:
        InputError: as `read_sources`.
    """
    outlets = {feed.source_id: feed for feed in reversed(read_sources(path).feeds())}
    for feed in reversed(outlets.values()):
        told = {name: getattr(feed, name) or "" for name in COLUMNS if name not in ("kind", "state")}
        # An outlet without a domain is found by its id as by a name.
        yield {**told, "kind": "unknown", "other_names": "" if "." in feed.source_id else feed.source_id}


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path} is not in UTF-8 at line {line}; save it as “CSV UTF-8”.") from error


def _delimiter(text: str) -> str:
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return next((each for each in _DELIMITERS if "feed_url" in re.split(rf'["\s]*{each}["\s]*', first)), ",")


def _lines(path: Path, text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            yield Row(before + 1, tuple(cells))
            before = reader.line_num
    except csv.Error as error:
        raise InputError(f"{path} is no CSV file at line {before + 1}: {error}.") from error


def _written(cells: tuple[str, ...], delimiter: str) -> str:
    # The writer quotes a cell for the line ends of its own dialect only; so every row is written with both of them.
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n")


def _fitted(cells: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return as many cells as there are columns; more only where there is something in them."""
    kept = cells if any(cells[count:]) else cells[:count]
    return kept + ("",) * (count - len(kept))


def _check(path: Path, sources: Sources) -> None:
    widths = (
        f"line {row.line}: it has {len(row.cells)} cells where the first line names {len(sources.columns)} columns"
        for row in sources.rows
        if len(row.cells) > len(sources.columns)
    )
    found = [*widths, *mistakes((row.line, sources.told(row)) for row in sources.rows)]
    if not found:
        return
    more = f"; and {len(found) - _MISTAKES_SHOWN} more" if len(found) > _MISTAKES_SHOWN else ""
    raise InputError(f"{path} is to be mended: {'; '.join(found[:_MISTAKES_SHOWN])}{more}.")


def _put(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
        written = Path(stream.name)
        try:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            written.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            written.replace(path)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
